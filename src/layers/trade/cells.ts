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
  /** Sources worth reading, where that is known beforehand (see `holdingSources`); the others are then not scanned. */
  readonly within?: readonly string[];
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
  /** States and periods (2022 or 202203) to leave out on either side, so that what is compared has the same states throughout. */
  readonly without?: readonly {readonly member: string; readonly period: number}[];
  /** Partners apart. When false and partners are null, the world: the published total, else the sum of a full set. */
  readonly splitPartners: boolean;
}

/**
 * Cells of a slice: one row a period × reporter × partner × flow × label, each from **one** source; a bloc's cell has a row
 * for each source that its members come from, to be added up.
 *
 * Where several sources hold a reporter, flow, label and period, the one that covers the whole period comes first, then
 * the lower rank; partners of one state are never mixed from two. Each member of a bloc is chosen for by itself, and a
 * bloc published as one is never added to its members. A year that only months cover is their sum, with `months` telling
 * how many. Values in whole currency units, added as decimals of four places, so that a sum is the same at every run.
 *
 * Columns: period, reporter, partner, flow, label, source, frequency, months, value_usd, value_eur, net_kg,
 * records, partner_set, goods_set. A value is in euro as published, or else converted at the period's own average rate; null without a rate.
 */
export function tradeCells(slice: TradeSlice): Statement {
  return sql`WITH ${chosenCells(slice)}
  SELECT period, reporter, partner, flow, label, source, frequency, months, sum(value_usd)::DOUBLE AS value_usd,
    CASE WHEN count(value_eur) = count(*) THEN sum(value_eur)::DOUBLE END AS value_eur, CASE WHEN count(net_kg) = count(*) THEN sum(net_kg)::DOUBLE END AS net_kg,
    sum(records) AS records, partner_set, goods_set
  FROM chosen GROUP BY ALL ORDER BY period, reporter, partner, flow, label, source`;
}

/** CTEs up to `chosen`: for each cell the source that answers, before members of a bloc are added up. */
function chosenCells(slice: TradeSlice): Statement {
  const annual = slice.range.frequency === "A";
  return sql`${tables(slice)}, by_period AS (
    SELECT source, rank, partner_set, goods_set, whole, reporter, member, partner, world, flow, label, period, native_currency, sum(value_usd::DECIMAL(18, 4)) AS value_usd,
      sum(value_native::DECIMAL(18, 4)) AS value_native, CASE WHEN count(net_kg) = count(*) THEN sum(net_kg::DECIMAL(18, 3)) END AS net_kg, count(*) AS records
    FROM (${picked(slice, CELL_COLUMNS)}) GROUP BY ALL
  ), grouped AS (
    SELECT source, rank, partner_set, goods_set, whole, reporter, member, partner, world, flow, label, ${annual ? fixed("CASE WHEN b.period < 10000 THEN b.period ELSE b.period // 100 END") : fixed("b.period")} AS period,
      CASE WHEN b.period < 10000 THEN 'A' ELSE 'M' END AS frequency, sum(value_usd) AS value_usd,
      CASE WHEN count(*) FILTER (native_currency <> 'EUR' AND fx.usd_per_eur IS NULL) = 0
        THEN sum((CASE WHEN native_currency = 'EUR' THEN value_native ELSE value_usd / fx.usd_per_eur END)::DECIMAL(38, 4)) END AS value_eur,
      CASE WHEN count(net_kg) = count(*) THEN sum(net_kg) END AS net_kg, sum(records) AS records
    FROM by_period AS b LEFT JOIN ref.fx AS fx ON fx.period = b.period GROUP BY ALL
  ), ${annual ? monthsOfYear(slice) : sql`months AS (SELECT 1)`}, chosen AS (
    SELECT g.*, ${annual ? MONTHS : fixed("NULL::INTEGER")} AS months FROM grouped AS g ${annual ? JOIN_MONTHS : sql``}
    QUALIFY dense_rank() OVER (PARTITION BY g.reporter, g.member, g.flow, g.label, g.period ORDER BY ${bestFirst(slice)}) = 1
      AND g.whole = first_value(g.whole) OVER (PARTITION BY g.reporter, g.flow, g.label, g.period ORDER BY ${bestFirst(slice)})
  )`;
}

