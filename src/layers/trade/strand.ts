import {type Flow, type Frequency, periodRange} from "../../base/index.ts";
import {type Clause, fixed, type Statement, sql} from "../../store/index.ts";
import {goodsTable} from "./goods-table.ts";
import type {TradeSlice} from "./slice.ts";

/** Records that may be added up as they stand: one source, one flow, one frequency, one basis, the finest lines. */
export interface Strand {
  readonly source: string;
  readonly flow: Flow;
  readonly frequency: Frequency;
  /** Of imports: by origin (the rule, and where no basis is named) or by consignment. */
  readonly basis: "origin" | "consignment";
  /** Digits of the finest lines, 0 for all goods together. */
  readonly digits: number;
  /** Only the finest lines of this list; null for all. */
  readonly goods: TradeSlice["goods"] | null;
}

/** Choices within a strand; null keeps all. Periods as 2022 or 202203. */
export interface StrandChoice {
  readonly from: number;
  readonly to: number;
  readonly reporters: readonly string[] | null;
  readonly partners: readonly string[] | null;
  readonly chapters: readonly string[] | null;
}

/**
 * Every strand but that of a list of goods: what each source has of a flow at a frequency, by the finest lines.
 *
 * Columns: source, flow, frequency, digits, records, other_records (coarser lines of the same trade), first_period, last_period.
 */
export function strands(): Statement {
  return sql`SELECT source, flow, frequency, max(digits) AS digits, sum(rows) FILTER (finest)::BIGINT AS records,
      coalesce(sum(rows) FILTER (NOT finest), 0)::BIGINT AS other_records, min(first_period) FILTER (finest) AS first_period, max(last_period) FILTER (finest) AS last_period
    FROM (SELECT *, digits = max(digits) OVER (PARTITION BY source, flow, frequency) AS finest FROM meta.coverage)
    GROUP BY source, flow, frequency ORDER BY source, flow, frequency`;
}

/** Room of a unit and of a chapter in the key of a cell: a key stays far below 2^53. */
export const CELL_KEY = {units: 4096, chapters: 128} as const;

/** What a source has besides a strand, and when the strand has records: what it takes to read it in parts. */
export interface StrandExtent {
  /** True where the source has other flows too. */
  readonly otherFlows: boolean;
  /** True where it has coarser lines of the same trade. */
  readonly coarser: boolean;
}

/** Part of a strand: periods from one to another, both ends included. */
export interface StrandPart {
  readonly from: number;
  readonly to: number;
}

/** Flows of a strand's source, and the digits of its lines. Columns: flows, digits (counts). */
export function strandExtent({source, flow, frequency}: Strand): Statement {
  return sql`SELECT count(DISTINCT flow) AS flows, count(DISTINCT digits) FILTER (flow = ${flow} AND frequency = ${frequency}) AS digits
    FROM meta.coverage WHERE source = ${source}`;
}

/** Records of a strand by period, coarser lines among them, in order. Columns: period, records. */
export function strandPeriods({source, flow, frequency}: Strand): Statement {
  return sql`SELECT period, sum(rows)::BIGINT AS records FROM meta.reported
    WHERE source = ${source} AND flow = ${flow} AND (period < 10000) = (${frequency} = 'A') GROUP BY period ORDER BY period`;
}

/**
 * Cells of a part of a strand by period, reporter, partner and chapter (the first two digits), in the order of their keys.
 *
 * Columns, all DOUBLE: key (((period · 4096 + reporter) · 4096 + partner) · 128 + chapter, with periods as 2022 or 202203, units by
 * their place among `strandUnits`, and chapter 0 where a code has none), amount (in 1/10,000 dollar, whole), records, silent
 * (records without a value).
 *
 * @param part periods of the strand's frequency
 * @param extent conditions that all rows of the source meet are left out: to look at each product's length takes a quarter of the time
 */
