import {writeAddress} from "../../address/index.ts";
import {type Finding, textIn} from "../../data/index.ts";

/** What the map shows: trade or the ties of another layer, whose, and when. */
export interface AtlasState {
  /** Trade, or a layer of ties. */
  readonly layer: string;
  /** A measure of a layer of ties; null for its first, and for trade. */
  readonly measure: string | null;
  /** A state or a bloc. */
  readonly pole: string;
  readonly side: "from" | "to";
  readonly goods: string;
  /** The chosen period; null for the last one that is on record. */
  readonly at: string | null;
  /** Whether the same period before the shock is shown in its place. */
  readonly before: boolean;
}

/** The layer of flows of goods; what others there are, the interface says. */
export const TRADE = "trade";
export const USUAL: AtlasState = {
  layer: TRADE,
  measure: null,
  pole: "EU27",
  side: "from",
  goods: "chpl",
  at: null,
  before: false,
};
/** All goods together, of which years are enough. */
export const ALL_GOODS = "TOTAL";

export function readAtlas(params: URLSearchParams): AtlasState {
  return {
    layer: params.get("layer") ?? USUAL.layer,
    measure: params.get("measure"),
    pole: params.get("pole") ?? USUAL.pole,
    side: params.get("side") === "to" ? "to" : "from",
    goods: params.get("goods") ?? USUAL.goods,
    at: params.get("at"),
    before: params.get("show") === "before",
  };
}

/** The address of a state of the map; what is usual stays out of it. */
export function atlasHref({layer, measure, pole, side, goods, at, before}: AtlasState): string {
  return writeAddress("/atlas", {
    layer: layer === USUAL.layer ? null : layer,
    measure,
    pole: pole === USUAL.pole ? null : pole,
    side: side === USUAL.side ? null : side,
    goods: goods === USUAL.goods ? null : goods,
    at,
    show: before ? "before" : null,
  });
}

/** The measures of ties that the store holds. */
export const MEASURES_ADDRESS = "/api/v1/pole-ties?show=measures";

/** The question behind the map, over all periods on record: exports by partner or by reporter, or ties with the pole. */
export function flowsAddress({layer, measure, pole, side, goods}: AtlasState): string {
  if (layer !== TRADE) return writeAddress("/api/v1/pole-ties", {pole, layer, measure});
  const all = goods === ALL_GOODS;
  const who = side === "from" ? {reporter: pole} : {partner: pole};
  return writeAddress("/api/v1/trade", {
    ...who,
    flow: "X",
    by: side === "from" ? "partner,period" : "reporter,period",
    freq: all ? null : "M",
    ...(all || /^[\d,]+$/.test(goods) ? {product: goods} : {goods}),
  });
}

/** Dated events, and the shock among them. */
export interface Calendar {
  readonly events: readonly {readonly date: string; readonly label: string}[];
  readonly shock: string | null;
}

export function readCalendar({rows}: Finding): Calendar {
  const events = rows.map((row) => ({date: textIn(row, "date") ?? "", label: textIn(row, "label") ?? ""}));
  const shock = rows.find(({event}) => event === "shock");
  return {events, shock: shock === undefined ? null : textIn(shock, "date")};
}

/** The same period in the last whole year before the shock; null where there is no later one to hold against it. */
export function periodBefore(period: string, shock: string | null): string | null {
  if (shock === null || period < shock.slice(0, period.length)) return null;
  return `${Number(shock.slice(0, 4)) - 1}${period.slice(4)}`;
}
