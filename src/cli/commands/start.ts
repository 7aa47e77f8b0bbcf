import type {Command} from "../shell/command.ts";
import {channelsCommand} from "./channels.ts";
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
    const [server] = await Promise.all([startServer(call), channelsCommand.run(call)]);
    await untilInterrupted(server, call);
  },
};
