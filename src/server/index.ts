import type {Finding, Log} from "../base/index.ts";
import {channels, QUESTIONS} from "../surface/index.ts";
import {createApp} from "./app.ts";
import {readBundle} from "./bundle.ts";
import {listen, type RunningServer} from "./listen.ts";
import {StoreAnswers} from "./store-answers.ts";

export type {Catalogue, CatalogueEntry, CatalogueOption} from "./contract.ts";
export type {RunningServer} from "./listen.ts";

/** A server over a store. */
export interface StoreServer extends RunningServer {
  /** The answer of the first page, worked out once for all who ask. @throws StoreError where there is no store to read */
  first(): Promise<Finding>;
}

/** Serves the answers of a store on 127.0.0.1; a store that is made or replaced later is read from then on. */
export async function serveStore({
  store,
  port,
  version,
  log,
  web,
  prepare = false,
}: {
  /** Path of the store's file; it may be missing yet. */
  readonly store: string;
  /** Null for the usual port or the next free one. */
  readonly port: number | null;
  readonly version: string;
  readonly log: Log;
  /** Folder of the built app; null where it is not built, and a plain page stands in its place. */
  readonly web: string | null;
  /** Works out the first page's answer from now on, before anyone asks. */
  readonly prepare?: boolean;
}): Promise<StoreServer> {
  const answers = new StoreAnswers(store, log);
  const first = () => answers.ask(channels, {});
  // The engine works in threads of its own, while this one reads the app and listens. Without a store, whoever asks is told.
  if (prepare) first().catch(() => undefined);
  const app = createApp({
    answers,
    questions: QUESTIONS,
    home: channels.name,
    version,
    bundle: readBundle(web),
  });
  const running = await listen(app, port);
  return {
    url: running.url,
    first,
    close: async () => {
      await running.close();
      await answers.close();
    },
  };
}
