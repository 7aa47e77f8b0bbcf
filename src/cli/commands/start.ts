import {channels} from "../../surface/channels-question.ts";
import type {Command} from "../shell/command.ts";
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
    await printAnswer(await server.first(), call);
    await untilInterrupted(server, call);
  },
};
