import {type Random, seeded} from "../../src/base/index.ts";
import {type Cast, castOf, type Product, productsOf} from "./cast.ts";
import {type Economy, type EconomyOptions, economyOf, yearOfPeriod} from "./economy.ts";
import {PLANTS, type Plant, plant} from "./plants.ts";

/** A record as an office publishes it. */
export interface WorldRow {
  /** Which of the world's publications it stands in: products by customs, or totals by a statistical office. */
  readonly book: "customs" | "totals";
  /** 2022 or 202203. */
  readonly period: number;
  readonly reporter: string;
  readonly partner: string;
  readonly flow: "X" | "M";
  readonly product: string;
  /** US dollars; exports fob, imports cif. */
  readonly value: number;
}

/** What is asked of a world. */
export interface WorldOptions extends EconomyOptions {
  readonly plants: readonly Plant[];
  /** Ordinary states besides those with a plant. */
  readonly plain: number;
  readonly origins: number;
  readonly listed: number;
  readonly controls: number;
  /** Whether two listed products change their code in 2022. */
  readonly renumbered: boolean;
  /** When the target publishes its own imports. */
  readonly targetReports: "always" | "before" | "never";
}

/** What was planted in one hub: US dollars at the exporters' valuation, listed goods, over the whole window. */
export interface HubTruth {
  readonly plant: Plant;
  /** Came in beyond growth. */
  readonly inUsd: number;
  readonly onwardUsd: number;
  readonly vanishedUsd: number;
  /** What reached the target: onward and vanished. */
  readonly refillUsd: number;
}

/** The truth behind a world's records. */
export interface Truth extends Cast {
  readonly products: readonly Product[];
  readonly hubTruths: ReadonlyMap<string, HubTruth>;
  /** Listed goods that the target no longer got directly, in the window. Broken products are not in it. */
  readonly lossUsd: number;
}

/** Records of an invented world, and what is true of it. */
export interface World {
  readonly rows: readonly WorldRow[];
  readonly truth: Truth;
}

const DEFAULTS: WorldOptions = {
  frequency: "A",
  noise: 0.15,
  stateNoise: 0.05,
  recordNoise: 0.04,
  growth: 0.03,
  firstYear: 2019,
  lastYear: 2022,
  plants: PLANTS,
  plain: 4,
  origins: 3,
  listed: 20,
  controls: 40,
  renumbered: true,
  targetReports: "before",
  quiet: false,
};

/**
 * A small trade universe: a coalition of origins bans the listed goods for a target at the end of February 2022; hubs do
 * what their plant says. In a world of years, all of 2022 is after the shock.
 */
export function world(seed: number, given: Partial<WorldOptions> = {}): World {
  const options = {...DEFAULTS, ...given};
  const random = seeded(seed);
  const plants = [
    ...options.plants,
    ...Array.from({length: options.plain}, (_, at) => plant(`ordinary ${at + 1}`)),
  ];
  const cast = castOf(random, {origins: options.origins, hubs: plants.length});
  const products = productsOf(random, options);
  const economy = economyOf(random, cast, products, options);
  const acts = cast.hubs.map((hub, at) => ({hub, plant: plants[at] ?? plant("ordinary")}));
  const ledger = new Ledger({cast, products, economy, options, random, acts});
  for (const period of economy.periods) for (const product of products) ledger.trade(period, product);
  return ledger.world();
}

interface Act {
  readonly hub: string;
  readonly plant: Plant;
}

interface Stage {
  readonly cast: Cast;
  readonly products: readonly Product[];
  readonly economy: Economy;
  readonly options: WorldOptions;
  readonly random: Random;
  readonly acts: readonly Act[];
}

interface Delivery {
  readonly period: number;
  readonly product: Product;
  /** What the origins' exports of this product to the target fell short by, in all. */
  readonly lost: number;
}

