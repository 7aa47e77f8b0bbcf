import {UsageError} from "../../base/index.ts";
import {expandBlocs} from "../../layers/trade/index.ts";
import {membersOf, states} from "../../reference/index.ts";
import type {ChannelParams} from "./params.ts";

const EVER = {first: 0, last: 999_912};

/**
 * The states at both ends of the road, blocs as their members.
 *
 * @throws UsageError "target-is-origin"
 */
export function endsOf({origins, target}: Pick<ChannelParams, "origins" | "target">) {
  const [from, to] = [expandBlocs(origins, EVER), expandBlocs([target], EVER)];
  const both = to.find((state) => from.includes(state));
  if (both !== undefined)
    throw new UsageError("target-is-origin", {
      message: `"${both}" is both an origin and the target`,
      where: "--target",
      hint: "leave it out of --origins, or name another --target",
    });
  return {origins: from, targets: to};
}

/** Which states may be hubs. @throws UsageError "hub-is-target" or "hub-is-origin" */
export function wantedHubs(
  {hubs, coalition, shock}: Pick<ChannelParams, "hubs" | "coalition" | "shock">,
  targets: readonly string[],
  origins: readonly string[],
): (state: string) => boolean {
  if (hubs === null) {
    const banning = new Set<string>([...targets, ...origins, ...membersOf(coalition, shock)]);
    return (state) => !banning.has(state) && states().has(state);
  }
  const named = new Set<string>(expandBlocs(hubs, {first: 0, last: 999_912}));
  const target = targets.find((state) => named.has(state));
  if (target !== undefined)
    throw new UsageError("hub-is-target", {
      message: `the hub "${target}" is the target`,
      where: "--hubs",
      hint: "a hub lies between the origins and the target",
    });
  const origin = origins.find((state) => named.has(state));
  if (origin !== undefined)
    throw new UsageError("hub-is-origin", {
      message: `the hub "${origin}" is one of the origins`,
      where: "--hubs",
      hint: "leave it out of --hubs or of --origins",
    });
  return (state) => named.has(state);
}