/** What decides between sources, the better first; a bloc published as one stands behind its members where all else is equal. */
function bestFirst(slice: TradeSlice): Statement {
  const months = slice.range.frequency === "A" ? sql`${MONTHS} DESC,` : sql``;
  return sql`${fullSetFirst(slice)} ${months} g.world DESC, g.rank, g.frequency, g.whole`;
}

const MONTHS = fixed("CASE WHEN g.frequency = 'A' THEN 12 ELSE m.months END");

const CELL_COLUMNS = fixed("t.period, t.native_currency, t.value_usd, t.value_native, t.net_kg");

/** How many months of a year each source has of a reporter or bloc, of whatever goods. */
function monthsOfYear({reporters}: TradeSlice): Statement {
  return sql`months AS (
    SELECT t.source, ${reporters === null ? fixed("false") : fixed("r.unit = r.member")} AS whole, ${reporters === null ? fixed("t.reporter") : fixed("r.unit")} AS reporter,
      t.flow, t.period // 100 AS year, count(DISTINCT t.period) AS months
    FROM meta.reported AS t ${reporters === null ? sql`` : sql`JOIN r_unit AS r ON r.member = t.reporter ${inSpell("r", reporters)}`}
    WHERE t.period > 9999 GROUP BY ALL)`;
}

const JOIN_MONTHS = sql`LEFT JOIN months AS m ON m.source = g.source AND m.whole = g.whole AND m.reporter = g.reporter AND m.flow = g.flow AND m.year = g.period AND g.frequency = 'M'`;

/** The records behind cells of a slice: just those of the sources that the cells were taken from, with file and row. */
export function tradeRecords(slice: TradeSlice, most: number): Statement {
  const columns = fixed(
    "t.reporter AS reported_by, t.partner AS reported_with, t.period, t.product, t.hs_edition, t.value_usd, t.value_native, t.native_currency, t.net_kg, t.vintage, t.file_id, t.source_row",
  );
  const bucket =
    slice.range.frequency === "A"
      ? "CASE WHEN p.period < 10000 THEN p.period ELSE p.period // 100 END"
      : "p.period";
  return sql`WITH ${chosenCells(slice)}
    SELECT p.period, p.reported_by AS reporter, p.reported_with AS partner, p.flow, p.product, p.hs_edition, p.value_usd, p.value_native,
      p.native_currency, p.net_kg, p.source, p.vintage, f.name AS file, p.source_row, s.publisher, s.licence
    FROM (${picked(slice, columns)}) AS p
    JOIN chosen AS c ON c.source = p.source AND c.whole = p.whole AND c.reporter = p.reporter AND c.member = p.member AND c.partner = p.partner AND c.world = p.world
      AND c.flow = p.flow AND c.label = p.label AND c.period = ${fixed(bucket)} AND c.frequency = CASE WHEN p.period < 10000 THEN 'A' ELSE 'M' END
    JOIN meta.file AS f ON f.file_id = p.file_id JOIN meta.source AS s ON s.id = p.source
    ORDER BY p.source, p.period, p.reported_by, p.reported_with, p.flow, p.product, p.file_id, p.source_row LIMIT ${most}`;
}

/** CTEs that name units and goods. */
function tables(slice: TradeSlice): Statement {
  return sql`${unitTable("r_unit", slice.reporters)}, ${unitTable("p_unit", slice.partners)}, ${goodsTable(slice)}`;
}

/** The layer's rows that the slice is about, with their unit and label, and `columns`. As few columns as possible: rows are many. */
function picked(slice: TradeSlice, columns: Statement): Statement {
  return sql`SELECT ${columns}, t.source, g.rank, g.partner_set, g.goods_set, ${slice.reporters === null ? fixed("t.reporter") : fixed("r.unit")} AS reporter, t.reporter AS member,
      ${slice.reporters === null ? fixed("false") : fixed("r.unit = r.member")} AS whole, ${partnerLabel(slice)} AS partner,
      t.partner = 'W00' AS world, t.flow, ${slice.goods.kind === "list" && !slice.splitGoods ? sql`${slice.goods.id} AS label` : sql`g.label`}
    FROM layer.trade AS t
    JOIN good AS g ON g.source = t.source AND g.product = t.product AND g.edition = coalesce(t.hs_edition, '')
    ${slice.reporters === null ? sql`` : sql`JOIN r_unit AS r ON r.member = t.reporter ${inSpell("r", slice.reporters)}`}
    ${slice.partners === null ? sql`` : sql`JOIN p_unit AS p ON p.member = t.partner ${inSpell("p", slice.partners)}`}
    WHERE ${periodIn(slice.range)} AND ${flowIn(slice.flows)}
      AND (t.flow <> 'M' OR t.partner_basis = ${slice.basis} OR (${slice.basis} = 'origin' AND t.partner_basis IS NULL))
      ${withinSources(slice)} AND (${slice.source === null} OR t.source = ${slice.source ?? ""}) AND (${slice.sides === "any"} OR g.sides = ${slice.sides})
      ${worldRule(slice)} ${withoutPairs(slice)}
    ${slice.goods.kind === "codes" ? EXACT_FIRST : sql``}`;
}

