import type {EvidenceAnswer} from "../analyses/index.ts";
import {
  type Cell,
  type Finding,
  type FindingColumn,
  type FindingRow,
  finding,
  type Unit,
} from "../base/index.ts";
import type {Reader} from "../store/index.ts";
import {refuseOtherData} from "./same-data.ts";

/** What the columns of source records hold. */
const MEANINGS: Readonly<Record<string, {readonly unit: Unit; readonly meaning: string}>> = {
  period: {unit: "period", meaning: "year, or year and month"},
  reporter: {unit: "text", meaning: "who reported"},
  partner: {unit: "text", meaning: "with whom"},
  flow: {unit: "text", meaning: "X exports, M imports, RX re-exports, as the reporter states them"},
  product: {unit: "text", meaning: "product code as published"},
  hs_edition: {unit: "text", meaning: "edition of the codes; missing where the publisher names none"},
  value_usd: {
    unit: "usd",
    meaning: "value in US dollars at the period's own rate; missing where no rate is known",
  },
  value_native: {unit: "text", meaning: "value as published, to the digit, in native_currency"},
  native_currency: {unit: "text", meaning: "currency as published"},
  net_kg: {unit: "kg", meaning: "net mass; missing where it was not published"},
  source: {unit: "text", meaning: "data set"},
  vintage: {unit: "text", meaning: "when the data set was published"},
  file: {unit: "text", meaning: "file the record stands in"},
  source_row: {
    unit: "count",
    meaning: "line, sheet row or array index in that file; missing where it was not kept",
  },
  publisher: {unit: "text", meaning: "who published it"},
  licence: {unit: "text", meaning: "on what terms"},
};

/**
 * Fetches the source records behind a row, as a finding of their own.
 *
 * @param row zero-based
 * @throws UsageError "other-vintage" when the store is not the one the finding read, "no-evidence" when the row has none
 */
export async function explainRow(store: Reader, explained: Finding, row: number): Promise<Finding> {
  await refuseOtherData(store, explained);
  const {evidenceRows} = await import("../analyses/index.ts");
  return evidenceFinding(explained, row, await evidenceRows(store, explained, row));
}

/** The evidence of a row as a finding of its own: source records with file and row, and the statements as parameters. */
export function evidenceFinding(
  explained: Finding,
  row: number,
  answers: readonly EvidenceAnswer[],
): Finding {
  const columns = columnsOf(answers);
  const rows = answers.flatMap(({rows: found}) => found.map((record) => only(record, columns)));
  const used = new Set(rows.map((record) => record.source));
  return finding({
    kind: "evidence",
    question: `Which source records are behind row ${row + 1} of "${explained.question}"?`,
    parameters: {
      finding: explained.id,
      row: row + 1,
      labels: [...new Set(answers.map(({evidence}) => evidence.label))],
      sql: answers.map(({sql}) => oneLine(sql)),
      values: answers.map(({values}) => JSON.stringify(values)),
    },
    columns,
    rows,
    estimates: [],
    sample: {rows_in: rows.length, rows_used: rows.length, dropped: [], coverage: []},
    warnings: answers.flatMap(cutWarning),
    caveats: [],
    evidence: [],
    lineage: explained.lineage.filter(({source}) => used.has(source)),
  });
}

function columnsOf(answers: readonly EvidenceAnswer[]): FindingColumn[] {
  const names = new Set(answers.flatMap(({rows}) => rows.flatMap((record) => Object.keys(record))));
  return [...names].map((name) => ({
    name,
    ...(MEANINGS[name] ?? {unit: "text", meaning: `${name} as stored`}),
  }));
}

function only(record: FindingRow, columns: readonly FindingColumn[]): FindingRow {
  return Object.fromEntries(columns.map(({name, unit}) => [name, shown(record[name] ?? null, unit)]));
}

// The store counts periods as 2022 and 202203; people and other findings read 2022 and 2022-03.
function shown(value: Cell, unit: Unit): Cell {
  if (unit !== "period" || typeof value !== "number") return value;
  return String(value).replace(/^(\d{4})(\d{2})$/, "$1-$2");
}

function cutWarning({more, rows, evidence}: EvidenceAnswer): string[] {
  return more ? [`only the first ${rows.length} records of "${evidence.label}" are shown`] : [];
}

function oneLine(sql: string): string {
  return sql.replaceAll(/\s+/g, " ").trim();
}
