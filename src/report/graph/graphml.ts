import type {Finding, FindingColumn} from "../../base/index.ts";
import {type FindingEdge, findingGraph} from "./edges.ts";
import {element, escaped, XML_HEADER} from "./xml.ts";

/**
 * The finding's edges as GraphML, each row an edge of its own, with its dates, weight and other columns as data; a missing cell has none.
 * GraphML has no time: `start` and `end` are texts. The graph is directed when any edge is; an edge without a direction then stands twice,
 * there and back, for programs refuse graphs of both kinds.
 *
 * @throws UsageError "no-edges"
 */
export function renderGraphml(finding: Finding): string {
  const {nodes, edges, columns} = findingGraph(finding);
  const keys = [
    key("start", "string"),
    key("end", "string"),
    ...columns.map((column) => key(column.name, isText(column) ? "string" : "double")),
    element("key", {id: "name", for: "node", "attr.name": "name", "attr.type": "string"}),
  ];
  const directed = edges.some((edge) => edge.directed);
  const graph = element("graph", {id: finding.id, edgedefault: directed ? "directed" : "undirected"}, [
    ...nodes.map((id) => element("node", {id}, [element("data", {key: "name"}, [escaped(id)])])),
    ...edges.flatMap((edge) => edgeElements(edge, {directed, columns})),
  ]);
  const description = element("desc", {}, [escaped(finding.citation)]);
  return `${XML_HEADER}${element("graphml", {xmlns: "http://graphml.graphdrawing.org/xmlns"}, [description, ...keys, graph])}\n`;
}

function key(name: string, type: string): string {
  return element("key", {id: `edge-${name}`, for: "edge", "attr.name": name, "attr.type": type});
}

function edgeElements(
  {id, source, target, start, end, row, ...edge}: FindingEdge,
  {directed, columns}: {readonly directed: boolean; readonly columns: readonly FindingColumn[]},
): string[] {
  const cells = {start, end, ...Object.fromEntries(columns.map(({name}) => [name, row[name] ?? null]))};
  const data = Object.entries(cells).flatMap(([name, cell]) =>
    cell === null ? [] : [element("data", {key: `edge-${name}`}, [escaped(String(cell))])],
  );
  const there = element("edge", {id: `edge-${id}`, source, target}, data);
  if (edge.directed === directed) return [there];
  return [there, element("edge", {id: `edge-${id}-back`, source: target, target: source}, data)];
}

function isText({unit}: FindingColumn): boolean {
  return ["text", "date", "period", "grade"].includes(unit);
}
