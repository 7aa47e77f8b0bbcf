import {spawnSync} from "node:child_process";
import {constants, createWriteStream, openSync} from "node:fs";
import {mkdtemp, rm} from "node:fs/promises";
import {Socket} from "node:net";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {Readable} from "node:stream";
import {pipeline} from "node:stream/promises";
import {setTimeout as pause} from "node:timers/promises";

/** Gives a path that `work` may read once, from start to end; it is gone afterwards. */
export type ContentFile = <T>(
  content: AsyncIterable<Uint8Array>,
  work: (path: string) => Promise<T>,
) => Promise<T>;

/**
 * Streams `content` through a named pipe, so that nothing lies on disk; through a temporary file on systems without named
 * pipes. An error of `content` outweighs one of `work`, which only saw its consequence.
 */
export const asContentFile: ContentFile = async (content, work) => {
  const folder = await mkdtemp(join(tmpdir(), "roundabout-content-"));
  const path = join(folder, "content");
  try {
    return makePipe(path) ? await throughPipe(path, content, work) : await throughFile(path, content, work);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
};

/** The variant for systems without named pipes: the content lies in a temporary file while `work` runs. */
export async function throughFile<T>(
  path: string,
  content: AsyncIterable<Uint8Array>,
  work: (path: string) => Promise<T>,
): Promise<T> {
  await pipeline(Readable.from(content), createWriteStream(path));
  return work(path);
}

function makePipe(path: string): boolean {
  return process.platform !== "win32" && spawnSync("mkfifo", ["-m", "600", path]).status === 0;
}

async function throughPipe<T>(
  path: string,
  content: AsyncIterable<Uint8Array>,
  work: (path: string) => Promise<T>,
): Promise<T> {
  const ended = new AbortController();
  const worked = Promise.allSettled([work(path)]).finally(() => ended.abort());
  const pumped = Promise.allSettled([pump(path, content, ended.signal)]);
  const [[work_], [pump_]] = await Promise.all([worked, pumped]);
  if (pump_.status === "rejected") throw pump_.reason;
  if (work_.status === "rejected") throw work_.reason;
  return work_.value;
}

/** Writes the content once `work` has opened the pipe; does nothing when it ends without having done so. */
async function pump(path: string, content: AsyncIterable<Uint8Array>, ended: AbortSignal): Promise<void> {
  const descriptor = await readerArrived(path, ended);
  if (descriptor === null) return;
  const pipe = new Socket({fd: descriptor, readable: false, writable: true});
  try {
    await pipeline(Readable.from(content), pipe, {signal: ended});
  } catch (cause) {
    if (!isReaderGone(cause)) throw cause;
  }
}

/**
 * A descriptor to write to, once someone reads. Opening without blocking is refused until then; a blocking open would hold
 * a thread of the pool for ever if the reader never comes.
 */
async function readerArrived(path: string, ended: AbortSignal): Promise<number | null> {
  while (!ended.aborted) {
    try {
      return openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (cause) {
      if (codeOf(cause) !== "ENXIO") throw cause;
    }
    await pause(1);
  }
  return null;
}

function isReaderGone(cause: unknown): boolean {
  return ["EPIPE", "ABORT_ERR", "ERR_STREAM_PREMATURE_CLOSE"].includes(codeOf(cause));
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}
