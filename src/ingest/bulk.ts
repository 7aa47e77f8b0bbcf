import {type Statement, sql, type Writer} from "../store/index.ts";
import type {FoundFile} from "./inspect.ts";
import {cleanRelation, land, refuseMissingRates} from "./land.ts";
import {type CodeResolver, mapCodes} from "./mapping.ts";
import {malformed, publishedRows, refuseTruncated} from "./raw.ts";
import type {Dialect} from "./source.ts";
import {refuseBadCells, typedRelation} from "./typed.ts";

/** A file too large for a raw copy, on its way straight to clean. */
export interface BulkInput {
  readonly writer: Writer;
  readonly source: string;
  readonly dialect: Dialect;
  readonly file: FoundFile;
  readonly fileId: number;
  readonly present: readonly string[];
  readonly vintage: string;
  readonly resolve: CodeResolver;
}

/** Reads the file in place, once for each step, and lands it; `source_row` counts as in the file. */
export async function loadBulk(input: BulkInput): Promise<void> {
  const {writer, source, dialect, file, present, vintage, resolve} = input;
  const raw = rawOf(input);
  const typed = typedRelation(dialect, raw, present);
  const landing = {writer, source, dialect, typed, vintage, shown: file.shown};
  try {
    await refuseTruncated(file);
    await refuseBadCells({reader: writer, dialect, raw, present, shown: file.shown});
    await refuseMissingRates(landing);
    await mapCodes(writer, cleanRelation(dialect, typed), dialect.schemes, resolve);
    await land(landing);
  } catch (cause) {
    throw malformed(file, cause);
  }
}

function rawOf({file, fileId}: BulkInput): Statement {
  return sql`(SELECT *, ${fileId}::INTEGER AS file_id FROM ${publishedRows(file)})`;
}
