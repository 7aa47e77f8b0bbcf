import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {z} from "zod";
import {SourceError} from "../base/index.ts";
import {INDEX} from "./pack-checksum.ts";
import {PACKED} from "./pack-tables.ts";

/** What a pack may weigh: it travels with every clone. */
export const MOST_PACK_BYTES = 8 * 1024 * 1024;

const CELL = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const ROWS = z.array(z.record(z.string(), CELL));
const PACK = z.strictObject({
  pack: z.string(),
  store_version: z.int(),
  tables: z.array(
    z.strictObject({
      source: z.string(),
      /** What the rows are: those of a source of trade, ties, indicators or votes, or its roll calls. */
      packed: z.enum(PACKED),
      file: z.string(),
      rows: z.int(),
      sha256: z.string(),
      /** What was left out, and why; null where the source is in it whole. */
      cut: z.string().nullable(),
    }),
  ),
  meta: z.strictObject({source: ROWS, file: ROWS, dropped: ROWS, check: ROWS, correction: ROWS}),
  /** What sources of ties said before their corrections. */
  corrected: ROWS,
});

/** The index of a pack: its tables with their checksums, and all that the store knew about their sources. */
export type Pack = z.infer<typeof PACK>;

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
