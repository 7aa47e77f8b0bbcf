import {StoreError, UsageError} from "../../base/index.ts";
import {packChecksum} from "../../ingest/pack-checksum.ts";
import {openReader, STORE_VERSION, type StoreRow, sql} from "../../store/index.ts";
import {USUAL_PACK} from "./build-request.ts";
import type {Call} from "./command.ts";
import {packageFile} from "./package-file.ts";

/** Makes the store from the usual pack, unless there is one of this version made from this very pack, or from other data. */
export async function makeStoreIfStale(call: Call): Promise<void> {
  if (await isCurrent(call.common.store, packFolder(USUAL_PACK))) return;
  const {makeStore} = await import("./make-store.ts");
  await makeStore({from: "pack", pack: USUAL_PACK}, call);
}

async function isCurrent(path: string, pack: string): Promise<boolean> {
  const build = await buildOf(path);
  if (build === null) return false;
  const fromPack = String(build.origin).startsWith("pack ");
  if (build.store_version === STORE_VERSION) return !fromPack || build.checksum === packChecksum(pack);
  if (fromPack) return false;
  throw new StoreError("store-version", {
    message: `"${path}" was made from your own files for version ${build.store_version} of the tables; this program reads version ${STORE_VERSION}`,
    where: path,
    hint: `make it anew from them (from ${String(build.origin).replace("data ", "")}) with roundabout build --data DIR, or name another file with --store`,
  });
}

/** What a store says of its making; null when there is none or it cannot be read, as one cut off by an older program. */
async function buildOf(path: string): Promise<StoreRow | null> {
  try {
    const store = await openReader(path, {anyVersion: true});
    try {
      return await store.one(sql`SELECT store_version, origin, checksum FROM meta.build`);
    } finally {
      store.close();
    }
  } catch (thrown) {
    if (thrown instanceof StoreError && thrown.code !== "store-locked") return null;
    throw thrown;
  }
}

/** Folder of an embedded pack. @throws UsageError "unknown-pack" */
export function packFolder(pack: string): string {
  const folder = /^[a-z][a-z0-9-]*$/.test(pack) ? packageFile(`packs/${pack}`) : null;
  if (folder !== null) return folder;
  throw new UsageError("unknown-pack", {
    message: `there is no embedded pack "${pack}"`,
    where: "--pack",
    hint: `the usual one is "${USUAL_PACK}"; other data are loaded with --data DIR`,
  });
}
