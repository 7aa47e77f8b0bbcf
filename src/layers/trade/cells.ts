import {fixed, type Statement, sql} from "../../store/index.ts";
import {goodsTable, withinSources} from "./goods-table.ts";
import {flowIn, isWeighed, labelOf, lines, named, rows, units} from "./lines.ts";
import type {TradeSlice} from "./slice.ts";
import {inSpell, unitTable} from "./unit-table.ts";

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
 * records, partner_set, goods_set. A value is in euro as published, or else converted at the period's own average rate; null without a rate; with
 * `usdOnly` neither value_eur nor net_kg is there; with `weighed` beside it, weighed_usd and weighed_kg are: value and weight
 * of the lines with a weight above zero.
 */
export function tradeCells(slice: TradeSlice): Statement {
  return sql`WITH ${chosenCells(slice)}
  SELECT period, reporter, partner, flow, label, source, frequency, months, sum(value_usd)::DOUBLE AS value_usd,
    ${slice.usdOnly === true ? sql`` : EURO_AND_WEIGHT} ${isWeighed(slice) ? WEIGHED : sql``} sum(records) AS records, partner_set, goods_set
  FROM chosen GROUP BY ALL ORDER BY period, reporter, partner, flow, label, source`;
}

const EURO_AND_WEIGHT = sql`CASE WHEN count(value_eur) = count(*) THEN sum(value_eur)::DOUBLE END AS value_eur,
    CASE WHEN count(net_kg) = count(*) THEN sum(net_kg)::DOUBLE END AS net_kg,`;

const WEIGHED = fixed("sum(weighed_usd)::DOUBLE AS weighed_usd, sum(weighed_kg)::DOUBLE AS weighed_kg,");

/** CTEs up to `chosen`: for each cell the source that answers, before members of a bloc are added up. */
function chosenCells(slice: TradeSlice): Statement {
  const annual = slice.range.frequency === "A";
  const year = fixed(
    annual ? "CASE WHEN b.period < 10000 THEN b.period ELSE b.period // 100 END" : "b.period",
  );
  const keys = fixed(
    "source, rank, partner_set, goods_set, whole, reporter, member, partner, world, flow, label",
  );
  const found = sql`(${named(slice, sql`SELECT * FROM line`)})`;
  return sql`${units(slice)}, ${lines(slice)}, grouped AS (
    SELECT ${keys}, ${year} AS period, CASE WHEN b.period < 10000 THEN 'A' ELSE 'M' END AS frequency, sum(value_usd) AS value_usd, sum(records) AS records
      ${isWeighed(slice) ? SUMS_OF_WEIGHED : sql``} ${slice.usdOnly === true ? sql`FROM ${found} AS b` : allValues(keys, found)}
    GROUP BY ALL
  ), ${annual ? monthsOfYear(slice) : sql`months AS (SELECT 1)`}, chosen AS (
    SELECT g.*, ${annual ? MONTHS : fixed("NULL::INTEGER")} AS months FROM grouped AS g ${annual ? JOIN_MONTHS : sql``}
    ${bestOnly(slice)}
  )`;
}

const SUMS_OF_WEIGHED = fixed(", sum(weighed_usd) AS weighed_usd, sum(weighed_kg) AS weighed_kg");

/** The choice between sources, and between a bloc and its members; none where nothing is to choose: windows are half of a statement's time. */
function bestOnly(slice: TradeSlice): Statement {
  if (isOneSource(slice) && slice.unmixed === true) return sql``;
  return sql`QUALIFY ${bestOfMember(slice)} g.whole = first_value(g.whole) OVER (PARTITION BY g.reporter, g.flow, g.label, g.period ${apart(slice)} ORDER BY ${bestFirst(slice)})`;
}

function isOneSource({within, range, partners, splitPartners}: TradeSlice): boolean {
  return within?.length === 1 && range.frequency === "M" && (partners !== null || splitPartners);
}

/** The choice between sources for each member, as a condition that ends with AND; empty where nothing is to choose. */
function bestOfMember(slice: TradeSlice): Statement {
  if (isOneSource(slice)) return sql``;
  return sql`dense_rank() OVER (PARTITION BY g.reporter, g.member, g.flow, g.label, g.period ${apart(slice)} ORDER BY ${bestFirst(slice)}) = 1 AND`;
}

// Asked for by name, the world is a partner beside others; else it is one of two ways to the sum of all.
function apart({partners}: TradeSlice): Statement {
  return fixed(partners === null ? "" : ", g.world");
}

/** What decides between sources, the better first; a bloc published as one stands behind its members where all else is equal. */
function bestFirst(slice: TradeSlice): Statement {
  const months = slice.range.frequency === "A" ? sql`${MONTHS} DESC,` : sql``;
  return sql`${fullSetFirst(slice)} ${months} g.world DESC, g.rank, g.frequency, g.whole`;
}

// Asked for every partner, a source of a few partners must not hide one of all.
function fullSetFirst({partners, splitPartners}: TradeSlice): Statement {
  return partners === null && splitPartners ? sql`g.partner_set,` : sql``;
}

