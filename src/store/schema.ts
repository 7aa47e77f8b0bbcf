import {INDICATOR_TABLES} from "./indicator-schema.ts";
import {fixed, joined, name, type Statement, sql} from "./sql.ts";
import {cleanTable} from "./table-name.ts";
import {TIE_TABLES} from "./tie-schema.ts";
import {VOTE_TABLES} from "./vote-schema.ts";

/** Raised whenever tables or their meaning change: an older store is then rebuilt, never read wrongly. */
export const STORE_VERSION = 5;

/** The stages, by name: as published, typed, harmonised; facts; and what is known about the data themselves. */
const SCHEMAS = ["raw", "clean", "layer", "ref", "meta"] as const;

const META = [
  `CREATE TABLE meta.build (built_at VARCHAR, store_version INTEGER, origin VARCHAR, checksum VARCHAR)`,
  `CREATE TABLE meta.source (id VARCHAR PRIMARY KEY, title VARCHAR, publisher VARCHAR, url VARCHAR, licence VARCHAR,
    licence_url VARCHAR, redistributable BOOLEAN, goods VARCHAR, partners VARCHAR, sides VARCHAR, rank INTEGER, valuation VARCHAR,
    mapping_bound DOUBLE, mapped_share DOUBLE, notes VARCHAR, layer VARCHAR DEFAULT 'trade')`,
  `CREATE TABLE meta.file (file_id INTEGER PRIMARY KEY, source VARCHAR, dialect VARCHAR, path VARCHAR, name VARCHAR,
    what VARCHAR, bytes BIGINT, sha256 VARCHAR, vintage VARCHAR, rows BIGINT)`,
  `CREATE TABLE meta.skipped (path VARCHAR, reason VARCHAR)`,
  `CREATE TABLE meta.dropped (source VARCHAR, file_id INTEGER, reason VARCHAR, rows BIGINT, value_usd DOUBLE, example VARCHAR)`,
  `CREATE TABLE meta.check (source VARCHAR, name VARCHAR, observed DOUBLE, at_least DOUBLE, at_most DOUBLE, outcome VARCHAR)`,
  `CREATE TABLE meta.correction (source VARCHAR, id VARCHAR, reason VARCHAR, evidence VARCHAR, rows BIGINT)`,
  `CREATE TABLE meta.coverage (source VARCHAR, reporter VARCHAR, flow VARCHAR, frequency VARCHAR, digits INTEGER,
    first_period INTEGER, last_period INTEGER, periods BIGINT, partners BIGINT, rows BIGINT)`,
  // Small summaries of the layer, so that a question about what exists never reads a hundred million rows.
  `CREATE TABLE meta.product (source VARCHAR, product VARCHAR, digits INTEGER, hs_edition VARCHAR, leaf BOOLEAN,
    first_period INTEGER, last_period INTEGER)`,
  `CREATE TABLE meta.reported (source VARCHAR, reporter VARCHAR, flow VARCHAR, period INTEGER, rows BIGINT, pairs BIGINT)`,
  `CREATE TABLE ref.fx (period INTEGER PRIMARY KEY, usd_per_eur DOUBLE)`,
] as const;

/** The world as a partner: in every store, whatever its states. */
export const WORLD = "W00";

/** Type of every reporter and partner. Comparing small numbers instead of text is what makes a hundred million rows readable in a second. */
const UNIT = "trade_unit";

/** Columns of every clean trade table, in order. `dropped` is null for rows that enter the layer. */
const CLEAN_TRADE = `period INTEGER, reporter ${UNIT}, partner ${UNIT}, flow VARCHAR, product VARCHAR, hs_edition VARCHAR,
  partner_basis VARCHAR, value_usd DOUBLE, value_native DOUBLE, native_currency VARCHAR, net_kg DOUBLE, quantity DOUBLE,
  unit VARCHAR, reporter_code VARCHAR, partner_code VARCHAR, dropped VARCHAR, vintage VARCHAR, file_id INTEGER,
  source_row BIGINT`;

/**
 * Everything an empty store has, one statement each.
 *
 * @param units all codes that a reporter or partner may have; the world is added
 */
export function emptySchema(units: readonly string[]): Statement[] {
  return [
    ...SCHEMAS.map((schema) => sql`CREATE SCHEMA ${name(schema)}`),
    createUnits([...new Set([...units, WORLD])].sort()),
    ...META.map(fixed),
    ...TIE_TABLES.map(fixed),
    ...VOTE_TABLES.map(fixed),
    ...INDICATOR_TABLES.map(fixed),
    fixed(TOTAL),
    tradeView([]),
  ];
}

// Codes come from reference/, and the engine takes no bound values in a type.
function createUnits(units: readonly string[]): Statement {
  return fixed(
    `CREATE TYPE ${UNIT} AS ENUM (${units.map((unit) => `'${unit.replaceAll("'", "''")}'`).join(", ")})`,
  );
}

/**
 * `layer.total`: all goods together, as published, or else added up from all finest lines of a source that has all goods.
 * Weight is null where a line has none; `records` are the rows of layer.trade behind a sum.
 */
const TOTAL = `CREATE TABLE layer.total (source VARCHAR, period INTEGER, reporter ${UNIT}, partner ${UNIT}, flow VARCHAR, partner_basis VARCHAR,
  native_currency VARCHAR, value_usd DECIMAL(38, 4), value_native DECIMAL(38, 4), net_kg DECIMAL(38, 3), records BIGINT)`;

/** The clean table of a source, empty. */
export function createClean(source: string): Statement {
  return sql`CREATE TABLE ${name("clean", cleanTable(source))} (${fixed(CLEAN_TRADE)})`;
}

/**
 * `layer.trade`: the rows of all clean tables that entered, both mirror sides, every source apart.
 *
 * `period` is 2022 or 202203, `frequency` A or M, `digits` 0 for TOTAL. US dollars at each period's own rate. Cells that
 * nobody reports are absent. Rows of different sources, digits, frequencies or partner bases are never to be added.
 */
export function tradeView(sources: readonly string[]): Statement {
  const parts = sources.map((source) => tradeRows(source));
  return sql`CREATE OR REPLACE VIEW layer.trade AS ${parts.length > 0 ? joined(parts, "\nUNION ALL\n") : NO_TRADE}`;
}

const TRADE_COLUMNS =
  fixed(`period, CASE WHEN period < 10000 THEN 'A' ELSE 'M' END AS frequency, reporter, partner, flow,
  product, CASE WHEN product = 'TOTAL' THEN 0 ELSE length(product) END AS digits, hs_edition, partner_basis, value_usd,
  value_native, native_currency, net_kg, quantity, unit, source, vintage, file_id, source_row`);

/**
 * The rows of a source's clean table that entered, with the layer's columns.
 *
 * @param table another table with a clean table's columns, below the schema clean
 */
export function tradeRows(source: string, table: string = cleanTable(source)): Statement {
  // A view's text is kept by the engine, so the id stands in it literally; ids are [a-z0-9/-] by the source schema.
  const id = fixed(`'${source.replaceAll("'", "''")}'`);
  return sql`SELECT ${TRADE_COLUMNS} FROM (SELECT *, ${id} AS source FROM ${name("clean", table)} WHERE dropped IS NULL)`;
}

const NO_TRADE = sql`SELECT ${TRADE_COLUMNS} FROM (SELECT * FROM (SELECT NULL::VARCHAR AS source, ${fixed(
  CLEAN_TRADE.split(",")
    .map((column) => column.trim().split(" "))
    .map(([column, type]) => `NULL::${type} AS ${column}`)
    .join(", "),
)}) WHERE false)`;