/** Writes what happens in each period and product into the books, and keeps count of the truth. */
class Ledger {
  readonly #stage: Stage;
  readonly #rows: WorldRow[] = [];
  readonly #sums = new Map<string, WorldRow>();
  readonly #truths: Map<string, HubTruth>;
  readonly #drops: ReadonlyMap<string, number>;
  readonly #taste = new Map<string, number>();
  #loss = 0;

  constructor(stage: Stage) {
    const {random, products, acts} = stage;
    this.#stage = stage;
    this.#drops = new Map(
      products.map(({code, listed}) => [code, listed ? 0.6 + 0.38 * random() : 0.1 + 0.2 * random()]),
    );
    const nothing = {inUsd: 0, onwardUsd: 0, vanishedUsd: 0, refillUsd: 0};
    this.#truths = new Map(acts.map(({hub, plant}) => [hub, {plant, ...nothing}]));
    // Each channel carries its own part of the goods, in its own mixture.
    for (const {hub} of acts)
      for (const {code} of products)
        this.#taste.set(`${hub} ${code}`, random() < 0.7 ? (0.7 + 0.6 * random()) / 0.7 : 0);
  }

  world(): World {
    const {cast, products} = this.#stage;
    return {
      rows: [...this.#rows, ...this.#sums.values()],
      truth: {...cast, products, hubTruths: this.#truths, lossUsd: this.#loss},
    };
  }

  trade(period: number, product: Product): void {
    const lost = this.#direct(period, product);
    for (const act of this.#stage.acts) this.#through(act, {period, product, lost});
  }

  #direct(period: number, product: Product): number {
    const {cast, economy, options} = this.#stage;
    const drop = this.#isAfter(period) ? this.#of(this.#drops, product.code) : 0;
    let lost = 0;
    for (const origin of cast.origins) {
      const usual = economy.exports(origin, cast.target, product, period) * economy.jitter(options.noise);
      this.#exported({period, product, reporter: origin, partner: cast.target, value: usual * (1 - drop)});
      this.#arrived({period, product, reporter: cast.target, partner: origin, value: usual * (1 - drop)});
      lost += usual * drop;
    }
    if (product.listed && !product.broken) this.#loss += lost;
    return lost;
  }

  #through({hub, plant}: Act, {period, product, lost}: Delivery): void {
    const {cast, economy, options} = this.#stage;
    const boom = this.#isAfter(period) ? plant.boom : 1;
    const detour =
      product.listed && !product.broken
        ? plant.size * lost * this.#of(this.#taste, `${hub} ${product.code}`)
        : 0;
    const lift = product.listed && !product.broken && this.#isAfter(period) ? plant.lift : 0;
    let lifted = 0;
    for (const [at, origin] of cast.origins.entries()) {
      const usual = boom * economy.exports(origin, hub, product, period) * this.#noise(options.noise);
      const extra = detour / cast.origins.length + lift * usual;
      lifted += lift * usual;
      const ship = at === 0 ? this.#shipment({hub, plant}, period, product) : 0;
      this.#exported({period, product, reporter: origin, partner: hub, value: usual + extra + ship});
      this.#arrived({
        period,
        product,
        reporter: hub,
        partner: origin,
        value:
          (usual + ship + extra * (1 - plant.vanishes)) * (this.#isAfter(period) ? 1 - plant.forgets : 1),
      });
    }
    const came = detour + lifted;
    const turns = product.listed && this.#isAfter(period) ? plant.turns : 1;
    const own =
      plant.sells *
      turns *
      boom *
      economy.ownExports(hub, cast.target, product, period) *
      this.#noise(options.noise);
    this.#exported({
      period,
      product,
      reporter: hub,
      partner: cast.target,
      value: own + came * plant.onward,
    });
    this.#arrived({period, product, reporter: cast.target, partner: hub, value: own + came * plant.onward});
    this.#elsewhere(hub, plant.sells * boom, period, product);
    this.#remember(hub, came);
  }

  // Every hub also sells to its two neighbours in the cast, in every third product, so that its exports have a world total.
  #elsewhere(hub: string, scale: number, period: number, product: Product): void {
    const {cast, economy, options, products} = this.#stage;
    if (products.indexOf(product) % 3 !== 0) return;
    const place = cast.hubs.indexOf(hub);
    for (const step of [1, 2]) {
      const to = cast.hubs[(place + step) % cast.hubs.length] ?? hub;
      const value = 3 * scale * economy.ownExports(hub, to, product, period) * this.#noise(options.noise);
      if (to === hub) continue;
      this.#exported({period, product, reporter: hub, partner: to, value});
      this.#arrived({period, product, reporter: to, partner: hub, value});
    }
  }

  #shipment({hub, plant: {ship}}: Act, period: number, product: Product): number {
    const {economy, products} = this.#stage;
    const first = economy.periods.find((at) => this.#isAfter(at));
    const cargo = products.find(({listed, broken}) => listed === (ship?.of === "listed") && !broken);
    return ship !== null && period === first && product === cargo ? ship.times * economy.yearly(hub) : 0;
  }

  #remember(hub: string, came: number): void {
    const before = this.#of(this.#truths, hub);
    const {onward, vanishes} = before.plant;
    this.#truths.set(hub, {
      plant: before.plant,
      inUsd: before.inUsd + came,
      onwardUsd: before.onwardUsd + came * onward,
      vanishedUsd: before.vanishedUsd + came * vanishes,
      refillUsd: before.refillUsd + came * (onward + vanishes),
    });
  }

  #exported(entry: Entry): void {
    this.#write("X", entry, entry.value);
  }

  #arrived(entry: Entry): void {
    const {economy, options} = this.#stage;
    const habit = economy.habit(entry.reporter, entry.partner);
    this.#write("M", entry, entry.value * habit * this.#noise(options.recordNoise));
  }

  #noise(deviation: number): number {
    const {economy, options} = this.#stage;
    const drawn = economy.jitter(deviation);
    return options.quiet ? 1 : drawn;
  }

  #write(flow: "X" | "M", {period, product, reporter, partner}: Entry, value: number): void {
    const code = yearOfPeriod(period) < 2022 ? product.before2022 : product.code;
    const row: WorldRow = {book: "customs", period, reporter, partner, flow, product: code, value};
    const how = this.#publishes(reporter, period);
    if (how === "products") this.#rows.push(row);
    if (how === "years") this.#add({...row, period: yearOfPeriod(period)});
    if (how === "totals")
      for (const to of [partner, "W00"]) this.#add({...row, book: "totals", partner: to, product: "TOTAL"});
  }

  #add(row: WorldRow): void {
    const key = `${row.period} ${row.reporter} ${row.partner} ${row.flow} ${row.product}`;
    const before = this.#sums.get(key);
    this.#sums.set(key, {...row, value: row.value + (before === undefined ? 0 : before.value)});
  }

  #publishes(reporter: string, period: number): "products" | "totals" | "years" | "nothing" {
    const {cast, options} = this.#stage;
    if (reporter === cast.target) {
      const {targetReports} = options;
      return targetReports === "always" || (targetReports === "before" && !this.#isAfter(period))
        ? "products"
        : "nothing";
    }
    const how = this.#truths.get(reporter)?.plant.publishes ?? "products";
    if (how !== "late") return how;
    return period < 2022 || (period > 9_999 && period <= 202_208) ? "products" : "nothing";
  }

  #isAfter(period: number): boolean {
    return period > 9_999 ? period >= 202_203 : period >= 2022;
  }

  #of<T>(map: ReadonlyMap<string, T>, key: string): T {
    const value = map.get(key);
    if (value === undefined) throw new Error(`the world has no ${key}`);
    return value;
  }
}

interface Entry {
  readonly period: number;
  readonly product: Product;
  readonly reporter: string;
  readonly partner: string;
  readonly value: number;
}
