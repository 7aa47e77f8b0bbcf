import {existsSync} from "node:fs";
import {join} from "node:path";
import {CheckFailed, type Effects, SourceError} from "../base/index.ts";
import {joined, name, type SqlName, STORE_VERSION, type StoreRow, sql, type Writer} from "../store/index.ts";
import {insertRates} from "./build.ts";
import {describe} from "./describe.ts";
import {type IndicatorInput, insertIndicatorReference} from "./indicators.ts";
import {loadFacts} from "./load-facts.ts";
import {type Pack, readPack} from "./pack.ts";
import {packChecksum, sha256} from "./pack-checksum.ts";
import {cleanOf, createPacked, PACKED_COLUMNS, type Packed} from "./pack-tables.ts";
import {settleIndicators} from "./settle-indicators.ts";
import {settleTies} from "./settle-ties.ts";
import {settleVotes} from "./settle-votes.ts";
import {insertTieReference, type TieInput} from "./ties.ts";

type PackTable = Pack["tables"][number];

/** What a load from a pack is given. */
export interface PackInput {
  readonly folder: string;
  readonly rates: ReadonlyMap<number, number>;
  /** Kinds, states and facts of the ties. */
  readonly ties: TieInput;
  readonly indicators: IndicatorInput;
  readonly effects: Effects;
}

/**
 * Fills an empty store from a pack. Its rows were corrected and checked when it was made.
 *
 * @throws SourceError "pack-altered" when a table is not the one the index names
 */
export async function loadPack(writer: Writer, input: PackInput): Promise<{readonly rows: number}> {
  const {folder, rates, ties, indicators, effects} = input;
  const pack = readPack(folder);
  await insertRates(writer, rates);
  await insertTieReference(writer, ties);
  await insertIndicatorReference(writer, indicators.indicators);
  for (const [table, rows] of Object.entries(pack.meta)) await insertRows(writer, name("meta", table), rows);
  await insertRows(writer, name("layer", "tie_disagreement"), pack.corrected);
  for (const table of pack.tables) {
    effects.log.progress(`loading ${table.source}`);
    await loadTable(writer, folder, table);
  }
  await settle(writer, pack, ties);
  await writer.run(
    sql`INSERT INTO meta.build VALUES (${effects.clock().toISOString()}, ${STORE_VERSION}, ${`pack ${pack.pack}`}, ${packChecksum(folder)})`,
  );
  return {rows: pack.tables.reduce((total, {rows}) => total + rows, 0)};
}

async function settle(writer: Writer, {tables}: Pack, ties: TieInput): Promise<void> {
  const of = (packed: Packed): string[] =>
    tables.filter((table) => table.packed === packed).map(({source}) => source);
  if (of("trade").length > 0) await describe(writer, of("trade"));
  const {last} = await writer.one(sql`SELECT coalesce(max(file_id), 0) AS last FROM meta.file`);
  const facts = await loadFacts(writer, ties, Number(last));
  await settleTies(writer, facts, of("ties"));
  await settleVotes(writer, [], of("votes"));
  await settleIndicators(writer, [], of("indicators"));
}

async function insertRows(writer: Writer, table: SqlName, rows: readonly StoreRow[]): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const names = Object.keys(first);
  const columns = joined(
    names.map((column) => sql`${name(column)}`),
    ", ",
  );
  const values = rows.map(
    (row) =>
      sql`(${joined(
        names.map((column) => sql`${row[column] ?? null}`),
        ", ",
      )})`,
  );
  for (let at = 0; at < values.length; at += AT_ONCE)
    await writer.run(
      sql`INSERT INTO ${table} (${columns}) VALUES ${joined(values.slice(at, at + AT_ONCE), ", ")}`,
    );
}

// A statement may bind some ten thousand values; a row has up to twenty.
const AT_ONCE = 100;

async function loadTable(writer: Writer, folder: string, table: PackTable): Promise<void> {
  const {source, packed, file, sha256: wanted, rows} = table;
  const path = join(folder, file);
  if (!existsSync(path) || sha256(path) !== wanted) {
    throw new SourceError("pack-altered", {
      message: `"${file}" is not the table that the pack's index names`,
      where: path,
      hint: "restore the folder from the repository",
    });
  }
  for (const statement of createPacked(source, packed)) await writer.run(statement);
  await (packed === "trade" ? loadTrade(writer, source, path) : loadOther(writer, table, path));
  const loaded = await writer.one(sql`SELECT count(*) AS rows FROM ${cleanOf(source, packed)}`);
  const without = packed === "trade" ? await withoutDollars(writer, source) : 0;
  if (loaded.rows === rows && without === 0) return;
  throw new CheckFailed("pack-incomplete", {
    message: `${source}: ${loaded.rows} of ${rows} rows, ${without} without a value in dollars`,
    where: path,
    hint: "restore the folder from the repository",
  });
}

async function loadTrade(writer: Writer, source: string, path: string): Promise<void> {
  await writer.run(sql`
    INSERT INTO ${cleanOf(source, "trade")} (period, reporter, partner, flow, product, hs_edition, partner_basis, value_usd, value_native, native_currency, net_kg, quantity, unit, vintage, file_id, source_row)
    SELECT p.period, reporter, partner, flow, product, hs_edition, partner_basis, CASE WHEN native_currency = 'EUR' THEN value_native * fx.usd_per_eur ELSE value_native END,
      value_native, native_currency, net_kg, quantity, unit, vintage, file_id, source_row
    FROM read_parquet(${path}) AS p LEFT JOIN ref.fx AS fx ON fx.period = p.period`);
}

async function loadOther(writer: Writer, {source, packed}: PackTable, path: string): Promise<void> {
  await writer.run(
    sql`INSERT INTO ${cleanOf(source, packed)} (${PACKED_COLUMNS[packed]}) SELECT ${PACKED_COLUMNS[packed]} FROM read_parquet(${path})`,
  );
}

async function withoutDollars(writer: Writer, source: string): Promise<number> {
  const {rows} = await writer.one(
    sql`SELECT count(*) AS rows FROM ${cleanOf(source, "trade")} WHERE value_usd IS NULL`,
  );
  return Number(rows);
}
