import {existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "yaml";
import {z} from "zod";
import {CheckFailed, type Effects, SourceError} from "../base/index.ts";
import {
  cleanTable,
  createClean,
  joined,
  name,
  type Reader,
  STORE_VERSION,
  type Statement,
  type StoreRow,
  sql,
  type Writer,
} from "../store/index.ts";
import {insertRates} from "./build.ts";
import {describe} from "./describe.ts";
import {loadFacts} from "./load-facts.ts";
import {INDEX, packChecksum, sha256} from "./pack-checksum.ts";
import {packLicences} from "./pack-licences.ts";
import {settleTies} from "./settle-ties.ts";
import {insertTieReference, type TieInput} from "./ties.ts";

/** What a pack may weigh: it travels with every clone. */
export const MOST_PACK_BYTES = 8 * 1024 * 1024;

const CELL = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const ROWS = z.array(z.record(z.string(), CELL));
const CONTENTS = z.strictObject({pack: z.string().min(1), sources: z.array(z.string()).min(1)});
const PACK = z.strictObject({
  pack: z.string(),
  store_version: z.int(),
  tables: z.array(z.strictObject({source: z.string(), file: z.string(), rows: z.int(), sha256: z.string()})),
  meta: z.strictObject({source: ROWS, file: ROWS, dropped: ROWS, check: ROWS, correction: ROWS}),
});

/** The index of a pack: its tables with their checksums, and all that the store knew about their sources. */
export type Pack = z.infer<typeof PACK>;

/**
 * Writes the rows of the sources that `contents.yaml` in the folder names: one Parquet file a source, an index, licences.
 *
 * @throws CheckFailed "pack-too-large" above 8 MiB, "not-redistributable" or "not-loaded" naming the source
 */
export async function writePack(store: Reader, folder: string): Promise<Pack> {
  const contents = CONTENTS.parse(parse(readFileSync(join(folder, "contents.yaml"), "utf8")));
  await refuseSources(store, contents.sources);
  for (const file of readdirSync(folder).filter((file) => file.endsWith(".parquet")))
    rmSync(join(folder, file));
  const tables: Pack["tables"] = [];
  for (const source of contents.sources.toSorted()) tables.push(await writeTable(store, folder, source));
  const pack: Pack = {
    pack: contents.pack,
    store_version: STORE_VERSION,
    tables,
    meta: await metaOf(store, contents.sources),
  };
  writeFileSync(join(folder, INDEX), `${JSON.stringify(pack, null, 1)}\n`);
  writeFileSync(join(folder, "LICENCES.md"), packLicences(pack));
  refuseLarge(folder);
  return pack;
}

async function refuseSources(store: Reader, wanted: readonly string[]): Promise<void> {
  const loaded = await store.rows(sql`SELECT id, redistributable FROM meta.source`);
  for (const id of wanted) {
    const source = loaded.find((row) => row.id === id);
    if (source === undefined)
      throw new CheckFailed("not-loaded", {
        message: `source "${id}" is not in the store`,
        where: "contents.yaml",
        hint: "build the store from data that has it, or take it off the list",
      });
    if (source.redistributable !== true)
      throw new CheckFailed("not-redistributable", {
        message: `the terms of source "${id}" do not let its figures be shipped`,
        where: "contents.yaml",
        hint: "take it off the list",
      });
  }
}

async function writeTable(store: Reader, folder: string, source: string): Promise<Pack["tables"][number]> {
  const file = `${cleanTable(source)}.parquet`;
  const path = join(folder, file);
  const table = name("clean", cleanTable(source));
  const whole = await store.one(
    sql`SELECT count(*) AS rows, coalesce(bool_and(value_native = floor(value_native)), false) AS whole FROM ${table} WHERE dropped IS NULL`,
  );
  await store.rows(sql`
    COPY (SELECT period, reporter, partner, flow, product, hs_edition, partner_basis, ${whole.whole === true ? sql`value_native::BIGINT AS value_native` : sql`value_native`},
      native_currency, net_kg, quantity, unit, vintage, file_id, source_row
      FROM ${table} WHERE dropped IS NULL ORDER BY file_id, source_row, period, reporter, partner, flow, product)
    TO ${path} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, PARQUET_VERSION v2, ROW_GROUP_SIZE 2000000)`);
  return {source, file, rows: Number(whole.rows), sha256: sha256(path)};
}

async function metaOf(store: Reader, sources: readonly string[]): Promise<Pack["meta"]> {
  const rows = (statement: Statement): Promise<StoreRow[]> => store.rows(statement);
  const of = [...sources];
  return {
    source: await rows(
      sql`SELECT * FROM meta.source WHERE id IN (SELECT unnest(${of}::VARCHAR[])) ORDER BY id`,
    ),
    file: await rows(
      sql`SELECT * REPLACE (name AS path) FROM meta.file WHERE source IN (SELECT unnest(${of}::VARCHAR[])) ORDER BY file_id`,
    ),
    dropped: await rows(
      sql`SELECT * FROM meta.dropped WHERE source IN (SELECT unnest(${of}::VARCHAR[])) ORDER BY ALL`,
    ),
    check: await rows(
      sql`SELECT * FROM meta.check WHERE source IN (SELECT unnest(${of}::VARCHAR[])) ORDER BY ALL`,
    ),
    correction: await rows(
      sql`SELECT * FROM meta.correction WHERE source IN (SELECT unnest(${of}::VARCHAR[])) ORDER BY ALL`,
    ),
  };
}

function refuseLarge(folder: string): void {
  const bytes = readdirSync(folder).reduce((total, file) => total + statSync(join(folder, file)).size, 0);
  if (bytes <= MOST_PACK_BYTES) return;
  throw new CheckFailed("pack-too-large", {
    message: `the pack weighs ${(bytes / 2 ** 20).toFixed(2)} MiB; at most 8 may be`,
    where: folder,
    hint: "leave out a source or a column",
  });
}

/** Reads the index of a pack. @throws SourceError "pack-missing" or "pack-unreadable" */
export function readPack(folder: string): Pack {
  const path = join(folder, INDEX);
  if (!existsSync(path))
    throw new SourceError("pack-missing", {
      message: `there is no pack in "${folder}"`,
      where: folder,
      hint: "name another with --pack, or load data with build --data",
    });
  const result = PACK.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (result.success) return result.data;
  throw new SourceError("pack-unreadable", {
    message: `the pack's index is not as expected: ${result.error.issues[0]?.message ?? ""}`,
    where: path,
    hint: "restore it from the repository",
  });
}

/**
 * Fills an empty store from a pack.
 *
 * @throws SourceError "pack-altered" when a table is not the one the index names
 */
export async function loadPack(
  writer: Writer,
  {
    folder,
    rates,
    ties,
    effects,
  }: {
    readonly folder: string;
    readonly rates: ReadonlyMap<number, number>;
    readonly ties?: TieInput;
    readonly effects: Effects;
  },
): Promise<{readonly rows: number}> {
  const pack = readPack(folder);
  await insertRates(writer, rates);
  for (const [table, rows] of Object.entries(pack.meta)) await insertRows(writer, table, rows);
  for (const table of pack.tables) {
    effects.log.progress(`loading ${table.source}`);
    await loadTable(writer, folder, table);
  }
  await describe(
    writer,
    pack.tables.map(({source}) => source),
  );
  if (ties !== undefined) {
    await insertTieReference(writer, ties);
    const {last} = await writer.one(sql`SELECT max(file_id) AS last FROM meta.file`);
    await settleTies(writer, await loadFacts(writer, ties, Number(last)));
  }
  await writer.run(
    sql`INSERT INTO meta.build VALUES (${effects.clock().toISOString()}, ${STORE_VERSION}, ${`pack ${pack.pack}`}, ${packChecksum(folder)})`,
  );
  return {rows: pack.tables.reduce((total, {rows}) => total + rows, 0)};
}

async function insertRows(writer: Writer, table: string, rows: readonly StoreRow[]): Promise<void> {
  for (const row of rows) {
    const values = joined(
      Object.values(row).map((value) => sql`${value}`),
      ", ",
    );
    const columns = joined(
      Object.keys(row).map((column) => sql`${name(column)}`),
      ", ",
    );
    await writer.run(sql`INSERT INTO ${name("meta", table)} (${columns}) VALUES (${values})`);
  }
}

async function loadTable(
  writer: Writer,
  folder: string,
  {source, file, sha256: wanted, rows}: Pack["tables"][number],
): Promise<void> {
  const path = join(folder, file);
  if (!existsSync(path) || sha256(path) !== wanted) {
    throw new SourceError("pack-altered", {
      message: `"${file}" is not the table that the pack's index names`,
      where: path,
      hint: "restore the folder from the repository",
    });
  }
  await writer.run(createClean(source));
  const table = name("clean", cleanTable(source));
  await writer.run(sql`
    INSERT INTO ${table} (period, reporter, partner, flow, product, hs_edition, partner_basis, value_usd, value_native, native_currency, net_kg, quantity, unit, vintage, file_id, source_row)
    SELECT p.period, reporter, partner, flow, product, hs_edition, partner_basis, CASE WHEN native_currency = 'EUR' THEN value_native * fx.usd_per_eur ELSE value_native END,
      value_native, native_currency, net_kg, quantity, unit, vintage, file_id, source_row
    FROM read_parquet(${path}) AS p LEFT JOIN ref.fx AS fx ON fx.period = p.period`);
  const loaded = await writer.one(
    sql`SELECT count(*) AS rows, count(*) FILTER (value_usd IS NULL) AS without FROM ${table}`,
  );
  if (loaded.rows === rows && loaded.without === 0) return;
  throw new CheckFailed("pack-incomplete", {
    message: `${source}: ${loaded.rows} of ${rows} rows, ${loaded.without} without a value in dollars`,
    where: path,
    hint: "restore the folder from the repository",
  });
}