export function strandCells(strand: Strand, {from, to}: StrandPart, extent: StrandExtent): Statement {
  const {goods, source, flow, basis, digits} = strand;
  const {units, chapters} = CELL_KEY;
  const chapter = fixed("coalesce(TRY_CAST(left(t.product, 2) AS INTEGER), 0)");
  return sql`${goods === null ? sql`` : sql`WITH ${goodsTable(goodsSlice(strand, goods))}`}
    SELECT cell::DOUBLE AS key, (coalesce(sum(value_usd), 0) * 10000)::DOUBLE AS amount, count(*)::DOUBLE AS records,
      (count(*) - count(value_usd))::DOUBLE AS silent
    FROM (SELECT ((t.period::BIGINT * ${fixed(`${units}`)} + enum_code(t.reporter)) * ${fixed(`${units}`)} + enum_code(t.partner)) * ${fixed(`${chapters}`)} + ${chapter} AS cell,
        t.value_usd::DECIMAL(18, 4) AS value_usd
      FROM layer.trade AS t ${goods === null ? sql`` : ON_LIST}
      WHERE t.source = ${source} AND t.period BETWEEN ${from} AND ${to} ${extent.otherFlows ? sql`AND t.flow = ${flow}` : sql``}
        ${extent.coarser ? sql`AND t.digits = ${digits}` : sql``} ${flow === "M" ? onBasis(basis) : sql``})
    GROUP BY cell ORDER BY cell`;
}

/** Codes of reporters and partners in the order of their places. Columns: unit. */
export function strandUnits(): Statement {
  return sql`SELECT unnest(enum_range(NULL::trade_unit))::VARCHAR AS unit`;
}

/** The records of a strand under a choice, with file and row. */
export function strandRecords(strand: Strand, choice: StrandChoice, most: number): Statement {
  const {goods} = strand;
  const {from, to, reporters, partners, chapters} = choice;
  return sql`${goods === null ? sql`` : sql`WITH ${goodsTable(goodsSlice(strand, goods))}`}
    SELECT t.period, t.reporter, t.partner, t.flow, t.product, t.hs_edition, t.value_usd, t.value_native, t.native_currency, t.net_kg, t.source, t.vintage,
      f.name AS file, t.source_row, s.publisher, s.licence
    FROM layer.trade AS t ${goods === null ? sql`` : ON_LIST}
    JOIN meta.file AS f ON f.file_id = t.file_id JOIN meta.source AS s ON s.id = t.source
    WHERE ${inStrand(strand)} AND t.period BETWEEN ${from} AND ${to}
      ${oneOf("t.reporter::VARCHAR", reporters)} ${oneOf("t.partner::VARCHAR", partners)} ${oneOf("left(t.product, 2)", chapters)}
    ORDER BY t.period, t.reporter, t.partner, t.product, t.file_id, t.source_row LIMIT ${most}`;
}

const ON_LIST = fixed(
  "JOIN good AS g ON g.source = t.source AND g.product = t.product AND g.edition = coalesce(t.hs_edition, '')",
);

function inStrand({source, flow, frequency, basis, digits}: Strand): Clause {
  return sql`t.source = ${source} AND t.flow = ${flow} AND t.frequency = ${frequency} AND t.digits = ${digits}
    ${flow === "M" ? onBasis(basis) : sql``}`;
}

function onBasis(basis: Strand["basis"]): Clause {
  return sql`AND (t.partner_basis = ${basis} OR (${basis} = 'origin' AND t.partner_basis IS NULL))`;
}

function oneOf(column: string, values: readonly string[] | null): Clause {
  return values === null ? sql`` : sql`AND ${fixed(column)} IN (SELECT unnest(${[...values]}::VARCHAR[]))`;
}

/** The slice that finds the codes of a list in one source, whatever the period. */
function goodsSlice({source, flow, basis}: Strand, goods: TradeSlice["goods"]): TradeSlice {
  return {
    reporters: null,
    partners: null,
    flows: [flow],
    goods,
    range: periodRange("1900..2100"),
    source,
    basis,
    sides: "any",
    codes: "all",
    codesYear: null,
    splitGoods: false,
    splitPartners: true,
  };
}
