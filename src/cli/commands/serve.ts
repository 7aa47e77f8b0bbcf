import type {StoreServer} from "../../server/index.ts";
import {parsedOf, wholeNumber} from "../../surface/index.ts";
import type {Call, Command} from "../shell/command.ts";
import {version} from "../shell/version.ts";
import {webFolder} from "../shell/web-folder.ts";

const LARGEST_PORT = 65_535;

export const serveCommand: Command = {
  name: "serve",
  summary: "answer in a browser and over HTTP, on this machine only",
  options: [
    {name: "port", value: "N", meaning: "this port and no other (default: 4173, or the next free one)"},
  ],
  prints: "nothing",
  examples: ["serve", "serve --port 8080"],
  run: serveUntilInterrupted,
};

/** Serves until SIGINT; says the address on standard error. */
async function serveUntilInterrupted(call: Call): Promise<void> {
  await untilInterrupted(await startServer(call), call);
}

/** Listens; questions are answered from now on, and that of the first page is being worked out. */
export async function startServer({common, options, log, effects}: Call): Promise<StoreServer> {
  const port = parsedOf(options, "port", (text) => wholeNumber(text, {least: 0, most: LARGEST_PORT}));
  const {serveStore} = await import("../../server/index.ts");
  return serveStore({
    store: common.store,
    port,
    version: version(),
    log,
    web: webFolder(effects.env),
    prepare: true,
  });
}

/** Says the address, waits for SIGINT and stops the server. */
export async function untilInterrupted(server: StoreServer, {effects, log}: Call): Promise<void> {
  log.info(`listening on ${server.url} (stop with Ctrl-C)`);
  await aborted(effects.interrupted);
  await server.close();
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), {once: true});
  });
}