/** Values in euro at each period's own rate, and weights, beside those in dollars. */
function allValues(keys: Statement, found: Statement): Statement {
  return sql`, CASE WHEN count(*) FILTER (native_currency <> 'EUR' AND fx.usd_per_eur IS NULL) = 0
        THEN sum((CASE WHEN native_currency = 'EUR' THEN value_native ELSE value_usd / fx.usd_per_eur END)::DECIMAL(38, 4)) END AS value_eur,
      CASE WHEN count(net_kg) = count(*) THEN sum(net_kg) END AS net_kg
    FROM (SELECT ${keys}, period, native_currency, sum(value_usd) AS value_usd, sum(value_native) AS value_native,
        CASE WHEN count(net_kg) = count(*) THEN sum(net_kg) END AS net_kg, sum(records) AS records
      FROM ${found} GROUP BY ALL) AS b LEFT JOIN ref.fx AS fx ON fx.period = b.period`;
}

const MONTHS = fixed("CASE WHEN g.frequency = 'A' THEN 12 ELSE m.months END");

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
    "t.reporter AS reported_by, t.partner AS reported_with, t.product, t.hs_edition, t.value_usd, t.value_native, t.native_currency, t.net_kg, t.vintage, t.file_id, t.source_row",
  );
  const bucket =
    slice.range.frequency === "A"
      ? "CASE WHEN p.period < 10000 THEN p.period ELSE p.period // 100 END"
      : "p.period";
  // Sums of all goods are stored, their rows are found by product.
  const goods = slice.goods.kind === "total" ? sql`, ${goodsTable(slice)}` : sql``;
  return sql`WITH ${chosenCells(slice)}${goods}
    SELECT p.period, p.reported_by AS reporter, p.reported_with AS partner, p.flow, p.product, p.hs_edition, p.value_usd, p.value_native,
      p.native_currency, p.net_kg, p.source, p.vintage, f.name AS file, p.source_row, s.publisher, s.licence
    FROM (${rows(slice, columns)}) AS p
    JOIN chosen AS c ON c.source = p.source AND c.whole = p.whole AND c.reporter = p.reporter AND c.member = p.member AND c.partner = p.partner AND c.world = p.world
      AND c.flow = p.flow AND c.label = p.label AND c.period = ${fixed(bucket)} AND c.frequency = CASE WHEN p.period < 10000 THEN 'A' ELSE 'M' END
    JOIN meta.file AS f ON f.file_id = p.file_id JOIN meta.source AS s ON s.id = p.source
    ORDER BY p.source, p.period, p.reported_by, p.reported_with, p.flow, p.product, p.file_id, p.source_row LIMIT ${most}`;
}

/**
 * Sources that hold the slice's goods, whoever reports them. Given to slices as `within`, it is asked once for all of one list.
 *
 * Columns: source.
 */
export function holdingSources(slice: TradeSlice): Statement {
  return sql`WITH ${goodsTable(slice)} SELECT DISTINCT source FROM good ORDER BY source`;
}

/**
 * Who reports at all, in any flow, whatever the slice.
 *
 * Columns: source, reporter.
 */
export function reporters(): Statement {
  return sql`SELECT DISTINCT source, reporter FROM meta.coverage ORDER BY ALL`;
}

/**
 * Codes that count under each label of a slice. `exact` is true where the code is the label itself, which then stands for its
 * parts.
 *
 * Columns: source, product, edition (empty where none is named), label, exact.
 */
export function labelledProducts(slice: TradeSlice): Statement {
  return sql`WITH ${goodsTable(slice)} SELECT source, product, edition, ${labelOf(slice)} AS label, ${fixed(slice.goods.kind === "codes" ? "g.exact" : "false")} AS exact
    FROM good AS g ORDER BY ALL`;
}

/**
 * Who reported when, at any time, among the sources `within` (see `holdingSources`): one row a source × reporter × period.
 * A reporter that is covered and shows no cell recorded no such trade; one that is not covered is unknown.
 *
 * Columns: source, reporter, period (2022 or 202203), twice (a bloc that is told as one and by its members).
 */
export function reportedPeriods(
  slice: Pick<TradeSlice, "reporters" | "partners" | "flows" | "splitPartners"> &
    Required<Pick<TradeSlice, "within">>,
): Statement {
  return sql`WITH ${unitTable("r_unit", slice.reporters)}
    SELECT ${slice.reporters === null ? fixed("t.reporter") : fixed("r.unit")} AS reporter, t.source, t.period,
      ${slice.reporters === null ? fixed("false") : fixed("count(DISTINCT r.unit = r.member) > 1")} AS twice
    FROM meta.reported AS t
    ${slice.reporters === null ? sql`` : sql`JOIN r_unit AS r ON r.member = t.reporter ${inSpell("r", slice.reporters)}`}
    WHERE ${flowIn(slice.flows)} ${withinSources("t.source", slice.within)}
      ${asksWorld(slice) ? sql`` : sql`AND t.pairs > 0`}
    GROUP BY ALL ORDER BY ALL`;
}

// A year of which only the world total is published says nothing about a pair.
function asksWorld({partners, splitPartners}: Pick<TradeSlice, "partners" | "splitPartners">): boolean {
  return partners === null ? !splitPartners : partners.every(({member}) => member === "W00");
}
