import {type Flow, type PeriodRange, yearOf} from "../../base/index.ts";
import {fixed, type Statement, sql} from "../../store/index.ts";
import type {Goods, GoodsCode} from "./goods.ts";
import {ALWAYS, type UnitMember} from "./units.ts";

/** A slice of the trade layer. */
export interface TradeSlice {
  /** Whose reports, summed by unit; null for every reporter by itself. */
  readonly reporters: readonly UnitMember[] | null;
  /** Trade with whom; null for every partner. */
  readonly partners: readonly UnitMember[] | null;
  readonly flows: readonly Flow[];
  readonly goods: Goods;
  readonly range: PeriodRange;
  /** Only this source; null lets the ranks decide. */
  readonly source: string | null;
  /** Imports by origin (the rule) or by consignment, where a publisher gives both. */
  readonly basis: "origin" | "consignment";
  /** Only sources that keep both sides, or only those that merged them. */
  readonly sides: "mirror" | "reconciled" | "any";
  /** Which codes enter by their life in the source: all, none born in `year` or later, or none born or ended then. */
  readonly codes: "all" | "not-new" | "continuing";
  /** The year that `codes` is judged by; null for the first year of `range`. */
  readonly codesYear: number | null;
  /** Labels of a goods list apart. When false, the whole list is one label. */
  readonly splitGoods: boolean;
  /** Partners apart. When false and partners are null, the world: the published total, else the sum of a full set. */
  readonly splitPartners: boolean;
}

/**
 * Cells of a slice: one row a period × reporter × partner × flow × label, each from **one** source.
 *
 * Where several sources hold a cell's reporter, flow, label and period, the one that covers the whole period comes
 * first, then the lower rank; partners of one reporter are never mixed from two. A year that only months cover is their
 * sum, with `months` telling how many. Values in whole currency units.
 *
 * Columns: period, reporter, partner, flow, label, source, frequency, months, members, value_usd, value_eur, net_kg,
 * records. A value is in euro as published, or else converted at the period's own average rate; null without a rate.
 */
export function tradeCells(slice: TradeSlice): Statement {
  return sql`WITH ${picked(slice)}, grouped AS (
    SELECT source, whole, frequency, reporter, partner, world, flow, label, bucket AS period,
      count(DISTINCT period) AS months_with_trade, count(DISTINCT member) AS members, sum(value_usd) AS value_usd,
      CASE WHEN count(value_eur) = count(*) THEN sum(value_eur) END AS value_eur,
      CASE WHEN count(net_kg) = count(*) THEN sum(net_kg) END AS net_kg, count(*) AS records
    FROM picked GROUP BY ALL
  ), months AS (
    SELECT u.source, u.whole, u.reporter, u.flow, r.period // 100 AS year, count(DISTINCT r.period) AS months
    FROM (SELECT DISTINCT source, whole, reporter, member, flow FROM picked WHERE period > 9999) AS u
    JOIN meta.reported AS r ON r.source = u.source AND r.reporter = u.member AND r.flow = u.flow AND r.period > 9999 GROUP BY ALL
  ), judged AS (
    SELECT g.*, s.rank, ${slice.range.frequency === "A" ? fixed("CASE WHEN g.frequency = 'A' THEN 12 ELSE m.months END") : fixed("1")} AS months
    FROM grouped AS g JOIN meta.source AS s ON s.id = g.source
    LEFT JOIN months AS m ON m.source = g.source AND m.whole = g.whole AND m.reporter = g.reporter AND m.flow = g.flow AND m.year = g.period AND g.frequency = 'M'
  )
  SELECT period, reporter, partner, flow, label, source, frequency, months, members, value_usd, value_eur, net_kg, records
  FROM judged
  QUALIFY dense_rank() OVER (PARTITION BY reporter, flow, label, period ORDER BY months DESC, world DESC, rank, frequency, whole) = 1
  ORDER BY period, reporter, partner, flow, label`;
}

/** The records behind cells of a slice, as they stand in the layer, with the file and row they came from. */
export function tradeRecords(slice: TradeSlice, most: number): Statement {
  return sql`WITH ${picked(slice)}
    SELECT picked.period, picked.member AS reporter, picked.partner_member AS partner, picked.flow, picked.product, picked.hs_edition, picked.value_usd, picked.value_native,
      picked.native_currency, picked.net_kg, picked.source, picked.vintage, f.name AS file, picked.source_row, s.publisher, s.licence
    FROM picked JOIN meta.file AS f ON f.file_id = picked.file_id JOIN meta.source AS s ON s.id = picked.source
    ORDER BY picked.source, picked.period, reporter, partner, picked.flow, picked.product LIMIT ${most}`;
}

