import {type Bounds, type NotKnown, sum} from "./model.ts";

/** What states exported before the shock, by the same tellers throughout. US dollars. */
export interface ExportBook {
  readonly states: ReadonlyMap<string, StateExports>;
  /** All of them together. */
  readonly world: StateExports;
  /** How many states tell: exporters, or importers of whom exports are mirrored. */
  readonly tellers: number;
  /** Whose records these are. */
  readonly side: "exporters" | "importers";
}

export interface StateExports {
  /** By product; one without a record was not exported. */
  readonly products: ReadonlyMap<string, number>;
  readonly total: number;
}

/** A book of what states exported, with their sum. */
export function exportBook(
  states: ReadonlyMap<string, StateExports>,
  {side, tellers}: Pick<ExportBook, "side" | "tellers">,
): ExportBook {
  const products = new Map<string, number>();
  for (const [label, usd] of [...states.values()].flatMap((state) => [...state.products]))
    products.set(label, usd + exported(products, label));
  return {states, side, tellers, world: {products, total: sum([...states.values()].map(({total}) => total))}};
}

/** Revealed comparative advantage of a hub before the shock. */
export interface Capability {
  /** By product; products that nobody exported are absent. */
  readonly advantages: ReadonlyMap<string, number>;
  /** Share of the hub's upper refill in products in which it had none; low and high leave open what is unknown. */
  readonly without: Bounds;
  /** The same share among products whose advantage is known; null where these carry less than half of the refill. */
  readonly share: number | null;
  readonly side: ExportBook["side"];
  readonly tellers: number;
}

/**
 * Balassa's index (1965): a product's share of a state's exports over its share of all exports.
 *
 * @returns null where the state exported nothing, or nobody exported the product
 */
export function advantage(book: ExportBook, state: string, label: string): number | null {
  const [own, all] = [book.states.get(state), exported(book.world.products, label)];
  if (own === undefined || own.total <= 0 || all <= 0) return null;
  return exported(own.products, label) / own.total / (all / book.world.total);
}

// Only books of offices that hold all goods: no record is no exports, which add nothing.
function exported(products: StateExports["products"], label: string): number {
  const usd = products.get(label);
  return usd === undefined ? 0 : usd;
}

/** Advantage from which on a state counts as able. */
export const ABLE = 1;

/** Smallest share of the refill whose products must be known for them to speak for it. */
const SPEAKS_FOR_REFILL = 0.5;

/**
 * How much of what a hub can have given back is in products that it did not export with an advantage of its own before.
 *
 * @param refill the hub's upper refill by product, US dollars
 * @returns the reason without a refill, or where neither the hub nor its partners tell what it exported
 */
export function capabilityOf(
  hub: string,
  refill: ReadonlyMap<string, number>,
  book: ExportBook | null,
): Capability | NotKnown {
  if (book === null || !book.states.has(hub))
    return {
      reason: "neither the hub's exports to the world by product nor enough partners' imports are loaded",
    };
  const whole = sum([...refill.values()]);
  if (whole <= 0) return {reason: "there is no refill to share out"};
  const advantages = new Map(
    [...refill.keys()].flatMap((label) => {
      const own = advantage(book, hub, label);
      return own === null ? [] : [[label, own] as const];
    }),
  );
  const part = (holds: (own: number | undefined) => boolean): number =>
    sum([...refill].flatMap(([label, usd]) => (holds(advantages.get(label)) ? [usd] : [])));
  const unable = part((own) => own !== undefined && own < ABLE);
  const able = part((own) => own !== undefined && own >= ABLE);
  const known = unable + able;
  return {
    advantages,
    without: {low: unable / whole, high: 1 - able / whole},
    share: known > 0 && known >= SPEAKS_FOR_REFILL * whole ? unable / known : null,
    side: book.side,
    tellers: book.tellers,
  };
}
