import {parsedOf, wholeNumber} from "../../surface/index.ts";
import type {Call, Command} from "../shell/command.ts";
import {version} from "../shell/version.ts";

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
export async function serveUntilInterrupted(call: Call): Promise<void> {
  const {common, effects, log} = call;
  const {serveStore} = await import("../../server/index.ts");
  const port = parsedOf(call.options, "port", (text) => wholeNumber(text, {least: 0, most: LARGEST_PORT}));
  const server = await serveStore({store: common.store, port, version: version(), log});
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