// Where a source publishes the code itself and its parts, the code; lists count parts only, so nothing is to choose.
const EXACT_FIRST = sql`QUALIFY g.exact OR NOT bool_or(g.exact) OVER (PARTITION BY t.source, t.reporter, t.partner, t.flow, g.label, t.period)`;

// A sum over a bloc is compared over time only where its members report at both times.
function withoutPairs({without}: TradeSlice): Statement {
  if (without === undefined || without.length === 0) return sql``;
  const left = [...Map.groupBy(without, ({member}) => member)].filter(([member]) =>
    /^[A-Z0-9]+$/.test(member),
  );
  // Codes and periods stand literally: a plain filter costs a tenth of a join that looks each pair up.
  const tests = left.map(([member, pairs]) => {
    const periods = pairs.map(({period}) => period).join(", ");
    return `((t.reporter = '${member}' OR t.partner = '${member}') AND (t.period IN (${periods}) OR t.period // 100 IN (${periods})))`;
  });
  return fixed(tests.length === 0 ? "" : `AND NOT (${tests.join(" OR ")})`);
}

// Asked for every partner, a source of a few partners must not hide one of all.
function fullSetFirst({partners, splitPartners}: TradeSlice): Statement {
  return partners === null && splitPartners ? sql`g.partner_set,` : sql``;
}

// Ids stand literally, so that the engine leaves out whole tables while planning; they are [a-z0-9/-] by the source schema.
function withinSources({within}: TradeSlice): Statement {
  if (within === undefined) return sql``;
  const ids = within.filter((id) => /^[a-z0-9/-]+$/.test(id)).map((id) => `'${id}'`);
  return fixed(ids.length === 0 ? "AND false" : `AND t.source IN (${ids.join(", ")})`);
}

// A published world total and a full set of partners are two ways to one figure; a selected set of partners is neither.
function worldRule({partners, splitPartners}: TradeSlice): Statement {
  if (partners !== null) return sql``;
  return splitPartners ? sql`AND t.partner <> 'W00'` : sql`AND (t.partner = 'W00' OR g.partner_set = 'all')`;
}

function partnerLabel({partners, splitPartners}: TradeSlice): Statement {
  if (partners !== null) return sql`p.unit`;
  return splitPartners ? sql`t.partner` : sql`'W00'`;
}

