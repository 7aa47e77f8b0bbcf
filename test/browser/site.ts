import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {buildWeb} from "../../scripts/web.js";
import {silentLog} from "../../src/base/index.ts";
import {serveStore} from "../../src/server/index.ts";
import {root} from "../house-files.ts";
import {packStore} from "../support/stores.ts";

/** The app over the embedded pack, on a port of its own. */
export interface Site extends AsyncDisposable {
  readonly url: string;
  /** Folder of the built app. */
  readonly folder: string;
  /** File of the store; another may take its place. */
  readonly store: string;
  /** Stops the server; the page stays open in the browser. */
  stop(): Promise<void>;
}

/** Builds the app as it stands, and serves it over a store made of the pack. */
export async function startSite(): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), "roundabout-web-"));
  const fault = buildWeb(root, folder);
  if (fault !== null) throw new Error(fault);
  const pack = await packStore();
  const server = await serveStore({store: pack.path, port: 0, version: "test", log: silentLog, web: folder});
  let running = true;
  const stop = async () => {
    if (running) await server.close();
    running = false;
  };
  return {
    url: server.url.replace(/\/$/, ""),
    folder,
    store: pack.path,
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
      await pack[Symbol.asyncDispose]();
      rmSync(folder, {recursive: true, force: true});
    },
  };
}
