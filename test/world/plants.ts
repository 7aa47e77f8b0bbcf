/**
 * What a hub publishes of its own trade. `totals`: all goods together. `years`: products by years, also in a world of months.
 * `late`: its records end half a year into the window.
 */
export type Publishes = "products" | "totals" | "years" | "nothing" | "late";

/** What is planted in one hub. All shares are of money at the exporters' valuation. */
export interface Plant {
  readonly name: string;
  /** Listed goods that come in beyond growth, as a share of what the target lost of them. */
  readonly size: number;
  /** The same as a share of what the hub used to buy: every listed product grows by this factor less one, for good. */
  readonly lift: number;
  /** Share of these that the hub sends on to the target, and says so if it publishes. */
  readonly onward: number;
  /** Share of these that reaches the target and never enters the hub's own records. */
  readonly vanishes: number;
  /** Its own goods of the list that it sells to the target after the shock, as a multiple of before: the target turns to it. */
  readonly turns: number;
  /** Share of all arrivals from the origins that its office no longer records after the shock, whatever happens to them. */
  readonly forgets: number;
  /** Growth of all its trade after the shock, as a factor. */
  readonly boom: number;
  /** The hub's own exports of all goods, as a multiple of an ordinary state's. */
  readonly sells: number;
  /** One delivery of one product: its price as a multiple of a year's trade with the origins. */
  readonly ship: {readonly times: number; readonly of: "listed" | "control"} | null;
  readonly publishes: Publishes;
}

/** A plant from what sets it apart from an ordinary state. */
export function plant(name: string, given: Partial<Omit<Plant, "name">> = {}): Plant {
  return {
    name,
    size: 0,
    lift: 0,
    turns: 1,
    forgets: 0,
    onward: 0,
    vanishes: 0,
    boom: 1,
    sells: 1,
    ship: null,
    publishes: "products",
    ...given,
  };
}

/** Every kind of truth that the method must tell apart; sizes from a third of the loss to a twentieth. */
export const PLANTS: readonly Plant[] = [
  plant("large channel", {size: 0.3, onward: 0.7}),
  plant("small channel", {size: 0.06, onward: 0.9}),
  plant("false transit", {size: 0.15, vanishes: 0.7}),
  plant("channel with transit", {size: 0.12, onward: 0.4, vanishes: 0.4}),
  plant("silent channel", {size: 0.12, onward: 0.8, vanishes: 0.1, publishes: "nothing"}),
  plant("late channel", {size: 0.12, onward: 0.8, publishes: "late"}),
  plant("channel by totals", {size: 0.25, onward: 0.7, publishes: "totals"}),
  plant("transit by totals", {size: 0.25, vanishes: 0.8, publishes: "totals"}),
  plant("boom", {boom: 1.7, sells: 8}),
  plant("relocation", {size: 0.1, boom: 1.15}),
  plant("ship", {ship: {times: 1.5, of: "listed"}}),
  plant("other ship", {ship: {times: 1.5, of: "control"}}),
];

/** Names of plants by what an answer may say of them. */
export const EXPECTED = {
  /** Money went on or vanished, and records can show it: A or B. */
  found: [
    "large channel",
    "small channel",
    "false transit",
    "channel with transit",
    "channel by totals",
    "transit by totals",
  ],
  /** Money went on and nobody's records can show it: C. */
  open: ["silent channel", "late channel"],
  /** Trade grew and nothing went on: at most C, where the bounds leave it open whether a tenth went on. */
  grown: ["boom", "relocation"],
  /** One delivery: D, or none where it is of other goods. */
  once: ["ship", "other ship"],
} as const;
