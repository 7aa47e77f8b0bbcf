import {readdirSync, rmSync, statSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {CheckFailed} from "../base/index.ts";
import {
  cleanTable,
  fixed,
  type Reader,
  rollCallTable,
  STORE_VERSION,
  type Statement,
  sql,
} from "../store/index.ts";
import {MOST_PACK_BYTES, type Pack} from "./pack.ts";
import {INDEX, sha256} from "./pack-checksum.ts";
import {type PackedSource, readContents, whyCut} from "./pack-contents.ts";
import {packLicences} from "./pack-licences.ts";
import {cleanOf, PACKED_COLUMNS, PACKED_ORDER, type Packed, packedOf} from "./pack-tables.ts";

type PackTable = Pack["tables"][number];
type Rows = Pack["corrected"];

/**
 * Writes the rows of the sources that `contents.yaml` in the folder names: Parquet files, an index, licences. Rows that a
 * cut leaves out are counted in the index with their reason, beside those that never entered.
 *
 * @throws CheckFailed "pack-too-large" above 8 MiB, "not-redistributable", "not-loaded" or "cut-to-nothing" naming the source
 */
export async function writePack(store: Reader, folder: string): Promise<Pack> {
  const contents = readContents(folder);
  const ids = contents.sources.map(({id}) => id);
  await refuseSources(store, ids);
  for (const file of readdirSync(folder).filter((file) => file.endsWith(".parquet")))
    rmSync(join(folder, file));
  const tables: PackTable[] = [];
  const left: Rows = [];
  for (const source of contents.sources)
    for (const packed of await packedOf(store, source.id)) {
      tables.push(await writeTable(store, folder, source, packed));
      left.push(...(await leftOut(store, source, packed)));
    }
  const meta = await metaOf(store, ids);
  const pack: Pack = {
    pack: contents.pack,
    store_version: STORE_VERSION,
    tables,
    meta: {...meta, dropped: [...meta.dropped, ...left]},
    corrected: await correctedOf(store, ids),
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

async function writeTable(
  store: Reader,
  folder: string,
  source: PackedSource,
  packed: Packed,
): Promise<PackTable> {
  const {id, cut} = source;
  const file = `${packed === "roll_calls" ? rollCallTable(id) : cleanTable(id)}.parquet`;
  const path = join(folder, file);
  const kept = sql`SELECT ${PACKED_COLUMNS[packed]} FROM ${cleanOf(id, packed)} WHERE dropped IS NULL AND ${whyCut(packed, source)} IS NULL`;
  const rows = await countOf(store, kept);
  if (rows === 0)
    throw new CheckFailed("cut-to-nothing", {
      message: `of source "${id}" no row of ${packed} is left`,
      where: "contents.yaml",
      hint: "widen its cut, or take it off the list",
    });
  const whole = packed === "trade" && (await isWhole(store, kept));
  const exact = whole ? fixed("* REPLACE (value_native::BIGINT AS value_native)") : fixed("*");
  await store.rows(sql`
    COPY (SELECT ${exact} FROM (${kept}) ORDER BY ${PACKED_ORDER[packed]})
    TO ${path} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, PARQUET_VERSION v2, ROW_GROUP_SIZE 2000000)`);
  return {source: id, packed, file, rows, sha256: sha256(path), cut: cut?.why ?? null};
}

async function countOf(store: Reader, kept: Statement): Promise<number> {
  const {rows} = await store.one(sql`SELECT count(*) AS rows FROM (${kept})`);
  return Number(rows);
}

// Whole amounts are stored as such: they compress to a third.
async function isWhole(store: Reader, kept: Statement): Promise<boolean> {
  const {whole} = await store.one(
    sql`SELECT coalesce(bool_and(value_native = floor(value_native)), false) AS whole FROM (${kept})`,
  );
  return whole === true;
}

/** The ledger of what a cut leaves out. */
async function leftOut(store: Reader, source: PackedSource, packed: Packed): Promise<Rows> {
  if (source.cut === null) return [];
  const reason = packed === "roll_calls" ? fixed("'roll call: ' || why") : fixed("why");
  return store.rows(sql`
    SELECT ${source.id} AS source, file_id, ${reason} AS reason, count(*) AS rows, NULL AS value_usd, NULL AS example
    FROM (SELECT file_id, ${whyCut(packed, source)} AS why FROM ${cleanOf(source.id, packed)} WHERE dropped IS NULL)
    WHERE why IS NOT NULL GROUP BY file_id, why ORDER BY file_id, why`);
}

async function metaOf(store: Reader, sources: readonly string[]): Promise<Pack["meta"]> {
  const of = sql`(SELECT unnest(${[...sources]}::VARCHAR[]))`;
  const rows = (statement: Statement): Promise<Rows> => store.rows(statement);
  return {
    source: await rows(sql`SELECT * FROM meta.source WHERE id IN ${of} ORDER BY id`),
    file: await rows(
      sql`SELECT * REPLACE (name AS path) FROM meta.file WHERE source IN ${of} ORDER BY file_id`,
    ),
    dropped: await rows(sql`SELECT * FROM meta.dropped WHERE source IN ${of} ORDER BY ALL`),
    check: await rows(sql`SELECT * FROM meta.check WHERE source IN ${of} ORDER BY ALL`),
    correction: await rows(sql`SELECT * FROM meta.correction WHERE source IN ${of} ORDER BY ALL`),
  };
}

/** What sources of ties said before they were corrected: a load from the pack cannot find it out again. */
function correctedOf(store: Reader, sources: readonly string[]): Promise<Rows> {
  return store.rows(
    sql`SELECT * FROM layer.tie_disagreement WHERE about = 'correction' AND source_one IN (SELECT unnest(${[...sources]}::VARCHAR[])) ORDER BY ALL`,
  );
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
