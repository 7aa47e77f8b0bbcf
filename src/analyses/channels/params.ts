import {type Day, day, type PeriodRange} from "../../base/index.ts";

/** One row a hub, or a hub's products, months, origins or tests. */
export type ChannelBy = "hub" | "product" | "month" | "origin" | "test";

/** The tests that make the grade, or the further ones beside them, which read more of the store. */
export type TestChoice = "core" | "full";

/** How effects are estimated. */
export interface EffectChoice {
  /** Placebo labellings of hubs at most, and lists of placebo goods. */
  readonly draws: number;
  /** Months from a listing on that count as neither before nor after it. */
  readonly transition: number;
}

/** The question of `channels`. Ranges left null are chosen from what the store covers, and the finding says which. */
export interface ChannelParams {
  /** State the goods were banned for; or a state or bloc that bans them, where the goods' origins publish nothing. */
  readonly target: string;
  /** Goods list of `reference/goods`, or HS codes separated by commas. */
  readonly goods: string;
  /** Those who ban: states or blocs. */
  readonly origins: readonly string[];
  /** Candidate hubs; null takes every partner of the origins but the target, the origins and the coalition. */
  readonly hubs: readonly string[] | null;
  /** Bloc whose members are no candidate hubs, because they ban too. */
  readonly coalition: string;
  /** Goods list that control goods must not be on, besides `goods`. */
  readonly controlsOutside: string;
  readonly shock: Day;
  readonly baseline: PeriodRange | null;
  readonly window: PeriodRange | null;
  readonly by: ChannelBy;
  readonly tests: TestChoice;
  readonly seed: number;
  /** Null where no effects are asked for. */
  readonly effects: EffectChoice | null;
}

/** A question with parts left open (null or absent): the default study fills them. */
export interface ChannelRequest {
  readonly target?: string | null;
  readonly goods?: string | null;
  readonly origins?: readonly string[] | null;
  readonly hubs?: readonly string[] | null;
  readonly coalition?: string | null;
  readonly controlsOutside?: string | null;
  readonly shock?: Day | null;
  readonly baseline?: PeriodRange | null;
  readonly window?: PeriodRange | null;
  readonly by?: ChannelBy | null;
  readonly tests?: TestChoice | null;
  readonly seed?: number | null;
  readonly effects?: EffectChoice | null;
}

/** The default study; every part of it is a parameter. */
export function channelParams(request: ChannelRequest): ChannelParams {
  return {
    target: request.target ?? "RUS",
    goods: request.goods ?? "chpl",
    origins: request.origins ?? ["EU27"],
    hubs: request.hubs ?? null,
    coalition: request.coalition ?? "sanctions-coalition",
    controlsOutside: request.controlsOutside ?? "eu-bans-2022-10-07",
    shock: request.shock ?? day("2022-02-24"),
    baseline: request.baseline ?? null,
    window: request.window ?? null,
    by: request.by ?? "hub",
    // Who asks for the tests themselves gets all of them.
    tests: request.tests ?? (request.by === "test" ? "full" : "core"),
    seed: request.seed ?? 20220224,
    effects: request.effects ?? null,
  };
}
