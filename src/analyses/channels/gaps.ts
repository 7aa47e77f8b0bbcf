import {frequencyOf, type Period} from "../../base/index.ts";
import {type Goods, type UnitMember, unitMembers} from "../../layers/trade/index.ts";
import type {Reader} from "../../store/index.ts";
import {reportingGaps} from "./flows.ts";
import type {ChannelParams} from "./params.ts";
import type {Timing} from "./time.ts";

/** Whose gaps, of which goods, in which periods. */
export interface GapInput {
  readonly params: ChannelParams;
  readonly origins: readonly string[];
  readonly goods: Goods;
  readonly timing: Timing;
}

/**
 * Origins that publish nothing for some periods of the window or baseline, though at other times, and those periods. A state
 * that was no member of the bloc at the time is no gap of it.
 */
export async function originGaps(
  store: Reader,
  {params, origins, goods, timing}: GapInput,
): Promise<ReadonlyMap<string, readonly Period[]>> {
  const query = {
    reporters: origins,
    partners: null,
    flow: "X",
    goods,
    splitGoods: false,
    key: "reporter",
  } as const;
  const spells = unitMembers(params.origins);
  const gaps = [...(await reportingGaps(store, query, timing))].map(([origin, missing]) => {
    const own = spells.filter(({member}) => member === origin);
    return [origin, missing.filter((at) => own.some((spell) => holdsIn(spell, at)))] as const;
  });
  return new Map(gaps.filter(([, missing]) => missing.length > 0));
}

function holdsIn({first, last}: UnitMember, at: Period): boolean {
  const month = frequencyOf(at) === "A" ? Number(at) * 100 + 12 : Number(at.replace("-", ""));
  return first <= month && month <= last;
}
