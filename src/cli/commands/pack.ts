import {resolve} from "node:path";
import type {Command} from "../shell/command.ts";

export const packCommand: Command = {
  name: "pack",
  summary: "for developers: make the embedded pack from a folder of published files",
  options: [
    {name: "data", value: "DIR", meaning: "a folder of files as published", fallback: "../shared/data"},
    {name: "out", value: "DIR", meaning: "where the pack goes", fallback: "packs/eurasia"},
  ],
  prints: "nothing",
  examples: ["pack --data ../shared/data"],
  run: async (call) => {
    const {data = "../shared/data", out = "packs/eurasia"} = call.options;
    const {makePack} = await import("../shell/make-store.ts");
    await makePack({data: resolve(call.effects.cwd, data), out: resolve(call.effects.cwd, out)}, call);
  },
};
