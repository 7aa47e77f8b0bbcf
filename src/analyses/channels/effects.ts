import {type Dropped, type Estimate, type Random, seeded} from "../../base/index.ts";
import {membersOf, states} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import type {Assessment} from "./assess.ts";
import {type CellGroup, controlGoods, datedGoods, type ReadPanel, readCells} from "./effect-cells.ts";
import {estimatesOf} from "./effect-estimates.ts";
import {type HubEffect, LEAST_GOODS, type NoEffect} from "./effect-fit.ts";
import type {EffectPanel} from "./effect-panel.ts";
import type {ChannelParams, EffectChoice} from "./params.ts";
import {
  type PlaceboTest,
  rankAmong,
  staggeredGoodsPlacebo,
  statisticOf,
  tripleGoodsPlacebo,
  tripleHubPlacebo,
} from "./placebo.ts";
import {compareByDate, type Staggering, staggeredEffect} from "./staggered.ts";
import {type EffectRoles, fewControls, tripleDifference, whyNotTriple} from "./triple-difference.ts";

/** An effect, or why there is none, with its placebo tests. */
export interface TestedEffect {
  readonly effect: HubEffect | NoEffect;
  readonly placeboHubs: PlaceboTest | null;
  readonly placeboGoods: PlaceboTest | null;
}

/** The identified effects of a channels finding. */
export interface Effects {
  readonly design: "triple difference" | "staggered listing dates" | "none";
  readonly estimates: readonly Estimate[];
  /** Which design and why no better one; what the errors mean. */
  readonly notes: readonly string[];
  /** Destinations without an effect, and why. */
  readonly warnings: readonly string[];
  readonly dropped: readonly Dropped[];
}

interface Asked {
  readonly store: Reader;
  readonly params: ChannelParams;
  readonly choice: EffectChoice;
  readonly assessment: Assessment;
}

/**
 * The effect of the listing on exports to every hub and to the target, by the first design that the data allow.
 *
 * @throws UsageError as `datedGoods`
 */
