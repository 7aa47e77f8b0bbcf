import type {World, WorldRow} from "./world.ts";

/** Listed goods that are sent over hubs to the target after the shock, besides what the world's own plants do. */
export interface PlantedRoad {
  /** Hubs in the order they are passed, by their place in the cast. */
  readonly hubs: readonly number[];
  /** US dollars of each listed product in the window, from all origins in equal parts. */
  readonly usd: number;
  /** Listed products that take this road, from the first one on. */
  readonly products: number;
}

/** A world of years with the roads written into its books: every arc in the exporter's and in the importer's, without freight. */
export function withRoads({rows, truth}: World, roads: readonly PlantedRoad[]): World {
  const listed = truth.products.filter((product) => product.listed && !product.broken);
  const extra = roads.flatMap(({hubs, usd, products}) => {
    const passed = hubs.flatMap((hub) => truth.hubs[hub] ?? []);
    const arcs = passed.map((hub, at) => [hub, passed[at + 1] ?? truth.target] as const);
    const [first = truth.target] = passed;
    return listed
      .slice(0, products)
      .flatMap(({code}) => [
        ...truth.origins.flatMap((origin) => sent(origin, first, code, usd / truth.origins.length)),
        ...arcs.flatMap(([from, to]) => sent(from, to, code, usd)),
      ]);
  });
  const silent = (row: WorldRow): boolean => row.reporter === truth.target;
  return {rows: [...rows, ...extra.filter((row) => !silent(row))], truth};
}

function sent(from: string, to: string, product: string, value: number): WorldRow[] {
  const row = {book: "customs", period: 2022, product, value} as const;
  return [
    {...row, reporter: from, partner: to, flow: "X"},
    {...row, reporter: to, partner: from, flow: "M"},
  ];
}

/** A road by its hubs' codes: `origins → AAA → BBB → target`. */
export function roadName(hubs: readonly string[]): string {
  return hubs.join(" → ");
}