/** CTEs up to `picked`: the layer's rows that the slice is about, with unit, label and period bucket. */
function picked(slice: TradeSlice): Statement {
  return sql`${unitTable("r_unit", slice.reporters)}, ${unitTable("p_unit", slice.partners)}, ${goodsTable(slice)}, candidate AS (
    SELECT t.source, t.period, t.frequency, ${slice.range.frequency === "A" ? fixed("CASE WHEN t.period < 10000 THEN t.period ELSE t.period // 100 END") : fixed("t.period")} AS bucket,
      ${slice.reporters === null ? fixed("t.reporter") : fixed("r.unit")} AS reporter, t.reporter AS member,
      ${slice.reporters === null ? fixed("false") : fixed("r.unit = r.member")} AS whole, ${partnerLabel(slice)} AS partner, t.partner AS partner_member,
      t.partner = 'W00' AS world, t.flow, ${slice.goods.kind === "list" && !slice.splitGoods ? sql`${slice.goods.id} AS label` : sql`g.label`}, g.exact, t.product, t.hs_edition, t.value_usd,
      CASE WHEN t.native_currency = 'EUR' THEN t.value_native ELSE t.value_usd / fx.usd_per_eur END AS value_eur, t.value_native, t.native_currency, t.net_kg, t.vintage, t.file_id, t.source_row
    FROM layer.trade AS t
    JOIN good AS g ON g.source = t.source AND g.product = t.product AND g.hs_edition IS NOT DISTINCT FROM t.hs_edition
    ${slice.reporters === null ? sql`` : sql`JOIN r_unit AS r ON r.member = t.reporter ${inSpell("r", slice.reporters)}`}
    ${slice.partners === null ? sql`` : sql`JOIN p_unit AS p ON p.member = t.partner ${inSpell("p", slice.partners)}`}
    JOIN meta.source AS s ON s.id = t.source
    LEFT JOIN ref.fx AS fx ON fx.period = t.period
    WHERE ${periodIn(slice.range)} AND t.flow IN (SELECT unnest(${slice.flows}))
      AND (t.flow <> 'M' OR t.partner_basis = ${slice.basis} OR (${slice.basis} = 'origin' AND t.partner_basis IS NULL))
      AND (${slice.source === null} OR t.source = ${slice.source ?? ""}) AND (${slice.sides === "any"} OR s.sides = ${slice.sides})
      ${worldRule(slice)}
  ), picked AS (SELECT * FROM candidate ${slice.goods.kind === "list" ? sql`` : EXACT_FIRST})`;
}

// Where a source publishes the code itself and its parts, the code; lists count parts only, so nothing is to choose.
const EXACT_FIRST = sql`QUALIFY exact OR NOT bool_or(exact) OVER (PARTITION BY source, member, flow, label, period)`;

// A published world total and a full set of partners are two ways to one figure; a selected set of partners is neither.
function worldRule({partners, splitPartners}: TradeSlice): Statement {
  if (partners !== null) return sql``;
  return splitPartners ? sql`AND t.partner <> 'W00'` : sql`AND (t.partner = 'W00' OR s.partners = 'all')`;
}

function partnerLabel({partners, splitPartners}: TradeSlice): Statement {
  if (partners !== null) return sql`p.unit`;
  return splitPartners ? sql`t.partner` : sql`'W00'`;
}

// States are members of themselves at all times; only blocs with dated spells need the comparison.
function inSpell(alias: "r" | "p", members: readonly UnitMember[]): Statement {
  if (members.every(({first, last}) => first === ALWAYS.first && last === ALWAYS.last)) return sql``;
  return fixed(
    `AND CASE WHEN t.period < 10000 THEN t.period * 100 + 12 ELSE t.period END BETWEEN ${alias}.first AND ${alias}.last`,
  );
}

function periodIn({from, to, frequency}: PeriodRange): Statement {
  const [first, last] = [Number(from.replace("-", "")), Number(to.replace("-", ""))];
  if (frequency === "M") return sql`t.period BETWEEN ${first} AND ${last}`;
  return sql`(t.period BETWEEN ${first} AND ${last} OR t.period BETWEEN ${yearOf(from) * 100 + 1} AND ${yearOf(to) * 100 + 12})`;
}

