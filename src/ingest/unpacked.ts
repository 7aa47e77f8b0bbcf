import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {diskFull, isDiskFull} from "../store/index.ts";
import {throughFile} from "./content-file.ts";
import type {FoundFile} from "./inspect.ts";
import {zipContent} from "./zip.ts";

/**
 * Runs `work` on a file that lies on disk by itself: an entry of an archive is unpacked beside `store` for as long as the
 * work takes, where the next build of that store finds what a kill leaves.
 *
 * @throws StoreError "disk-full" when there is no room for it
 */
export async function unpacked<T>(
  file: FoundFile,
  store: string,
  work: (file: FoundFile) => Promise<T>,
): Promise<T> {
  if (file.entry === null) return work(file);
  const beside = store === ":memory:" ? join(tmpdir(), "roundabout-") : `${store}.`;
  const folder = await mkdtemp(`${beside}entry-`);
  try {
    return await throughFile(join(folder, "content"), zipContent(file, file.entry), (path) =>
      work({...file, path, entry: null}),
    );
  } catch (cause) {
    throw cause instanceof Error && isDiskFull(cause.message) ? diskFull(folder, cause) : cause;
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
