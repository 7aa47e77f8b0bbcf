import {type Finding, UsageError} from "../../base/index.ts";
import type {StoreServer} from "../../server/index.ts";
import {channels} from "../../surface/channels-question.ts";
import type {Call, Command} from "../shell/command.ts";
import {idleSeed, printAnswer} from "../shell/question-command.ts";
import {serveCommand, startServer, untilInterrupted} from "./serve.ts";

export const startCommand: Command = {
  name: "start",
  summary: "make the store when there is none or it is out of date, print the channels, and serve",
  options: serveCommand.options,
  prints: "finding",
  examples: ["start"],
  run: async (call) => {
    const {makeStoreIfStale} = await import("../shell/current-store.ts");
    await makeStoreIfStale(call);
    const server = await startServer(call);
    idleSeed(channels, call);
    // What is printed is what the first page shows: it is worked out once.
    const first = await firstAnswer(server, call);
    if (first !== null) await printAnswer(first, call);
    await untilInterrupted(server, call);
  },
};

/** Null where the store holds other data than channels are measured by: that is said, and all else can be looked at. */
async function firstAnswer(server: StoreServer, {log}: Call): Promise<Finding | null> {
  try {
    return await server.first();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    log.warn(`no channels to print: ${error.message}`);
    return null;
  }
}
