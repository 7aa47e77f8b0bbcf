import {Worker} from "node:worker_threads";
import {SourceError} from "../base/index.ts";
import type {ColumnAppender, Writer} from "../store/index.ts";
import {memoryOf} from "./bulk-columns.ts";
import type {BulkLayout} from "./bulk-layout.ts";
import type {BulkFile} from "./bulk-source.ts";
import type {BulkNews, BulkWork, WorkerFailure} from "./bulk-worker.ts";

/** A bulk table on its way into the store. */
export interface BulkCsv {
  readonly file: BulkFile;
  readonly layout: BulkLayout;
  /** A table made by {@link createFlowTable} with the labels the layout points to. */
  readonly target: {readonly schema: string; readonly table: string};
  /** Goes into the last column of every row. */
  readonly fileId: number;
  /** Called with the rows so far, some times a second. */
  readonly onRows?: (rows: number) => void;
}

/** What a load did. Rows that do not enter are in the table too, with their reason. */
export interface BulkLoad {
  readonly rows: number;
  readonly dropped: number;
}

// Four keep the parsing thread busy while this one appends; each batch takes about 2 MB.
const AHEAD = 4;

/**
 * Loads one bulk table: a thread of its own inflates, checks and parses; this thread appends typed columns. Codes are
 * mapped on the way, so there is no raw copy. All rows of the file or none: they enter in one transaction of `writer`, which
 * must be a connection of this load alone (`beside()`). Two loads at once keep two cores busy.
 *
 * @throws SourceError "bad-cell" naming file, row, column and value; "column-missing", "column-unknown", "file-truncated",
 *   "zip-entry", "file-empty", "file-unreadable"
 * @throws StoreError "disk-full" and what else the engine refuses
 */
export async function loadBulkCsv(writer: Writer, csv: BulkCsv): Promise<BulkLoad> {
  const {schema, table} = csv.target;
  const appender = await writer.columnAppender(schema, table, [csv.fileId]);
  try {
    const load = await appendAll(appender, csv);
    await appender.finish();
    return load;
  } catch (cause) {
    await appender.abandon();
    throw cause;
  }
}

function appendAll(appender: ColumnAppender, {file, layout, onRows}: BulkCsv): Promise<BulkLoad> {
  const work: BulkWork = {file, layout, ahead: AHEAD};
  const worker = new Worker(workerUrl(), {workerData: work});
  const {promise, resolve, reject} = Promise.withResolvers<BulkLoad>();
  let load: BulkLoad = {rows: 0, dropped: 0};
  worker.on("error", reject);
  worker.on("exit", () => reject(unreadable(file, "its reading thread ended early")));
  worker.on("message", (news: BulkNews) => {
    if (news.kind === "end") return resolve(load);
    if (news.kind === "failed") return reject(failed(file, news.failure));
    try {
      appender.append(news.batch);
    } catch (cause) {
      return reject(cause);
    }
    load = {rows: load.rows + news.batch.rows, dropped: load.dropped + news.dropped};
    onRows?.(load.rows);
    const memory = memoryOf(news.batch);
    worker.postMessage(memory, memory);
  });
  return promise.finally(() => worker.terminate());
}

// The file beside this one: TypeScript from a checkout, JavaScript in the published package.
function workerUrl(): URL {
  return new URL(`./bulk-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
}

function failed(file: BulkFile, {code, message, where, hint}: WorkerFailure): SourceError {
  if (code === null) return unreadable(file, message);
  return new SourceError(code, {
    message,
    ...(where === null ? {} : {where}),
    ...(hint === null ? {} : {hint}),
  });
}

function unreadable({shown}: BulkFile, reason: string): SourceError {
  return new SourceError("file-unreadable", {
    message: `"${shown}" cannot be read: ${reason}`,
    where: shown,
    hint: "see that the file is there and readable",
  });
}
