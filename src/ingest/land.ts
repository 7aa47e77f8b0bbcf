import {SourceError} from "../base/index.ts";
import {cleanTable, fixed, name, type Statement, sql, type Writer} from "../store/index.ts";
import type {Dialect} from "./source.ts";

/** One file's typed rows on their way into the clean table of their source. */
export interface LandInput {
  readonly writer: Writer;
  readonly source: string;
  readonly dialect: Dialect;
  /** The relation `typed`. */
  readonly typed: Statement;
  readonly vintage: string;
  readonly shown: string;
}

/** The dialect's clean SELECT over `typed`. */
export function cleanRelation(dialect: Dialect, typed: Statement): Statement {
  return sql`WITH typed AS (${typed}) ${dialect.clean}`;
}

/**
 * Inserts the rows, codes mapped and value in US dollars. A row that may not enter keeps its reason in `dropped`.
 * `code_map` must hold the codes.
 */
export async function land({writer, source, dialect, typed, vintage}: LandInput): Promise<void> {
  await writer.run(sql`
    INSERT INTO ${name("clean", cleanTable(source))}
    SELECT c.period, r.unit, p.unit, c.flow, c.product, c.hs_edition, c.partner_basis, ${inUsd(dialect)} AS value_usd,
      c.value_native, ${dialect.currency}, c.net_kg, c.quantity, c.unit, c.reporter_code, c.partner_code,
      coalesce(c.dropped, ${whyDropped()}), ${vintage}, c.file_id, c.source_row
    FROM (${cleanRelation(dialect, typed)}) AS c
    LEFT JOIN code_map AS r ON r.scheme = ${fixed(`'${dialect.schemes.reporter}'`)} AND r.code = coalesce(c.reporter_code, '') AND r.year = ${YEAR}
    LEFT JOIN code_map AS p ON p.scheme = ${fixed(`'${dialect.schemes.partner}'`)} AND p.code = coalesce(c.partner_code, '') AND p.year = ${YEAR}
    ${dialect.currency === "EUR" ? sql`LEFT JOIN ref.fx AS fx ON fx.period = c.period` : sql``}`);
}

const YEAR = fixed("(CASE WHEN c.period < 10000 THEN c.period ELSE c.period // 100 END)");

function inUsd(dialect: Dialect): Statement {
  return dialect.currency === "EUR" ? sql`c.value_native * fx.usd_per_eur` : sql`c.value_native`;
}

// The order is the order of precedence: the first reason that holds is the one that is counted.
function whyDropped(): Statement {
  return sql`CASE
    WHEN c.period IS NULL THEN 'no period'
    WHEN c.value_native IS NULL THEN 'no value published'
    WHEN c.value_native < 0 THEN 'negative value'
    WHEN c.product IS NULL OR NOT regexp_full_match(c.product, 'TOTAL|\\d{2}|\\d{4}|\\d{6}|\\d{8}|\\d{10}') THEN 'no product code: ' || coalesce(c.product, 'empty')
    WHEN c.flow IS NULL OR c.flow NOT IN ('X', 'M', 'RX') THEN 'no flow of ours: ' || coalesce(c.flow, 'empty')
    WHEN r.unit IS NULL THEN 'reporter ' || ${code("c.reporter_code")} || ': ' || coalesce(r.why, 'unknown code')
    WHEN p.unit IS NULL THEN 'partner ' || ${code("c.partner_code")} || ': ' || coalesce(p.why, 'unknown code')
    WHEN r.unit = p.unit THEN 'reporter and partner are one: ' || r.unit
    WHEN r.unit = 'W00' THEN 'the world is no reporter'
  END`;
}

function code(column: string): Statement {
  return fixed(`'"' || coalesce(${column}, '') || '"'`);
}

/**
 * Refuses values in euro whose period has no exchange rate: a guessed rate would be a wrong number.
 *
 * @throws SourceError "rate-missing" naming the first period
 */
export async function refuseMissingRates({writer, dialect, typed, shown}: LandInput): Promise<void> {
  if (dialect.currency !== "EUR") return;
  const missing = await writer.rows(sql`
    SELECT min(c.period) AS period, count(DISTINCT c.period) AS periods FROM (${cleanRelation(dialect, typed)}) AS c
    LEFT JOIN ref.fx AS fx ON fx.period = c.period
    WHERE fx.period IS NULL AND c.period IS NOT NULL AND c.dropped IS NULL HAVING count(*) > 0`);
  const first = missing[0];
  if (first === undefined) return;
  throw new SourceError("rate-missing", {
    message: `no euro reference rate for period ${first.period}${Number(first.periods) > 1 ? ` and ${Number(first.periods) - 1} more periods` : ""}`,
    where: shown,
    hint: "add the average to reference/fx/eur-usd.csv with its source",
  });
}
