import type {Log} from "../base/index.ts";
import {channels, QUESTIONS} from "../surface/index.ts";
import {createApp} from "./app.ts";
import {readBundle} from "./bundle.ts";
import {listen, type RunningServer} from "./listen.ts";
import {StoreAnswers} from "./store-answers.ts";

export type {Catalogue, CatalogueEntry, CatalogueOption} from "./contract.ts";
export type {RunningServer} from "./listen.ts";

/** Serves the answers of a store on 127.0.0.1; a store that is made or replaced later is read from then on. */
export async function serveStore({
  store,
  port,
  version,
  log,
  web,
}: {
  /** Path of the store's file; it may be missing yet. */
  readonly store: string;
  /** Null for the usual port or the next free one. */
  readonly port: number | null;
  readonly version: string;
  readonly log: Log;
  /** Folder of the built app; null where it is not built, and a plain page stands in its place. */
  readonly web: string | null;
}): Promise<RunningServer> {
  const answers = new StoreAnswers(store, log);
  const app = createApp({
    answers,
    questions: QUESTIONS,
    home: channels.name,
    version,
    bundle: readBundle(web),
  });
  const running = await listen(app, port);
  // The first page is answered while the browser still loads it. Without a store nothing is ready, and whoever asks is told.
  answers.ask(channels, {}).catch(() => undefined);
  return {
    url: running.url,
    close: async () => {
      await running.close();
      await answers.close();
    },
  };
}
