import {resolve} from "node:path";
import {UsageError} from "../../base/index.ts";
import type {OptionBag} from "../../surface/index.ts";
import {type BuildRequest, USUAL_PACK} from "../shell/build-request.ts";
import type {Command} from "../shell/command.ts";

export const buildCommand: Command = {
  name: "build",
  summary: "make the store; with no option, from the embedded pack",
  options: [
    {name: "pack", value: "NAME", meaning: `an embedded pack (default: ${USUAL_PACK})`},
    {
      name: "data",
      value: "DIR",
      meaning: "a folder of files as published; each is recognised by its content",
    },
  ],
  prints: "nothing",
  examples: ["build", "build --data ~/trade --store world.duckdb"],
  run: async (call) => {
    const request = parseBuildOptions(call.options, call.effects.cwd);
    const {makeStore} = await import("../shell/make-store.ts");
    await makeStore(request, call);
  },
};

/** Reads the options of `build`. @throws UsageError "two-origins" when both are given */
export function parseBuildOptions({pack, data}: OptionBag, cwd: string): BuildRequest {
  if (data === undefined) return {from: "pack", pack: pack ?? USUAL_PACK};
  if (pack === undefined) return {from: "folder", folder: resolve(cwd, data)};
  throw new UsageError("two-origins", {
    message: `a store is made from the pack "${pack}" or from the folder "${data}", not from both`,
    where: "--data",
    hint: "leave one of --pack and --data away",
  });
}
