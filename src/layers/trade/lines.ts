import {type Flow, yearOf} from "../../base/index.ts";
import {type Clause, fixed, joined, name, type Statement, sql, tradeRows} from "../../store/index.ts";
import {goodsTable, sourceAsked, withinSources} from "./goods-table.ts";
import type {TradeSlice} from "./slice.ts";
import {inSpell, unitTable} from "./unit-table.ts";
import type {UnitMember} from "./units.ts";

/** CTEs `r_unit` and `p_unit`: the units of the slice. One that nothing asks for stays empty, which spares planning it. */
export function units(slice: TradeSlice): Clause {
  return sql`${unitTable("r_unit", slice.reporters)}, ${unitTable("p_unit", slice.partners)}`;
}

/** CTEs up to `line`: sums of the slice's rows by source, reporter, partner, flow, period, currency and label, before units are named. */
export function lines(slice: TradeSlice): Clause {
  const total = slice.goods.kind === "total";
  const keys = fixed(
    `${sourceOf(slice)} AS source, t.reporter, t.partner, ${flowOf(slice)} AS flow, t.period${slice.usdOnly === true ? "" : ", t.native_currency"}`,
  );
  const exact = fixed(total || slice.goods.kind === "list" ? `${total}` : "g.exact");
  const sums = total ? SUMS_OF_TOTALS : SUMS_OF_LINES;
  const values = sql`${slice.usdOnly === true ? sums.usd : sums.all}${isWeighed(slice) ? SUMS_OF_WEIGHED : sql``}`;
  return sql`${total ? sql`` : sql`${goodsTable(slice)}, `}line AS (SELECT ${keys}, ${labelOf(slice)} AS label, ${exact} AS exact, ${values}
    FROM ${total ? TOTALS : goodsLines(slice)} WHERE ${total ? sql`t.source IN (SELECT s.id FROM meta.source AS s WHERE ${sourceAsked(slice)})` : sameLine(slice)} AND ${rowFilter(slice)} GROUP BY ALL ${leftOut(slice, "HAVING")})`;
}

/** The slice's rows of layer.trade themselves, with `columns` and the names that a cell has. */
export function rows(slice: TradeSlice, columns: Statement): Clause {
  const found = sql`SELECT ${columns}, t.source, t.reporter, t.partner, t.flow, t.period, ${labelOf(slice)} AS label, g.exact FROM ${goodsLines(slice)} WHERE ${sameLine(slice)} AND ${rowFilter(slice)} ${leftOut(slice, "AND")}`;
  return sql`SELECT * FROM (${named(slice, found)})`;
}

// One short key: the source and the edition are tested on the few rows that it finds.
function goodsLines(slice: TradeSlice): Statement {
  return sql`${recordsOf(slice)} AS t JOIN good AS g ON g.product = t.product`;
}

/** The layer's rows, from the tables of the sources worth reading alone where those are known: to plan a table costs as much as a small question. */
function recordsOf({within}: TradeSlice): Statement {
  if (within === undefined || within.length === 0) return sql`layer.trade`;
  return sql`(${joined(
    within.map((source) => tradeRows(source)),
    " UNION ALL ",
  )})`;
}
const TOTALS = fixed("layer.total AS t");

const SUMS_OF_LINES = {
  usd: fixed("sum(t.value_usd::DECIMAL(18, 4)) AS value_usd, count(*) AS records"),
  all: fixed(`sum(t.value_usd::DECIMAL(18, 4)) AS value_usd, sum(t.value_native::DECIMAL(18, 4)) AS value_native,
    CASE WHEN count(t.net_kg) = count(*) THEN sum(t.net_kg::DECIMAL(18, 3)) END AS net_kg, count(*) AS records`),
};
// A weight of zero or less says that none was taken down.
const SUMS_OF_WEIGHED =
  fixed(`, sum(CASE WHEN t.net_kg > 0 THEN t.value_usd::DECIMAL(18, 4) ELSE 0 END) AS weighed_usd,
    sum(CASE WHEN t.net_kg > 0 THEN t.net_kg::DECIMAL(18, 3) ELSE 0 END) AS weighed_kg`);

