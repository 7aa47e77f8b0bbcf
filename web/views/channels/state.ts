import {writeAddress} from "../../address/index.ts";
import {type Finding, textIn} from "../../data/index.ts";

/** The list of goods that is asked about where the address names none. */
const USUAL_GOODS = "chpl";

/** The question of this view, as the address asks it. */
export function channelsAddress(params: URLSearchParams): string {
  return writeAddress("/api/v1/channels", {...Object.fromEntries(params), by: null});
}

/** A tier of the list that is asked about, or all of it. */
export interface TierChoice {
  /** Null for the whole list. */
  readonly tier: string | null;
  /** How the question names it. */
  readonly goods: string;
  readonly chosen: boolean;
}

/** The tiers of the list that the address asks about, as the lists say them; none where it asks about something else. */
export function tiersOf(
  lists: Finding | null,
  params: URLSearchParams,
): {readonly list: string; readonly tiers: readonly TierChoice[]} {
  const asked = params.get("goods") ?? USUAL_GOODS;
  const [list = ""] = asked.split(":");
  // The latest version of a list stands last.
  const row = lists?.rows.findLast((own) => own.list === list);
  const tiers = (row === undefined ? null : textIn(row, "tiers"))?.split(",") ?? [];
  const choices = tiers.length === 0 ? [] : [null, ...tiers];
  return {
    list,
    tiers: choices.map((tier) => {
      const goods = tier === null ? list : `${list}:${tier}`;
      return {tier, goods, chosen: goods === asked};
    }),
  };
}
