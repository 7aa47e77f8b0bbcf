import {createWriteStream} from "node:fs";
import {Readable} from "node:stream";
import {pipeline} from "node:stream/promises";

/**
 * Writes `content` to `path` and runs `work` on it. What is written is whole: an error of the content comes before `work`
 * starts.
 */
export async function throughFile<T>(
  path: string,
  content: AsyncIterable<Uint8Array>,
  work: (path: string) => Promise<T>,
): Promise<T> {
  await pipeline(Readable.from(content), createWriteStream(path));
  return work(path);
}
