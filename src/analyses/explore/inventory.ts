import {type Finding, finding} from "../../base/index.ts";
import type {Reader} from "../../store/index.ts";
import {lineageOf, sampleOf, shownPeriod} from "../common/lineage.ts";
import type {KnownStrand} from "./strand.ts";

/** What there is to choose from: one row a source, flow and frequency. They are never added up, so no value stands beside them. */
export async function inventoryFinding(store: Reader, known: readonly KnownStrand[]): Promise<Finding> {
  const sources = [...new Set(known.map(({source}) => source))];
  return finding({
    kind: "explore",
    question: "Which records of trade does the store hold, by source, flow and frequency?",
    parameters: {by: "source"},
    columns: COLUMNS,
    rows: known.map(({source, flow, frequency, digits, records, otherRecords, first, last}) => ({
      source,
      flow,
      frequency,
      digits,
      records,
      coarser_records: otherRecords,
      first_period: shownPeriod(first),
      last_period: shownPeriod(last),
    })),
    estimates: [],
    sample: await sampleOf(store, {
      sources,
      reporters: null,
      used: known.reduce((sum, {records, otherRecords}) => sum + records + otherRecords, 0),
    }),
    warnings: [],
    caveats: ["Sources overlap: their records are never added."],
    evidence: [],
    lineage: await lineageOf(store, sources),
  });
}

const COLUMNS = [
  {name: "source", unit: "text", meaning: "folder below sources/"},
  {name: "flow", unit: "text", meaning: "X exports, M imports, RX re-exports, as the reporter states them"},
  {name: "frequency", unit: "text", meaning: "A years, M months"},
  {
    name: "digits",
    unit: "count",
    meaning: "digits of its finest product lines; 0 where all goods stand together",
  },
  {name: "records", unit: "count", meaning: "records at these digits"},
  {name: "coarser_records", unit: "count", meaning: "records of the same trade at fewer digits"},
  {name: "first_period", unit: "period", meaning: "first period with a record"},
  {name: "last_period", unit: "period", meaning: "last period with a record"},
] as const;