export async function effectsOf(
  store: Reader,
  {params, choice, assessment}: Omit<Asked, "store">,
): Promise<Effects> {
  const asked = {store, params, choice, assessment};
  const triple = await byTripleDifference(asked);
  if (typeof triple !== "string") return triple;
  const staggered = await byListingDates(asked);
  const better = `the triple difference is not possible: ${triple}`;
  if (typeof staggered !== "string") return {...staggered, notes: [better, ...staggered.notes]};
  return {
    design: "none",
    estimates: [],
    notes: [
      `no effect is identified. ${capital(better)}. Staggered listing dates are not possible: ${staggered}`,
    ],
    warnings: [],
    dropped: [],
  };
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** The effects, or why they are not possible. */
async function byTripleDifference({store, params, choice, assessment}: Asked): Promise<Effects | string> {
  const {goods, timing, broken} = assessment;
  if (goods.kind === "total") return "all goods are asked about, which leaves none to compare with";
  const control: CellGroup = {
    goods: controlGoods(goods, params.controlsOutside),
    good: (label) => ({label, side: "control", from: null}),
  };
  const input = {params, goods, timing, broken};
  // Where no control goods are loaded, the listed ones need not be read.
  const controls = await readCells(store, input, [control]);
  const unlisted = controls === null ? 0 : count(controls.panel, "control");
  if (unlisted < LEAST_GOODS) return fewControls(unlisted);
  const read = await readCells(store, input, [
    {goods, good: (label) => ({label, side: "listed", from: null})},
    control,
  ]);
  if (read === null) return "no period on both sides of the shock is reported by every origin";
  const roles = rolesOf(read.panel, params, assessment);
  const why = whyNotTriple(read.panel, roles);
  if (why !== null) return why;
  const design = {panel: read.panel, roles, shock: params.shock};
  const effects = await tripleDifference(design);
  const pool = roles.controls.filter((place) => !coalition(params).has(read.panel.destinations[place] ?? ""));
  const placebo = {...design, pool, draws: choice.draws, random: seeded(params.seed)};
  const goodsTests = await tripleGoodsPlacebo(placebo);
  const tested: TestedEffect[] = [];
  for (const effect of effects) {
    const place = read.panel.destinations.indexOf(effect.destination);
    const isHub = roles.hubs.includes(place) && !("reason" in effect);
    tested.push({
      effect,
      placeboHubs: isHub ? await tripleHubPlacebo(placebo, place) : null,
      placeboGoods: goodsTests.get(effect.destination) ?? null,
    });
  }
  return answer("triple difference", tested, read, [
    `effects by triple difference: listed goods against ${count(read.panel, "control")} goods on neither list, hubs against ${roles.controls.length} other destinations, in one Poisson regression with effects product×period, destination×period and destination×product, and the target in one of its own; standard errors clustered by destination×product, by the jackknife`,
  ]);
}

function rolesOf(panel: EffectPanel, params: ChannelParams, {hubs}: Assessment): EffectRoles {
  const target = panel.destinations.indexOf(states().toIso3(params.target));
  const named = new Set(hubs.map(({hub}) => hub));
  const places = panel.destinations.map((state, place) => ({state, place}));
  return {
    hubs: places.filter(({state}) => named.has(state)).map(({place}) => place),
    target: target < 0 ? null : target,
    controls: places
      .filter(({state, place}) => place !== target && !named.has(state) && states().has(state))
      .map(({place}) => place),
  };
}

function coalition({coalition: bloc, shock}: ChannelParams): ReadonlySet<string> {
  return new Set(membersOf(bloc, shock));
}

async function byListingDates({store, params, choice, assessment}: Asked): Promise<Effects | string> {
  const {timing, broken, hubs} = assessment;
  const dated = datedGoods(params, assessment.goods);
  const staggering: Staggering = {shock: params.shock, transition: choice.transition};
  const days = new Map(dated.goods.map((good) => [good.label, good]));
  const read = await readCells(store, {params, goods: dated.list, timing, broken}, [
    {
      goods: dated.list,
      good: (label) => {
        const good = days.get(label);
        return good === undefined ? null : {label, side: "control", from: good.from};
      },
    },
  ]);
  if (read === null) return "no period on both sides of the shock is reported by every origin";
  const traded = new Set(read.panel.goods.map(({label}) => label));
  const compared = compareByDate(
    dated.goods.filter(({label}) => traded.has(label)),
    read.panel.periods,
    staggering,
  );
  const why = whyNotStaggered(compared.goods);
  if (why !== null) return why;
  const panel = regrouped(read.panel, compared);
  const target = states().toIso3(params.target);
  const shown = [target, ...hubs.map(({hub}) => hub)].filter((state) => panel.destinations.includes(state));
  const statistics = await statisticsOf(panel, {target, params, staggering});
  const tested: TestedEffect[] = [];
  for (const state of shown) {
    const place = panel.destinations.indexOf(state);
    const effect = await staggeredEffect(panel, place, staggering);
    const observed = statisticOf(effect);
    const [hubDraws, goodsDraws]: readonly [Random, Random] = [seeded(params.seed), seeded(params.seed)];
    tested.push({
      effect,
      placeboHubs: state === target ? null : await rankAmong(statistics, state, hubDraws),
      placeboGoods:
        observed === null || choice.draws === 0
          ? null
          : await staggeredGoodsPlacebo(panel, place, {
              timing: staggering,
              draws: choice.draws,
              random: goodsDraws,
              observed,
            }),
    });
  }
  const found = answer("staggered listing dates", tested, read, [
    `effects by staggered listing dates of ${dated.list.id}: within each destination, ${count(panel, "listed")} goods listed early against ${count(panel, "control")} listed later, ${choice.transition} months from the listing left out, in a Poisson regression with effects destination×product and destination×period, one coefficient a day of listing, averaged by shares of rows; standard errors clustered by destination×product, by the jackknife`,
    "a product's own course after the shock (price, season, demand everywhere) is not held constant: no other destination is free of the shock",
  ]);
  const left = [...dated.left, ...compared.left].map(([reason, goods]) => ({
    reason: `effects: goods ${reason}`,
    rows: 0,
    detail: `${goods} goods`,
  }));
  return {...found, dropped: [...found.dropped, ...left]};
}

function whyNotStaggered(goods: readonly {readonly side: string}[]): string | null {
  const of = (side: string): number => goods.filter((good) => good.side === side).length;
  const [listed, control] = [of("listed"), of("control")];
  if (listed >= LEAST_GOODS && control >= LEAST_GOODS) return null;
  return `${listed} goods are listed early enough to have a period after their transition, and ${control} later; it needs ${LEAST_GOODS} of each`;
}

/** The panel with the sides and the periods of the comparison; pairs of goods on neither side are left out. */
function regrouped(panel: EffectPanel, {goods, periods}: ReturnType<typeof compareByDate>): EffectPanel {
  const place = new Map(goods.map(({label}, at) => [label, at]));
  const placeOf = panel.goods.map(({label}) => place.get(label) ?? -1);
  const T = panel.periods.length;
  const columns = periods.map((at) => panel.periods.indexOf(at));
  const kept = panel.pairs.flatMap((pair, at) => {
    const good = placeOf[pair.good] ?? -1;
    return good < 0 ? [] : [{destination: pair.destination, good, at}];
  });
  return {
    destinations: panel.destinations,
    goods,
    periods,
    pairs: kept.map(({destination, good}) => ({destination, good})),
    values: Float64Array.from(
      kept.flatMap(({at}) => columns.map((column) => panel.values[at * T + column] ?? Number.NaN)),
    ),
  };
}

/** t of every destination that the hub's label may fall on. */
async function statisticsOf(
  panel: EffectPanel,
  {
    target,
    params,
    staggering,
  }: {readonly target: string; readonly params: ChannelParams; readonly staggering: Staggering},
): Promise<Map<string, number>> {
  const banning = coalition(params);
  const statistics = new Map<string, number>();
  for (const [place, state] of panel.destinations.entries()) {
    if (state === target || banning.has(state) || !states().has(state)) continue;
    const t = statisticOf(await staggeredEffect(panel, place, staggering, "without series"));
    if (t !== null) statistics.set(state, t);
  }
  return statistics;
}

function count({goods}: EffectPanel, side: "listed" | "control"): number {
  return goods.filter((good) => good.side === side).length;
}

function answer(
  design: Exclude<Effects["design"], "none">,
  tested: readonly TestedEffect[],
  {periodsLeft, originsLeft}: ReadPanel,
  notes: readonly string[],
): Effects {
  return {
    design,
    estimates: tested.flatMap((one) => estimatesOf(one, design)),
    notes,
    warnings: tested.flatMap(({effect}) =>
      "reason" in effect ? [`no effect for ${effect.destination}: ${effect.reason}`] : droppedText(effect),
    ),
    dropped: [
      ...leftText("periods that an origin does not report", periodsLeft),
      ...leftText("origins that miss periods and weigh less than these", originsLeft),
    ],
  };
}

function leftText(reason: string, what: readonly string[]): Dropped[] {
  return what.length === 0 ? [] : [{reason: `effects: ${reason}`, rows: 0, detail: what.join(", ")}];
}

function droppedText({destination, dropped}: HubEffect): string[] {
  return dropped.length === 0
    ? []
    : [
        `no coefficient in ${destination}'s regression for ${dropped.join(", ")}: that trade stopped altogether, or began after`,
      ];
}
