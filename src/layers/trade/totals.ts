import {yearOf} from "../../base/index.ts";
import {type Clause, fixed, joined, type Statement, sql} from "../../store/index.ts";
import {sourceAsked, withinSources} from "./goods-table.ts";
import {flowIn, leftOut, partnersAmong, periodIn, worldRule} from "./lines.ts";
import type {TradeSlice} from "./slice.ts";
import type {UnitMember} from "./units.ts";

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

/**
 * Which months of each year each source has of a reporter, of whatever goods.
 *
 * Columns: source, reporter, flow, year, months (bit 1 for January to bit 12 for December).
 */
export function monthsReported(): Statement {
  return sql`
    SELECT source, reporter, flow, period // 100 AS year, bit_or(1 << (period % 100)) AS months FROM meta.reported
    WHERE period > 9999 GROUP BY ALL ORDER BY ALL`;
}

/**
 * The slice's sums of all goods before units are named and a source is chosen. A statement a fifth as long as that of `tradeCells`.
 *
 * Columns: source, reporter, partner, flow, period (as asked; months where years are asked for and the state counts for a bloc in a part
 * of one only), published (in that period, not by months), value (ten-thousandths of a US dollar, whole), records.
 */
export function totalSums(slice: TradeSlice): Statement {
  const {reporters, partners, flows, range, basis, everyReporter} = slice;
  return sql`
    SELECT t.source, t.reporter, t.partner, t.flow, ${periodOf(slice)} AS period, t.period < 10000 AS published,
      (sum(t.value_usd) * 10000)::HUGEINT AS value, sum(t.records) AS records
    FROM layer.total AS t
    WHERE t.source IN (SELECT s.id FROM meta.source AS s WHERE ${sourceAsked(slice)}) AND ${periodIn(range)} AND ${flowIn(flows)}
      ${flows.includes("M") ? sql`AND (t.flow <> 'M' OR t.partner_basis = ${basis} OR (${basis} = 'origin' AND t.partner_basis IS NULL))` : sql``}
      ${withinSources("t.source", slice.within)} ${everyReporter === true || reporters === null ? sql`` : sql`AND ${among("reporter", codesOf(reporters))}`}
      ${partners === null ? sql`` : sql`AND ${among("partner", codesOf(partners))}`} ${worldRule(slice)} ${partnersAmong(slice)} ${leftOut(slice, "AND")}
    GROUP BY ALL`;
}

function periodOf({range, reporters, partners}: TradeSlice): Clause {
  if (range.frequency === "M") return sql`t.period`;
  const years = [yearOf(range.from), yearOf(range.to)] as const;
  const cut = [...(reporters ?? []), ...(partners ?? [])].filter((member) => isCut(member, years));
  const codes = codesOf(cut);
  const byMonth =
    codes.length === 0
      ? sql``
      : sql`WHEN ${among("reporter", codes)} OR ${among("partner", codes)} THEN t.period`;
  return sql`CASE WHEN t.period < 10000 THEN t.period ${byMonth} ELSE t.period // 100 END`;
}

/** True for a member that joins or leaves within one of these years. */
function isCut({first, last}: UnitMember, [from, to]: readonly [number, number]): boolean {
  const [joined, left] = [Math.floor(first / 100), Math.floor(last / 100)];
  const joinsWithin = first % 100 > 1 && from <= joined && joined <= to;
  return joinsWithin || (last % 100 < 12 && from <= left && left <= to);
}

function codesOf(members: readonly UnitMember[]): string[] {
  return [...new Set(members.map(({member}) => member))];
}

/** The sources, and what decides between them. Columns: id, rank, partners, goods. */
export function sourceRanks(): Statement {
  return sql`SELECT id, rank, partners, goods FROM meta.source ORDER BY id`;
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
