import {
  type IndicatorDialect,
  ignored,
  integer,
  number,
  oneOf,
  type RawFile,
  sameColumns,
  sql,
  text,
} from "../../../src/ingest/index.ts";

// The newest quarter in the file is the best that it says of its own age.
async function lastQuarter(file: RawFile): Promise<string | null> {
  const quarters = [...(await file.text()).matchAll(/,(20\d\d)Q([1-4]),/g)].map(
    ([, year, quarter]) => `${year}-Q${quarter}`,
  );
  return quarters.length === 0 ? null : `to ${quarters.sort().at(-1)}`;
}

const lines: IndicatorDialect = {
  id: "quarters-csv",
  what: "Armenian balance of payments by line and quarter",
  recognises: ({kind, header}) =>
    kind === "csv" &&
    sameColumns(header, ["codes", "level", "eng", "nrow", "group", "account", "quarter", "usd_million"]),
  columns: {
    codes: text(),
    level: ignored("the code tells how deep a line lies"),
    eng: text(),
    nrow: integer(),
    group: ignored("the code's first number tells it"),
    account: oneOf(["account", "Credit", "Debit"]),
    quarter: text(),
    usd_million: number(),
  },
  schemes: {state: "iso3"},
  vintageOf: lastQuarter,
  clean: sql`
    SELECT 'balance_of_payments' AS indicator, 'ARM' AS state_code,
      concat(codes, ' ', regexp_replace(eng, '^[0-9]\\. ', ''), ', ', CASE account WHEN 'account' THEN 'net' ELSE lower(account) END, ' (line ', nrow, ')') AS item,
      replace(quarter, 'Q', '-Q') AS period, usd_million * 1e6 AS value, file_id, source_row
    FROM typed`,
};

/** The table as one public copy gives it, a row a line and quarter. */
export const dialects: readonly IndicatorDialect[] = [lines];
