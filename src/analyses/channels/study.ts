import {
  type Flow,
  type Frequency,
  frequencyOf,
  type Period,
  period,
  periodRange,
  UsageError,
} from "../../base/index.ts";
import {
  brokenLabels,
  expandBlocs,
  type Goods,
  type GoodsCode,
  listGoods,
  parseGoods,
  type UnitMember,
  unitMembers,
} from "../../layers/trade/index.ts";
import {isGoodsList, wholeList} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {shownPeriod} from "../common/lineage.ts";
import {isAlive, type MeasuredFlows, reportedOf, reportingGaps} from "./flows.ts";
import {chooseTiming, type StudySpan, type Timing} from "./time.ts";

/** Whose reports a study rests on: they decide what is covered and when. */
export interface Teller {
  /** States or blocs. */
  readonly units: readonly string[];
  readonly flow: Flow;
}

/** The goods of a question: a list by its id, lines that bind in full only, or codes. @throws UsageError "bad-product" */
export function studyGoods(text: string): Goods {
  return isGoodsList(text) ? listGoods(text, {scope: "full"}).goods : parseGoods(text);
}

/** Where the goods are tiers of a list, the codes of all of it: goods of its other tiers are no controls. Else none. */
export function wholeListCodes(goods: Goods): readonly GoodsCode[] {
  if (goods.kind !== "list" || wholeList(goods.id) === goods.id) return [];
  return listGoods(wholeList(goods.id)).goods.codes;
}

/**
 * The timings of a study, none where its tellers do not cover the goods on both sides of the shock. The goods' own timing
 * comes first; a yearly one stands behind a monthly one, for offices that publish years only.
 */
export async function timingsOf(
  store: Reader,
  goods: Goods,
  {teller, span}: {readonly teller: Teller; readonly span: StudySpan},
): Promise<Timing[]> {
  const covered = await coveredPeriods(store, goods, teller);
  const monthly = chooseTiming(covered.M, "M", span);
  if (monthly !== null) return [monthly, yearsOf(monthly)];
  const annual = chooseTiming(covered.A, "A", span);
  return annual === null ? [] : [annual];
}

/** What two ends of a road, goods and a shock say of who tells. */
export interface EndsOfRoad extends StudySpan {
  readonly origins: readonly string[];
  readonly target: string;
  readonly goods: string;
}

/** Who sets the window of a study, and the timings. */
export interface Heard {
  readonly teller: Teller;
  readonly timings: readonly Timing[];
  readonly timing: Timing;
}

/**
 * The origins' exports set the window; where they do not cover the goods on both sides of the shock, the target's imports.
 *
 * @throws UsageError "no-listed-trade" where neither end covers them
 */
export async function heardFrom(store: Reader, goods: Goods, ends: EndsOfRoad): Promise<Heard> {
  const tellers: readonly Teller[] = [
    {units: ends.origins, flow: "X"},
    {units: [ends.target], flow: "M"},
  ];
  for (const teller of tellers) {
    const timings = await timingsOf(store, goods, {teller, span: ends});
    const [timing] = timings;
    if (timing !== undefined) return {teller, timings, timing};
  }
  const [own, other] = await Promise.all(tellers.map((teller) => coveredText(store, goods, teller)));
  throw new UsageError("no-listed-trade", {
    message: `the store has goods "${ends.goods}" neither in exports of ${ends.origins.join(", ")} (${own}) nor in imports of ${ends.target} (${other}) both before and after ${ends.shock}`,
    hint: `load data that covers both sides with build --data, or choose other --goods, --origins, --target, --baseline or --window${goods.kind === "codes" ? CODES_ARE_WHOLE : ""}`,
  });
}

// The shipped data measure codes of a list, of which they hold chosen lines: asked for alone, such a code has no answer.
const CODES_ARE_WHOLE =
  "; a code by itself is whole or absent, and sources of chosen goods answer for it as part of a list: --goods chpl --by product";

