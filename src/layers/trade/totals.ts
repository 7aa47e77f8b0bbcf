import {type Clause, fixed, joined, type Statement, sql} from "../../store/index.ts";
import {flowIn, periodIn} from "./lines.ts";
import type {TradeSlice} from "./slice.ts";

/** All goods together, of several sources, each asked for reporters of its own. */
export interface TotalSlice extends Pick<TradeSlice, "flows" | "range" | "basis"> {
  readonly voices: readonly {readonly source: string; readonly reporters: readonly string[]}[];
  /** States; null for every partner but the world. */
  readonly partners: readonly string[] | null;
}

/**
 * Sums of all goods as each source gives them, of states alone: no blocs, and no choice between sources. A tenth of the work of
 * `tradeCells`, whose values they have: a year that a source gives both as one and by months is told both ways.
 *
 * Columns: period (a year where the range is of years), reporter, partner, flow, source, frequency, value_usd, net_kg (null where a part
 * has none), records.
 */
export function totalCells({voices, partners, flows, range, basis}: TotalSlice): Statement {
  const annual = range.frequency === "A";
  const period = fixed(
    annual ? "CASE WHEN t.period < 10000 THEN t.period ELSE t.period // 100 END" : "t.period",
  );
  return sql`
    SELECT ${period} AS period, t.reporter::VARCHAR AS reporter, t.partner::VARCHAR AS partner, t.flow, t.source,
      CASE WHEN t.period < 10000 THEN 'A' ELSE 'M' END AS frequency, sum(t.value_usd)::DOUBLE AS value_usd,
      CASE WHEN count(t.net_kg) = count(*) THEN sum(t.net_kg)::DOUBLE END AS net_kg, sum(t.records) AS records
    FROM layer.total AS t
    WHERE (${heard(voices)}) AND ${periodIn(range)} AND ${flowIn(flows)}
      AND (t.flow <> 'M' OR t.partner_basis = ${basis} OR (${basis} = 'origin' AND t.partner_basis IS NULL))
      AND ${partners === null ? sql`t.partner <> 'W00'` : among("partner", partners)}
    GROUP BY ALL ORDER BY 1, 2, 3, 4`;
}

/** How many months of each year each source has of a reporter, of whatever goods: `source`, `reporter`, `flow`, `year`, `months`. */
export function monthsReported(): Statement {
  return sql`
    SELECT source, reporter, flow, period // 100 AS year, count(DISTINCT period) AS months FROM meta.reported
    WHERE period > 9999 GROUP BY ALL ORDER BY ALL`;
}

function heard(voices: TotalSlice["voices"]): Clause {
  const each = voices.map(
    ({source, reporters}) => sql`(t.source = ${source} AND ${among("reporter", reporters)})`,
  );
  return each.length === 0 ? sql`false` : joined(each, " OR ");
}

// As text: a code that the store does not have is then no error, and there are few totals.
function among(column: "reporter" | "partner", codes: readonly string[]): Clause {
  const known = codes.filter((code) => /^[A-Z0-9]+$/.test(code));
  if (known.length === 0) return sql`false`;
  return fixed(`t.${column}::VARCHAR IN (${known.map((code) => `'${code}'`).join(", ")})`);
}
