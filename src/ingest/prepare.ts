import {basename} from "node:path";
import {sql, type Writer} from "../store/index.ts";
import type {FoundFile} from "./inspect.ts";
import {createRaw} from "./raw.ts";
import type {Publication, Shape} from "./source.ts";

/** A file matched to the shape that reads it. */
export interface PreparedFile {
  readonly source: {readonly meta: {readonly id: string}};
  readonly dialect: Shape;
  readonly file: FoundFile;
  readonly fileId: number;
  readonly sha256: string;
  readonly vintage: string;
}

/** Says in `meta.source` whose a source of a layer is. Trade's own columns stay empty. */
export async function insertPublication(writer: Writer, meta: Publication, layer: string): Promise<void> {
  await writer.run(sql`
    INSERT INTO meta.source BY NAME SELECT ${meta.id} AS id, ${meta.title} AS title, ${meta.publisher} AS publisher, ${meta.url} AS url,
      ${meta.licence} AS licence, ${meta.licence_url} AS licence_url, ${meta.redistributable} AS redistributable, ${meta.rank} AS rank,
      ${layer} AS layer, ${meta.mapping_bound} AS mapping_bound, ${JSON.stringify(meta.notes)} AS notes`);
}

/** Makes the raw table of a file's dialect and says in `meta.file` what the file is. */
export async function prepareFile(writer: Writer, job: PreparedFile): Promise<void> {
  const {source, dialect, file, fileId, sha256, vintage} = job;
  await writer.run(createRaw(source.meta.id, dialect));
  await writer.run(
    sql`INSERT INTO meta.file VALUES (${fileId}, ${source.meta.id}, ${dialect.id}, ${file.shown}, ${basename(file.shown)}, ${dialect.what}, ${file.probe.bytes}, ${sha256}, ${vintage}, NULL)`,
  );
}
