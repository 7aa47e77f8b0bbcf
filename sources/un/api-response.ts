import {z} from "zod";
import {SourceError} from "../../src/base/index.ts";
import type {Probe, RawBatch, RawFile} from "../../src/ingest/index.ts";

const CELL = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const RESPONSE = z.object({
  count: z.number().nullish(),
  data: z.array(z.record(z.string(), CELL)),
  error: z.string().nullish(),
});

/** True for an answer of the API to a question for data, empty ones included; not for its lists of files. */
export function isApiResponse({kind, head}: Probe): boolean {
  return (
    kind === "json" && /"elapsedTime"/.test(head) && /"data"\s*:\s*\[/.test(head) && !isBulkListing(head)
  );
}

/** True for the API's list of bulk files. */
export function isBulkListing(head: string): boolean {
  return /"elapsedTime"/.test(head) && /"fileUrl"/.test(head);
}

/**
 * The rows of an answer; `source_row` is the place in `data`, from 1.
 *
 * @param columns all known columns, in order
 * @param required those that every row must have
 * @throws SourceError "file-malformed", "comtrade-refused" for an answer that is an error, "file-truncated" when fewer rows
 *   came than counted, "column-unknown", "column-missing"
 */
export async function* apiRows(
  file: RawFile,
  {columns, required}: {columns: readonly string[]; required: readonly string[]},
): AsyncGenerator<RawBatch> {
  const {count, data, error} = await decoded(file);
  if (error) throw refused(file, error);
  if (typeof count === "number" && count !== data.length) {
    throw new SourceError("file-truncated", {
      message: `"${file.name}" counts ${count} rows and holds ${data.length}`,
      where: file.name,
      hint: "ask again, and save the whole answer",
    });
  }
  for (const [at, row] of data.entries()) checkKeys(row, at + 1, {file: file.name, columns, required});
  yield {
    sourceRows: data.map((_, at) => at + 1),
    rows: data.map((row) => columns.map((column) => row[column] ?? null)),
  };
}

async function decoded(file: RawFile): Promise<z.infer<typeof RESPONSE>> {
  try {
    return RESPONSE.parse(JSON.parse(await file.text()));
  } catch (cause) {
    throw new SourceError("file-malformed", {
      message: `"${file.name}" is no whole answer of the UN Comtrade API`,
      where: file.name,
      hint: "ask again, and save the whole answer",
      cause,
    });
  }
}

function refused(file: RawFile, error: string): SourceError {
  return new SourceError("comtrade-refused", {
    message: `"${file.name}" is not data but a refusal: ${JSON.stringify(error)}`,
    where: file.name,
    hint: "ask again, with a smaller question or after the quota is renewed",
  });
}

function checkKeys(
  row: Readonly<Record<string, unknown>>,
  at: number,
  {file, columns, required}: {file: string; columns: readonly string[]; required: readonly string[]},
): void {
  const unknown = Object.keys(row).find((key) => !columns.includes(key));
  const missing = required.find((column) => !(column in row));
  if (unknown === undefined && missing === undefined) return;
  throw new SourceError(unknown === undefined ? "column-missing" : "column-unknown", {
    message:
      unknown === undefined
        ? `row ${at} has no "${missing}"`
        : `row ${at} has "${unknown}", which is unknown to the API of 2023 to 2025`,
    where: `${file}:${at}`,
    hint: "take it or ignore it by name in sources/un/columns.ts",
  });
}
