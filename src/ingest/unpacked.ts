import {mkdtemp, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {throughFile} from "./content-file.ts";
import type {FoundFile} from "./inspect.ts";
import {zipContent} from "./zip.ts";

/** Runs `work` on a file that lies on disk by itself: an entry of an archive is unpacked for as long as the work takes. */
export async function unpacked<T>(file: FoundFile, work: (file: FoundFile) => Promise<T>): Promise<T> {
  if (file.entry === null) return work(file);
  const folder = await mkdtemp(join(tmpdir(), "roundabout-entry-"));
  try {
    return await throughFile(join(folder, "content"), zipContent(file, file.entry), (path) =>
      work({...file, path, entry: null}),
    );
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