// Nothing mirrors a re-export, so the list may be empty.
function flowIn(flows: readonly Flow[]): Statement {
  return fixed(flows.length === 0 ? "false" : `t.flow IN (${flows.map((flow) => `'${flow}'`).join(", ")})`);
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

// Long lists travel as one JSON text each: binding them value by value costs more than the statement.
function texts(values: readonly string[]): Statement {
  return sql`from_json(${JSON.stringify(values)}, '["VARCHAR"]')`;
}

function numbers(values: readonly number[]): Statement {
  return sql`from_json(${JSON.stringify(values)}, '["INTEGER"]')`;
}

function unitTable(alias: "r_unit" | "p_unit", members: readonly UnitMember[] | null): Statement {
  const rows = members ?? [];
  return sql`${fixed(alias)} AS (SELECT unnest(${texts(rows.map(({unit}) => unit))}) AS unit, unnest(${texts(rows.map(({member}) => member))}) AS member,
    unnest(${numbers(rows.map(({first}) => first))}) AS first, unnest(${numbers(rows.map(({last}) => last))}) AS last)`;
}

/**
 * `good`: source, product, edition → label, with what decides between sources. Only finest lines, or the code itself where
 * the source publishes it. A source that publishes TOTAL is not summed from its lines: hidden goods are in TOTAL only.
 */
function goodsTable({goods, codes, codesYear, range}: TradeSlice): Statement {
  const life = sql`life AS (SELECT source, product, min(first_period) AS born, max(last_period) AS ended FROM meta.product GROUP BY ALL)`;
  if (goods.kind === "total") {
    return sql`${life}, good AS (SELECT m.source, m.product, coalesce(m.hs_edition, '') AS edition, 'TOTAL' AS label, m.product = 'TOTAL' AS exact, ${OF_SOURCE}
      FROM meta.product AS m JOIN meta.source AS s ON s.id = m.source
      WHERE m.product = 'TOTAL' OR (m.leaf AND s.goods = 'all' AND m.source NOT IN (SELECT source FROM meta.product WHERE product = 'TOTAL')))`;
  }
  const wanted: readonly GoodsCode[] =
    goods.kind === "list" ? goods.codes : goods.codes.map((code) => ({label: code, code, edition: ""}));
  const own = goods.kind === "codes";
  return sql`${life}, wanted AS (SELECT unnest(${texts(wanted.map(({label}) => label))}) AS label, unnest(${texts(wanted.map(({code}) => code))}) AS code,
      unnest(${texts(wanted.map(({edition}) => edition))}) AS edition),
    good AS (SELECT m.source, m.product, coalesce(m.hs_edition, '') AS edition, w.label, ${own} AND m.product = w.code AS exact, ${OF_SOURCE}
      FROM (SELECT *, unnest([2, 4, 6, 8, 10]) AS cut FROM meta.product WHERE product <> 'TOTAL') AS m
      JOIN wanted AS w ON w.code = left(m.product, m.cut)
      JOIN life AS l ON l.source = m.source AND l.product = m.product
      JOIN meta.source AS s ON s.id = m.source
      WHERE m.cut <= length(m.product) AND (w.edition = '' OR w.edition = m.hs_edition) AND ${own ? fixed("(m.product = w.code OR (m.leaf AND s.goods = 'all'))") : fixed("m.leaf")}
        AND ${lived(codes, codesYear ?? yearOf(range.from))}
      QUALIFY row_number() OVER (PARTITION BY m.source, m.product, m.hs_edition, CASE WHEN ${own} THEN w.label END ORDER BY length(w.code) DESC, w.label) = 1)`;
}

const OF_SOURCE = fixed("s.rank, s.sides, s.partners AS partner_set, s.goods AS goods_set");

function lived(codes: TradeSlice["codes"], year: number): Statement {
  const year0 = (column: string): Statement =>
    fixed(`CASE WHEN ${column} < 10000 THEN ${column} ELSE ${column} // 100 END`);
  if (codes === "all") return sql`true`;
  const old = sql`${year0("l.born")} < ${year}`;
  // A code with a curated antecedent lives on under another number; its label, not the code, tells whether it is comparable.
  return codes === "not-new" ? old : sql`(w.edition <> '' OR (${old} AND ${year0("l.ended")} >= ${year}))`;
}

/**
 * Who reported when, at any time, among the sources that hold the slice's goods: one row a source × reporter × period. A
 * reporter that is covered and shows no cell recorded no such trade; one that is not covered is unknown.
 *
 * Columns: source, reporter, period (2022 or 202203).
 */
export function reportedPeriods(slice: TradeSlice): Statement {
  return sql`WITH ${unitTable("r_unit", slice.reporters)}, ${goodsTable(slice)}
    SELECT DISTINCT ${slice.reporters === null ? fixed("t.reporter") : fixed("r.unit")} AS reporter, t.source, t.period
    FROM meta.reported AS t
    ${slice.reporters === null ? sql`` : sql`JOIN r_unit AS r ON r.member = t.reporter ${inSpell("r", slice.reporters)}`}
    WHERE t.source IN (SELECT source FROM good) AND ${flowIn(slice.flows)}
      ${asksWorld(slice) ? sql`` : sql`AND t.pairs > 0`}
    ORDER BY ALL`;
}

// A year of which only the world total is published says nothing about a pair.
function asksWorld({partners, splitPartners}: TradeSlice): boolean {
  return partners === null ? !splitPartners : partners.every(({member}) => member === "W00");
}