function yearsOf({window, baseline}: Timing): Timing {
  const years = [...new Set(window.map((at) => period(at.slice(0, 4))))];
  const before = [...new Set(baseline.flat().map((at) => at.slice(0, 4)))]
    .sort()
    .map((year) => years.map(() => period(year)));
  return {
    frequency: "A",
    window: years,
    baseline: before,
    span: periodRange(`${before[0]?.[0] ?? years[0]}..${years.at(-1)}`),
  };
}

async function coveredPeriods(
  store: Reader,
  goods: Goods,
  {units, flow}: Teller,
): Promise<Record<Frequency, Period[]>> {
  const rows = await reportedOf(store, {
    reporters: unitMembers(units),
    partners: null,
    flows: [flow],
    goods,
    range: periodRange("1988..2100"),
    source: null,
    basis: "origin",
    sides: "any",
    codes: "all",
    codesYear: null,
    splitPartners: true,
    splitGoods: false,
  });
  const periods = [...new Set(rows.map((row) => period(shownPeriod(Number(row.period)))))].sort();
  return {
    A: periods.filter((at) => frequencyOf(at) === "A"),
    M: periods.filter((at) => frequencyOf(at) === "M"),
  };
}

/** What the tellers cover of the goods, in words: `2020-01 to 2022-11, and 2018 to 2021`; "none at all". */
export async function coveredText(store: Reader, goods: Goods, teller: Teller): Promise<string> {
  const {A, M} = await coveredPeriods(store, goods, teller);
  const spans = [M, A].filter((list) => list.length > 0).map((list) => `${list[0]} to ${list.at(-1)}`);
  return spans.length === 0 ? "none at all" : spans.join(", and ");
}

/**
 * Members of the tellers that publish nothing for part of the window or the baseline, and the periods. A state that was no
 * member of the bloc at the time is no gap of it.
 */
export async function tellerGaps(
  store: Reader,
  {teller, goods, timing}: {readonly teller: Teller; readonly goods: Goods; readonly timing: Timing},
): Promise<ReadonlyMap<string, readonly Period[]>> {
  const query = {
    reporters: expandBlocs(teller.units, {first: 0, last: 999_912}),
    partners: null,
    flow: teller.flow,
    goods,
    splitGoods: false,
    key: "reporter",
  } as const;
  const spells = unitMembers(teller.units);
  const gaps = [...(await reportingGaps(store, query, timing))].map(([reporter, missing]) => {
    const own = spells.filter(({member}) => member === reporter);
    return [reporter, missing.filter((at) => own.some((spell) => holdsIn(spell, at)))] as const;
  });
  return new Map(gaps.filter(([, missing]) => missing.length > 0));
}

function holdsIn({first, last}: UnitMember, at: Period): boolean {
  const month = frequencyOf(at) === "A" ? Number(at) * 100 + 12 : Number(at.replace("-", ""));
  return first <= month && month <= last;
}

/** Labels that cannot be compared: their goods changed with an edition inside the span, or no pair has them on both sides of it. */
export function incomparable(
  goods: Goods,
  timing: Timing,
  flows: Iterable<MeasuredFlows>,
): ReadonlyMap<string, string> {
  const everywhere = new Map<string, Map<Period, number>>();
  for (const {series} of flows) {
    for (const [label, values] of series)
      everywhere.set(label, new Map([...(everywhere.get(label) ?? []), ...values]));
  }
  const dead = [...everywhere]
    .filter(([, values]) => !isAlive(values, timing))
    .map(
      ([label]) =>
        [
          label,
          "no partner has it in the window and in every baseline year: its code begins or ends in between",
        ] as const,
    );
  return new Map([...dead, ...crossingLabels(goods, timing)]);
}

/** Labels whose goods changed with an edition that lies inside the span. */
function crossingLabels(goods: Goods, {span}: Timing): ReadonlyMap<string, string> {
  const crosses = span.from < "2022" && span.to >= "2022";
  return goods.kind === "list" && crosses ? brokenLabels(goods) : new Map();
}
