import {type MessagePort, parentPort, workerData} from "node:worker_threads";
import {RoundaboutError} from "../base/index.ts";
import type {ColumnBatch} from "../store/index.ts";
import {bulkBatches} from "./bulk-batches.ts";
import {memoryOf, Spares} from "./bulk-columns.ts";
import type {BulkLayout} from "./bulk-layout.ts";
import {type BulkFile, bulkContent} from "./bulk-source.ts";

/** What the worker is started with. */
export interface BulkWork {
  readonly file: BulkFile;
  readonly layout: BulkLayout;
  /** Batches it may send ahead of the answers. */
  readonly ahead: number;
}

/** What it sends: batches, each answered with its memory, then the end or what stopped it. */
export type BulkNews =
  | {readonly kind: "batch"; readonly batch: ColumnBatch; readonly dropped: number}
  | {readonly kind: "end"}
  | {readonly kind: "failed"; readonly failure: WorkerFailure};

/** An error in a form that survives the way between threads; `code` is null for one that is not of this project. */
export interface WorkerFailure {
  readonly code: string | null;
  readonly message: string;
  readonly where: string | null;
  readonly hint: string | null;
}

if (parentPort !== null) await run(parentPort, workerData);

async function run(port: MessagePort, {file, layout, ahead}: BulkWork): Promise<void> {
  const send = (news: BulkNews, moved: ArrayBuffer[] = []) => port.postMessage(news, moved);
  const spares = new Spares();
  const leave = leaveToSend(port, ahead, spares);
  try {
    for await (const {batch, dropped} of bulkBatches(bulkContent(file), layout, file.shown, spares)) {
      await leave();
      send({kind: "batch", batch, dropped}, memoryOf(batch));
    }
    send({kind: "end"});
  } catch (cause) {
    send({kind: "failed", failure: failureOf(cause)});
  }
  port.close();
}

/** Resolves when fewer than `ahead` batches are unanswered, so that a slow store does not fill memory. */
function leaveToSend(port: MessagePort, ahead: number, spares: Spares): () => Promise<void> {
  let left = ahead;
  let wake = () => {};
  port.on("message", (memory: ArrayBuffer[]) => {
    spares.give(memory);
    left++;
    wake();
  });
  return async () => {
    while (left === 0) await new Promise<void>((resolve) => (wake = resolve));
    left--;
  };
}

function failureOf(cause: unknown): WorkerFailure {
  if (cause instanceof RoundaboutError) {
    const {code, message, where, hint} = cause;
    return {code, message, where, hint};
  }
  return {
    code: null,
    message: cause instanceof Error ? cause.message : String(cause),
    where: null,
    hint: null,
  };
}
