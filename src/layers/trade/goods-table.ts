import {yearOf} from "../../base/index.ts";
import {type Clause, fixed, type Statement, sql} from "../../store/index.ts";
import type {GoodsCode} from "./goods.ts";
import type {TradeSlice} from "./slice.ts";
import {listed} from "./unit-table.ts";

/**
 * `good`: source, product, edition → label. Only finest lines, or the code itself where
 * the source publishes it. A source that publishes TOTAL is not summed from its lines: hidden goods are in TOTAL only.
 */
export function goodsTable(slice: TradeSlice): Clause {
  const {goods, codes, codesYear, range, within} = slice;
  if (goods.kind === "total") {
    return sql`good AS MATERIALIZED (SELECT m.source, m.product, coalesce(m.hs_edition, '') AS edition, 'TOTAL' AS label, m.product = 'TOTAL' AS exact
      FROM meta.product AS m JOIN meta.source AS s ON s.id = m.source
      WHERE ${sourceAsked(slice)} AND (m.product = 'TOTAL' OR (m.leaf AND s.goods = 'all' AND m.source NOT IN (SELECT source FROM meta.product WHERE product = 'TOTAL'))))`;
  }
  const wanted: readonly GoodsCode[] =
    goods.kind === "codes" ? goods.codes.map((code) => ({label: code, code, edition: ""})) : goods.codes;
  const own = goods.kind !== "list";
  const judged =
    codes === "all" ? sql`` : sql`JOIN life AS l ON l.source = m.source AND l.product = m.product`;
  return sql`${codes === "all" ? sql`` : LIFE} wanted AS MATERIALIZED (${listed({label: wanted.map(({label}) => label), code: wanted.map(({code}) => code), edition: wanted.map(({edition}) => edition)})}),
    good AS MATERIALIZED (SELECT m.source, m.product, coalesce(m.hs_edition, '') AS edition, w.label, ${own} AND m.product = w.code AS exact
      FROM (SELECT *, unnest(${cutsOf(wanted)}) AS cut FROM meta.product AS p WHERE product <> 'TOTAL' ${withinSources("p.source", within)}) AS m
      JOIN wanted AS w ON w.code = left(m.product, m.cut)
      ${judged}
      JOIN meta.source AS s ON s.id = m.source
      WHERE ${sourceAsked(slice)} AND m.cut <= length(m.product) AND (w.edition = '' OR w.edition = m.hs_edition) AND ${LINES_OF[goods.kind]}
        AND ${lived(codes, codesYear ?? yearOf(range.from))}
      QUALIFY row_number() OVER (PARTITION BY m.source, m.product, m.hs_edition, CASE WHEN ${own} THEN w.label END ORDER BY length(w.code) DESC, w.label) = 1)`;
}

const LIFE = sql`life AS (SELECT source, product, min(first_period) AS born, max(last_period) AS ended FROM meta.product GROUP BY ALL),`;

/** Lengths of the codes asked for: a product counts for those that it starts with. */
function cutsOf(wanted: readonly GoodsCode[]): Clause {
  const lengths = [...new Set(wanted.map(({code}) => code.length))].sort((a, b) => a - b);
  return fixed(`[${lengths.join(", ")}]::INTEGER[]`);
}

// What is converted is the lines that a source has; codes asked for by themselves are whole or absent.
const LINES_OF = {
  codes: fixed("(m.product = w.code OR (m.leaf AND s.goods = 'all'))"),
  editions: fixed("(m.product = w.code OR m.leaf)"),
  list: fixed("m.leaf"),
} as const;

/** Sources that may answer, as a condition on `s`, a row of meta.source. */
export function sourceAsked({source, sides, within}: TradeSlice): Clause {
  return sql`(${source === null} OR s.id = ${source ?? ""}) AND (${sides === "any"} OR s.sides = ${sides}) ${withinSources("s.id", within)}`;
}

/** Only these sources, as a condition that starts with AND. */
// Ids stand literally, so that the engine leaves out whole tables while planning; they are [a-z0-9/-] by the source schema.
export function withinSources(
  column: "s.id" | "t.source" | "p.source",
  within: TradeSlice["within"],
): Clause {
  if (within === undefined) return sql``;
  const ids = within.filter((id) => /^[a-z0-9/-]+$/.test(id)).map((id) => `'${id}'`);
  return fixed(ids.length === 0 ? "AND false" : `AND ${column} IN (${ids.join(", ")})`);
}

function lived(codes: TradeSlice["codes"], year: number): Statement {
  const year0 = (column: string): Statement =>
    fixed(`CASE WHEN ${column} < 10000 THEN ${column} ELSE ${column} // 100 END`);
  if (codes === "all") return sql`true`;
  const old = sql`${year0("l.born")} < ${year}`;
  // A code with a curated antecedent lives on under another number; its label, not the code, tells whether it is comparable.
  return codes === "not-new" ? old : sql`(w.edition <> '' OR (${old} AND ${year0("l.ended")} >= ${year}))`;
}
