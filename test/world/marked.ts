import {type Random, seeded} from "../../src/base/index.ts";
import {type Plant, plant} from "./plants.ts";
import {type WeighedRow, withWeights} from "./weights.ts";
import {type Truth, type World, type WorldRow, world} from "./world.ts";

/** What a hub's goods cost on the way on, as a multiple of the way in; one where it is not named. */
export const MARKED_WEDGES: Readonly<Record<string, number>> = {
  channel: 1.4,
  "other goods": 0.3,
  maker: 1.4,
  silent: 1.4,
};
/** Products that the channel gets for the first time in 2022, among those that it sends on. */
export const NEW_PRODUCTS = 5;

const PLANTS: readonly Plant[] = [
  plant("channel", {size: 0.2, onward: 0.8}),
  // What comes in stays; what leaves is cheaper goods of its own.
  plant("other goods", {size: 0.2}),
  plant("maker", {size: 0.05, onward: 0.5}),
  plant("silent", {size: 0.1, onward: 0.5, publishes: "nothing"}),
];
const SIZE = {plants: PLANTS, plain: 20, origins: 2, listed: 20, controls: 18} as const;
/** What a maker sells of the listed goods to the target all along, as a multiple of what others do. */
const MAKES = 50;

/** Its records with weights, and what is true of it. */
export interface MarkedWorld {
  readonly rows: readonly WeighedRow[];
  readonly truth: Truth;
}

/** A world of years whose hubs carry the marks of a channel, or lack one: a wedge, new products, no capability before. */
export function markedWorld(seed: number): MarkedWorld {
  const made = world(seed, SIZE);
  const {truth} = made;
  const plants = new Map([...truth.hubTruths].map(([hub, {plant}]) => [hub, plant.name]));
  const fresh = new Set(sentOn(made).slice(0, NEW_PRODUCTS));
  const isThin = thinTrade(seeded(seed + 1));
  const kept = made.rows.filter((row) => {
    const to = arrivesAt(row, truth);
    const name = plants.get(to ?? "");
    if (to === null || name === undefined) return true;
    if (name === "channel") return !(fresh.has(row.product) && row.period < 2022);
    return !/^(ordinary|maker)/.test(name) || !isThin(to, row.product, row.period);
  });
  const listed = new Set(listedCodes(truth));
  const rows = kept.map((row) => {
    const [from, to] = row.flow === "X" ? [row.reporter, row.partner] : [row.partner, row.reporter];
    const makes = plants.get(from) === "maker" && to === truth.target && listed.has(row.product);
    return makes ? {...row, value: MAKES * row.value} : row;
  });
  const wedge = (hub: string): number => MARKED_WEDGES[plants.get(hub) ?? ""] ?? 1;
  return withWeights({rows, truth}, {seed, noise: 0.1, wedge});
}

/** Two fifths of the products go to an ordinary destination in one year of four only, so that entry is nothing rare. */
function thinTrade(random: Random): (to: string, product: string, period: number) => boolean {
  const known = new Map<string, boolean>();
  const drawn = (key: string, chance: number): boolean => {
    const own = known.get(key) ?? random() < chance;
    known.set(key, own);
    return own;
  };
  return (to, product, period) => drawn(`${to} ${product}`, 0.4) && drawn(`${to} ${product} ${period}`, 0.75);
}

/** The state that an origin's exports arrive at; null for other trade. */
function arrivesAt({flow, reporter, partner}: WorldRow, {origins}: Truth): string | null {
  const [from, to] = flow === "X" ? [reporter, partner] : [partner, reporter];
  return origins.includes(from) ? to : null;
}

/** Listed products by how much more of them the channel sends to the target in 2022 than before. */
function sentOn({rows, truth}: World): string[] {
  const [hub = ""] = truth.hubs;
  const growth = (code: string): number => {
    const own = rows.filter(
      ({flow, reporter, partner, product}) =>
        flow === "X" && reporter === hub && partner === truth.target && product === code,
    );
    const total = (isNow: boolean): number =>
      own.reduce((sum, {period, value}) => (period >= 2022 === isNow ? sum + value : sum), 0);
    return total(true) / total(false);
  };
  return listedCodes(truth).toSorted((a, b) => growth(b) - growth(a));
}

/** Listed products that keep their code throughout. */
export function listedCodes({products}: Truth): string[] {
  return products
    .filter(({listed, broken, code, before2022}) => listed && !broken && code === before2022)
    .map(({code}) => code);
}
