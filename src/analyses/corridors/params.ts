import {day} from "../../base/index.ts";
import type {ChannelParams} from "../channels/params.ts";

/** One row a road, a road's products or origins, a hub, or an arc of the network. */
export type CorridorBy = "road" | "product" | "origin" | "hub" | "arc";

/** What must come out as it went in: each product by itself, or only the goods of the list together. */
export type CorridorMatch = "product" | "list";

/** The question of `corridors`. Ranges left null are chosen from what the store covers, and the finding says which. */
export interface CorridorParams
  extends Pick<
    ChannelParams,
    "goods" | "origins" | "hubs" | "coalition" | "controlsOutside" | "shock" | "baseline" | "window"
  > {
  /** Where the goods end: a state, or a bloc as one. */
  readonly target: string;
  /** Most hubs that a road may pass: 1, 2 or 3. */
  readonly mostHubs: number;
  /** Hubs to take out, to see who takes over; empty for none. */
  readonly close: readonly string[];
  readonly match: CorridorMatch;
  readonly by: CorridorBy;
}

/** A question with parts left open (null or absent): the default study fills them. */
export type CorridorRequest = {readonly [Part in keyof CorridorParams]?: CorridorParams[Part] | null};

/** The default study; every part of it is a parameter. */
export function corridorParams(request: CorridorRequest): CorridorParams {
  return {
    target: request.target ?? "RUS",
    goods: request.goods ?? "chpl",
    origins: request.origins ?? ["EU27"],
    hubs: request.hubs ?? null,
    mostHubs: request.mostHubs ?? 3,
    close: request.close ?? [],
    match: request.match ?? "product",
    coalition: request.coalition ?? "sanctions-coalition",
    controlsOutside: request.controlsOutside ?? "eu-bans-2022-10-07",
    shock: request.shock ?? day("2022-02-24"),
    baseline: request.baseline ?? null,
    window: request.window ?? null,
    by: request.by ?? "road",
  };
}