/** True where the slice asks for what was weighed, and has lines that can have been. */
export function isWeighed({usdOnly, weighed, goods}: TradeSlice): boolean {
  return usdOnly === true && weighed === true && goods.kind !== "total";
}

const SUMS_OF_TOTALS = {
  usd: fixed("sum(t.value_usd) AS value_usd, sum(t.records) AS records"),
  all: fixed(`sum(t.value_usd) AS value_usd, sum(t.value_native) AS value_native,
    CASE WHEN count(t.net_kg) = count(*) THEN sum(t.net_kg) END AS net_kg, sum(t.records) AS records`),
};

// What is the same in all rows stands literally: grouping by it costs as much as the sums.
function sourceOf({within}: TradeSlice): string {
  const [only] = within ?? [];
  return within?.length === 1 && only !== undefined && /^[a-z0-9/-]+$/.test(only) ? `'${only}'` : "t.source";
}

function flowOf({flows}: TradeSlice): string {
  return flows.length === 1 ? `'${flows[0]}'` : "t.flow";
}

// Where one source alone is asked, all goods are its own already.
function sameLine({within}: TradeSlice): Statement {
  const source = within?.length === 1 ? "" : "g.source = t.source AND";
  return fixed(`CASE WHEN ${source} g.edition = coalesce(t.hs_edition, '') THEN true ELSE false END`);
}

/** The label of a row's goods, in terms of g, a row of `good`. */
export function labelOf({goods, splitGoods}: TradeSlice): Clause {
  if (goods.kind === "total") return sql`'TOTAL'`;
  return goods.kind === "list" && !splitGoods ? sql`${goods.id}` : sql`g.label`;
}

/** Rows or sums (columns source, reporter, partner, flow, period, label, exact and others) with their units and what decides between sources. */
export function named(slice: TradeSlice, found: Statement): Clause {
  const {reporters, partners} = slice;
  return sql`SELECT t.* EXCLUDE (reporter, partner, exact), s.rank, s.partners AS partner_set, s.goods AS goods_set,
      ${reporters === null ? fixed("t.reporter") : fixed("r.unit")} AS reporter, t.reporter AS member,
      ${reporters === null ? fixed("false") : fixed("r.unit = r.member")} AS whole, ${partnerLabel(slice)} AS partner, t.partner = 'W00' AS world
    FROM (${found}) AS t JOIN meta.source AS s ON s.id = t.source
    ${reporters === null ? sql`` : sql`JOIN r_unit AS r ON r.member = t.reporter ${inSpell("r", reporters)}`}
    ${partners === null ? sql`` : sql`JOIN p_unit AS p ON p.member = t.partner ${inSpell("p", partners)}`}
    ${slice.goods.kind === "codes" || slice.goods.kind === "editions" ? EXACT_FIRST : sql``}`;
}

// Where a source publishes the code itself and its parts, the code; lists count parts only, so nothing is to choose.
const EXACT_FIRST = sql`QUALIFY t.exact OR NOT bool_or(t.exact) OVER (PARTITION BY t.source, t.reporter, t.partner, t.flow, t.label, t.period)`;

function rowFilter(slice: TradeSlice): Statement {
  return sql`${periodIn(slice.range)} AND ${flowIn(slice.flows)}
    ${slice.flows.includes("M") ? sql`AND (t.flow <> 'M' OR t.partner_basis = ${slice.basis} OR (${slice.basis} = 'origin' AND t.partner_basis IS NULL))` : sql``}
    ${withinSources("t.source", slice.within)} ${slice.everyReporter === true ? sql`` : memberOf("reporter", "r_unit", slice.reporters)} ${memberOf("partner", "p_unit", slice.partners)}
    ${worldRule(slice)} ${partnersAmong(slice)}`;
}

// Few members stand literally, so that the engine passes over blocks of rows that hold none of them.
const FEW_MEMBERS = 40;

