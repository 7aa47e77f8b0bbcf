import {fileURLToPath} from "node:url";
import {lawFeatures, referenceFolder} from "../reference/index.ts";
import {sql, type Writer} from "../store/index.ts";
import type {FactTable} from "./facts.ts";
import {checksum, inspect} from "./inspect.ts";
import type {TieSource} from "./tie-source.ts";
import {loadTies, prepareTieFile, prepareTieSource, type TieInput} from "./ties.ts";
import {checkColumns} from "./typed.ts";

/**
 * Loads the tables of reference/ from raw to clean, as any other file of ties. They still have to be settled.
 *
 * @param taken largest number that a file of the build has, loaded or still to be loaded
 * @returns their sources
 * @throws SourceError as the tables' readers and `loadTies` do
 */
export async function loadFacts(
  writer: Writer,
  {facts, resolve}: Pick<TieInput, "facts" | "resolve">,
  taken: number,
): Promise<readonly TieSource[]> {
  for (const [at, table] of facts.entries())
    await loadTable(writer, table, {resolve, fileId: taken + at + 1});
  if (facts.length > 0) await insertFeatures(writer);
  return facts.map(({source}) => source);
}

async function loadTable(
  writer: Writer,
  {source, file, review}: FactTable,
  {resolve, fileId}: {readonly resolve: TieInput["resolve"]; readonly fileId: number},
): Promise<void> {
  review();
  const [dialect] = source.dialects;
  if (dialect === undefined) throw new TypeError(`${source.meta.id} has no dialect`);
  const folder = fileURLToPath(referenceFolder());
  const found = await inspect(`${folder}${file}`, folder, writer);
  const shown = {...found, shown: `reference/${file}`};
  const job = {
    source,
    dialect,
    file: shown,
    fileId,
    present: checkColumns(dialect, found.probe.header, shown.shown),
    sha256: await checksum(found.path),
    vintage: source.meta.vintage ?? "unstated",
  };
  await prepareTieSource(writer, source);
  await prepareTieFile(writer, job);
  const own = await writer.beside();
  try {
    await loadTies(own, job, resolve);
  } finally {
    own.close();
  }
}

async function insertFeatures(writer: Writer): Promise<void> {
  const features = lawFeatures();
  await writer.run(sql`
    INSERT INTO layer.tie_feature
    SELECT 'reference/laws', unnest(${features.map(({law}) => law)}::VARCHAR[]), unnest(${features.map(({feature}) => feature)}::VARCHAR[]),
      TRY_CAST(nullif(unnest(${features.map(({value}) => (value === null ? "" : String(value)))}::VARCHAR[]), '') AS DOUBLE),
      unnest(${features.map(({said}) => said)}::VARCHAR[])`);
}
