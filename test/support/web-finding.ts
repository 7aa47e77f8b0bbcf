import type {Finding, FindingRow} from "../../web/data/finding.ts";

/** A finding as the app receives it, with these rows and nothing else. */
export function webFinding(rows: readonly FindingRow[], given: Partial<Finding> = {}): Finding {
  return {
    kind: "test",
    id: "test-0",
    question: "",
    parameters: {},
    columns: [],
    rows,
    estimates: [],
    sample: {rows_in: 0, rows_used: 0, dropped: [], coverage: []},
    warnings: [],
    caveats: [],
    evidence: [],
    lineage: [],
    citation: "",
    ...given,
  };
}