function memberOf(
  column: "reporter" | "partner",
  table: "r_unit" | "p_unit",
  members: readonly UnitMember[] | null,
): Statement {
  if (members === null) return sql``;
  const codes = [...new Set(members.map(({member}) => member))];
  const literal =
    codes.length > 0 && codes.length <= FEW_MEMBERS && codes.every((code) => /^[A-Z0-9]+$/.test(code));
  if (!literal) return sql`AND ${name("t", column)} IN (SELECT member FROM ${fixed(table)})`;
  return sql`AND ${name("t", column)} IN (${memberLiterals(codes)})`;
}

// A sum over a bloc is compared over time only where its members report at both times.
export function leftOut({without, range}: TradeSlice, clause: "AND" | "HAVING"): Clause {
  if (without === undefined || without.length === 0) return sql``;
  const left = [...Map.groupBy(without, ({member}) => member)].filter(([member]) =>
    /^[A-Z0-9]+$/.test(member),
  );
  if (left.length === 0) return sql``;
  // Codes and periods stand literally, and periods in a list that is looked through for the member's rows alone: a plain
  // filter costs a tenth of a join that looks each pair up.
  const tests = left.map(([member, pairs]) => {
    const periods = `[${pairs.map(({period}) => period).join(", ")}]::INTEGER[]`;
    const monthsToo = range.frequency === "A" ? ` OR list_contains(${periods}, t.period // 100)` : "";
    const code = `TRY_CAST('${member}' AS trade_unit)`;
    return `WHEN (t.reporter = ${code} OR t.partner = ${code}) AND (list_contains(${periods}, t.period)${monthsToo}) THEN false`;
  });
  // Sums are by state and period, so that few sums are tested in place of all rows; naming a sum keeps the engine from moving the test back to them.
  const ofSums = clause === "HAVING" ? "WHEN count(*) = 0 THEN false " : "";
  return fixed(`${clause} CASE ${ofSums}${tests.join(" ")} ELSE true END`);
}

// A published world total and a full set of partners are two ways to one figure; a selected set of partners is neither.
export function worldRule({partners, splitPartners}: TradeSlice): Clause {
  if (partners !== null) return sql``;
  return splitPartners
    ? sql`AND t.partner <> 'W00'`
    : sql`AND (t.partner = 'W00' OR t.source IN (SELECT id FROM meta.source WHERE partners = 'all'))`;
}

export function partnersAmong({partners, splitPartners, among}: TradeSlice): Clause {
  if (partners !== null || !splitPartners || among === undefined) return sql``;
  const codes = among.filter((code) => /^[A-Z0-9]+$/.test(code));
  if (codes.length === 0) return fixed("AND false");
  return sql`AND t.partner IN (${memberLiterals(codes)})`;
}

// A member that the store has no code for matches nothing.
function memberLiterals(codes: readonly string[]): Statement {
  return fixed(codes.map((code) => `TRY_CAST('${code}' AS trade_unit)`).join(", "));
}

function partnerLabel({partners, splitPartners}: TradeSlice): Statement {
  if (partners !== null) return sql`p.unit`;
  return splitPartners ? sql`t.partner` : sql`'W00'`;
}

/** The flows asked for, as a condition on t.flow. */
// Nothing mirrors a re-export, so the list may be empty.
export function flowIn(flows: readonly Flow[]): Clause {
  return fixed(flows.length === 0 ? "false" : `t.flow IN (${flows.map((flow) => `'${flow}'`).join(", ")})`);
}

/** The periods asked for, as a condition on t.period: of years, those published and their months. */
export function periodIn({from, to, frequency}: TradeSlice["range"]): Clause {
  const [first, last] = [Number(from.replace("-", "")), Number(to.replace("-", ""))];
  if (frequency === "M") return sql`t.period BETWEEN ${first} AND ${last}`;
  return sql`(t.period BETWEEN ${first} AND ${last} OR t.period BETWEEN ${yearOf(from) * 100 + 1} AND ${yearOf(to) * 100 + 12})`;
}
