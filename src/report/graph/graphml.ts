import type {Finding, FindingColumn} from "../../base/index.ts";
import {type FindingEdge, findingGraph} from "./edges.ts";
import {element, escaped, XML_HEADER} from "./xml.ts";

/**
 * The finding's edges as GraphML, each row an edge of its own, with its dates, weight and other columns as data; a missing cell has none.
 * GraphML has no time: `start` and `end` are texts. The graph is directed when every edge is, or else each edge says so itself.
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
    ...edges.map((edge) => edgeElement(edge, directed, columns)),
  ]);
  const description = element("desc", {}, [escaped(finding.citation)]);
  return `${XML_HEADER}${element("graphml", {xmlns: "http://graphml.graphdrawing.org/xmlns"}, [description, ...keys, graph])}\n`;
}

function key(name: string, type: string): string {
  return element("key", {id: `edge-${name}`, for: "edge", "attr.name": name, "attr.type": type});
}

function edgeElement(
  {id, source, target, directed, start, end, row}: FindingEdge,
  others: boolean,
  columns: readonly FindingColumn[],
): string {
  const cells = {start, end, ...Object.fromEntries(columns.map(({name}) => [name, row[name] ?? null]))};
  const data = Object.entries(cells).flatMap(([name, cell]) =>
    cell === null ? [] : [element("data", {key: `edge-${name}`}, [escaped(String(cell))])],
  );
  return element(
    "edge",
    {id: `edge-${id}`, source, target, directed: directed === others ? null : String(directed)},
    data,
  );
}

function isText({unit}: FindingColumn): boolean {
  return ["text", "date", "period", "grade"].includes(unit);
}
