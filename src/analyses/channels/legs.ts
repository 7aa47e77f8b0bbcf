import {type Evidence, type Period, periodRange} from "../../base/index.ts";
import {rangeOf} from "../common/periods.ts";
import {type SliceSpec, specParameters} from "../common/slice.ts";
import type {Assessment} from "./assess.ts";
import type {ChannelParams} from "./params.ts";
import type {RowPlace} from "./rows.ts";

/** One road that a row's figures rest on, in one span. */
export interface Leg {
  readonly label: string;
  /** Null for everyone. */
  readonly from: readonly string[] | null;
  readonly to: readonly string[] | null;
  readonly flow: "X" | "M";
  readonly goods: string;
  readonly spans: readonly string[];
}

/**
 * The queries behind a row: each leg in the window and in each baseline year by itself, so that no month enters that is in
 * neither. Rows about a product, a month or an origin carry the legs that they are about.
 */
export function legsOf(
  row: number,
  place: RowPlace,
  assessment: Assessment,
  params: ChannelParams,
): Evidence[] {
  const {timing, goods, hubs} = assessment;
  const {hub, product, period, origin} = place;
  const list = goods.kind === "list" ? `list:${goods.id}@${goods.version}/full` : params.goods;
  const own = product === null ? list : goods.kind === "list" ? `${list}/${product}` : product;
  const at = (periods: readonly Period[]): readonly Period[] =>
    period === null
      ? periods
      : periods.slice(timing.window.indexOf(period), timing.window.indexOf(period) + 1);
  const spans = [timing.window, ...timing.baseline].map((periods) => rangeOf(at(periods)));
  const origins = origin === null ? params.origins : [origin];
  const listed: Leg = {
    label: "exports of the listed goods to the hub",
    from: origins,
    to: [hub],
    flow: "X",
    goods: own,
    spans,
  };
  if (period !== null || origin !== null) return evidence(row, [listed], assessment);
  const loss: Leg = {
    ...listed,
    label: "direct exports of the listed goods to the target",
    to: [params.target],
  };
  const onward: Leg = {
    label: "exports of the listed goods from the hub to the target",
    from: [hub],
    to: [params.target],
    flow: "X",
    goods: own,
    spans,
  };
  const arrived: Leg = {
    label: "the hub's record of these imports",
    from: [hub],
    to: params.origins,
    flow: "M",
    goods: own,
    spans,
  };
  if (product !== null) return evidence(row, [listed, loss, onward, arrived], assessment);
  const years = [
    ...new Set([timing.window, ...timing.baseline].flat().map((month) => month.slice(0, 4))),
  ].sort();
  const assessed = hubs.find((candidate) => candidate.hub === hub);
  const onwardSpans = assessed?.outAllWindow?.[0]?.length === 4 ? years : spans;
  const all: readonly Leg[] = [
    {...listed, label: "exports of all goods to the hub (control goods)", goods: "TOTAL"},
    {
      ...listed,
      label: "exports of all goods to the hub, whole years (orphans)",
      goods: "TOTAL",
      spans: years,
    },
    {...arrived, label: "the hub's record of imports of all goods (orphans)", goods: "TOTAL", spans: years},
    {...onward, label: "exports of all goods from the hub to the target", goods: "TOTAL", spans: onwardSpans},
  ];
  return evidence(row, [listed, loss, onward, arrived, ...all], assessment);
}

/**
 * What a hub sold to the world before the shock: the numerators of its advantages, by its own records or by its partners'. The world's
 * side of them, all exports of all states, is found with `trade`.
 */
export function capabilityLegs(
  row: number,
  {hub, side}: {readonly hub: string; readonly side: "exporters" | "importers"},
  assessment: Assessment,
  params: ChannelParams,
): Evidence[] {
  const {timing, goods} = assessment;
  const list = goods.kind === "list" ? `list:${goods.id}@${goods.version}/full` : params.goods;
  const road =
    side === "exporters"
      ? ({from: [hub], to: null, flow: "X"} as const)
      : ({from: null, to: [hub], flow: "M"} as const);
  const leg = {...road, spans: [...new Set(timing.baseline.map(rangeOf))]};
  return evidence(
    row,
    [
      {...leg, label: "the hub's exports of the listed goods to the world before (advantage)", goods: list},
      {...leg, label: "the hub's exports of all goods to the world before (advantage)", goods: "TOTAL"},
    ],
    assessment,
  );
}

/** The queries behind a row's legs, one a span. */
export function evidence(row: number, legs: readonly Leg[], {goods}: Pick<Assessment, "goods">): Evidence[] {
  return legs.flatMap(({label, spans, ...leg}) =>
    spans.map((span) => ({
      row,
      label: `${label}, ${span}`,
      query: "trade-records",
      parameters: specParameters(specOf(leg, span, goods.kind === "list")),
    })),
  );
}

function specOf(
  {from, to, flow, goods}: Omit<Leg, "label" | "spans">,
  span: string,
  isList: boolean,
): SliceSpec {
  return {
    reporters: from,
    partners: to,
    flows: [flow],
    goods,
    range: periodRange(span),
    source: null,
    basis: "origin",
    sides: "any",
    codes: isList && goods !== "TOTAL" ? "continuing" : "all",
    codesYear: null,
    splitPartners: false,
    splitGoods: true,
  };
}
