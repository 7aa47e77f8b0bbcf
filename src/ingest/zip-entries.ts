import {openPromise} from "yauzl";
import {SourceError} from "../base/index.ts";

/** Names of the entries of a zip file, in its directory's order. @throws SourceError "file-truncated" when it has no whole directory */
export async function entryNames(path: string, shown: string): Promise<string[]> {
  try {
    const zip = await openPromise(path, {lazyEntries: true});
    const names: string[] = [];
    for await (const entry of zip.eachEntry()) names.push(entry.fileName);
    return names;
  } catch (cause) {
    throw new SourceError("file-truncated", {
      message: `"${shown}" is no whole zip file: ${cause instanceof Error ? cause.message : String(cause)}`,
      where: shown,
      hint: "download it again",
      cause,
    });
  }
}
