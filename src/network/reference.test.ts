import {expect, test} from "vitest";
import {storedRows} from "../../test/support/verify.ts";
import {betweenness, eigenvector, graphOf, pageRank, structuralHoles} from "./index.ts";

const edges = storedRows("network/edges.csv");
const expected = storedRows("network/reference.csv");
const graphs = [...Map.groupBy(expected, ({graph}) => String(graph))];

function numberOf(cell: string | undefined): number | null {
  return cell === undefined || cell === "" ? null : Number(cell);
}

// Made by verify/network/reference.py, networkx 3.6.1. Counts of paths and closed forms agree to rounding; the two fixed points are found by
// rounds here and there, PageRank to 1e-14 a node in networkx and both to 1e-13 here, with an eigenvalue gap that leaves less than 1e-8.
test.each(graphs)("measures of invented network %s equal networkx", (name, rows) => {
  const own = edges.filter(({graph}) => graph === name);
  const column = (key: string) => own.map((edge) => Number(edge[key]));
  const directed = Number(name) % 2 === 0;
  const graph = graphOf(rows.length, directed, {
    from: column("a"),
    to: column("b"),
    weight: column("weight"),
  });
  const holes = structuralHoles(graph);
  const [between, rank, central] = [betweenness(graph), pageRank(graph), eigenvector(graph)];
  for (const [node, row] of rows.entries()) {
    expect(between[node]).toBeCloseTo(Number(row.betweenness), 10);
    expect(rank[node]).toBeCloseTo(Number(row.pagerank), 10);
    expect(central[node]).toBeCloseTo(Number(row.eigenvector), 8);
    for (const [found, cell] of [
      [holes[node]?.constraint ?? null, row.constraint],
      [holes[node]?.effectiveSize ?? null, row.effective_size],
    ] as const) {
      const wanted = numberOf(cell);
      if (wanted === null) expect(found).toBeNull();
      else expect(found).toBeCloseTo(wanted, 10);
    }
  }
});