function unitTable(alias: "r_unit" | "p_unit", members: readonly UnitMember[] | null): Statement {
  const rows = members ?? [];
  return sql`${fixed(alias)} AS (SELECT unnest(${rows.map(({unit}) => unit)}::VARCHAR[]) AS unit, unnest(${rows.map(({member}) => member)}::VARCHAR[]) AS member,
    unnest(${rows.map(({first}) => first)}::INTEGER[]) AS first, unnest(${rows.map(({last}) => last)}::INTEGER[]) AS last)`;
}

/** `good`: source, product, edition → label. Only finest lines, or the code itself where the source publishes it. */
function goodsTable({goods, codes, codesYear, range}: TradeSlice): Statement {
  const life = sql`life AS (SELECT source, product, min(first_period) AS born, max(last_period) AS ended FROM meta.product GROUP BY ALL)`;
  if (goods.kind === "total") {
    return sql`${life}, good AS (SELECT m.source, m.product, m.hs_edition, 'TOTAL' AS label, m.product = 'TOTAL' AS exact
      FROM meta.product AS m JOIN meta.source AS s ON s.id = m.source WHERE m.product = 'TOTAL' OR (m.leaf AND s.goods = 'all'))`;
  }
  const wanted: readonly GoodsCode[] =
    goods.kind === "list" ? goods.codes : goods.codes.map((code) => ({label: code, code, edition: ""}));
  const own = goods.kind === "codes";
  return sql`${life}, wanted AS (SELECT unnest(${wanted.map(({label}) => label)}::VARCHAR[]) AS label, unnest(${wanted.map(({code}) => code)}::VARCHAR[]) AS code,
      unnest(${wanted.map(({edition}) => edition)}::VARCHAR[]) AS edition),
    good AS (SELECT m.source, m.product, m.hs_edition, w.label, ${own} AND m.product = w.code AS exact
      FROM (SELECT *, unnest([2, 4, 6, 8, 10]) AS cut FROM meta.product WHERE product <> 'TOTAL') AS m
      JOIN wanted AS w ON w.code = left(m.product, m.cut)
      JOIN life AS l ON l.source = m.source AND l.product = m.product
      WHERE m.cut <= length(m.product) AND (w.edition = '' OR w.edition = m.hs_edition) AND (m.leaf OR (${own} AND m.product = w.code)) AND ${lived(codes, codesYear ?? yearOf(range.from))}
      QUALIFY row_number() OVER (PARTITION BY m.source, m.product, m.hs_edition, CASE WHEN ${own} THEN w.label END ORDER BY length(w.code) DESC, w.label) = 1)`;
}

function lived(codes: TradeSlice["codes"], year: number): Statement {
  const year0 = (column: string): Statement =>
    fixed(`CASE WHEN ${column} < 10000 THEN ${column} ELSE ${column} // 100 END`);
  if (codes === "all") return sql`true`;
  const old = sql`${year0("l.born")} < ${year}`;
  return codes === "not-new" ? old : sql`${old} AND ${year0("l.ended")} >= ${year}`;
}

/**
 * Who reported when, among the sources that hold the slice's goods: one row a reporter × period, of the slice's frequency.
 * A reporter that is covered and shows no cell recorded no such trade; one that is not covered is unknown.
 *
 * Columns: reporter, period, members.
 */
export function reportedPeriods(slice: TradeSlice): Statement {
  return sql`WITH ${unitTable("r_unit", slice.reporters)}, ${goodsTable(slice)}
    SELECT ${slice.reporters === null ? fixed("t.reporter") : fixed("r.unit")} AS reporter, t.period, count(DISTINCT t.reporter) AS members
    FROM meta.reported AS t
    ${slice.reporters === null ? sql`` : sql`JOIN r_unit AS r ON r.member = t.reporter ${inSpell("r", slice.reporters)}`}
    WHERE t.source IN (SELECT source FROM good) AND t.flow IN (SELECT unnest(${slice.flows}))
      AND ${slice.range.frequency === "A" ? fixed("t.period < 10000") : fixed("t.period > 9999")}
      AND ${periodIn(slice.range)}
    GROUP BY ALL ORDER BY ALL`;
}
