import type {Finding, FindingColumn} from "../../base/index.ts";
import {type FindingEdge, findingGraph} from "./edges.ts";
import {element, escaped, XML_HEADER} from "./xml.ts";

/**
 * The finding's edges as GEXF 1.3 (gexf.net/1.3), each row an edge of its own. Where rows have dates the graph is dynamic, and an edge
 * has its spell; a bound that is not known is left out. The rows' other columns are attributes; a missing cell has none.
 *
 * @throws UsageError "no-edges"
 */
export function renderGexf(finding: Finding): string {
  const {nodes, edges, columns} = findingGraph(finding);
  const dynamic = edges.some(({start, end}) => start !== null || end !== null);
  const graph = element(
    "graph",
    {
      defaultedgetype: "directed",
      ...(dynamic ? {mode: "dynamic", timeformat: "date", timerepresentation: "interval"} : {mode: "static"}),
    },
    [
      element(
        "attributes",
        {class: "edge", mode: "static"},
        columns.map((column, at) => element("attribute", {id: at, title: column.name, type: typeOf(column)})),
      ),
      element(
        "nodes",
        {},
        nodes.map((id) => element("node", {id, label: id})),
      ),
      element(
        "edges",
        {},
        edges.map((edge) => edgeElement(edge, columns)),
      ),
    ],
  );
  const meta = element("meta", {}, [
    element("creator", {}, ["Roundabout"]),
    element("description", {}, [escaped(finding.citation)]),
  ]);
  return `${XML_HEADER}${element("gexf", {xmlns: "http://gexf.net/1.3", version: "1.3"}, [meta, graph])}\n`;
}

function edgeElement(
  {id, source, target, directed, weight, start, end, row}: FindingEdge,
  columns: readonly FindingColumn[],
): string {
  const values = columns.flatMap(({name}, at) => {
    const cell = row[name] ?? null;
    return cell === null ? [] : [element("attvalue", {for: at, value: String(cell)})];
  });
  const spell =
    start === null && end === null ? [] : [element("spells", {}, [element("spell", {start, end})])];
  return element("edge", {id, source, target, type: directed ? "directed" : "undirected", weight}, [
    ...(values.length === 0 ? [] : [element("attvalues", {}, values)]),
    ...spell,
  ]);
}

function typeOf({unit}: FindingColumn): string {
  return ["text", "date", "period", "grade"].includes(unit) ? "string" : "double";
}
