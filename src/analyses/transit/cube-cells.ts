import {period, yearOf} from "../../base/index.ts";
import {ALWAYS, labelledProducts, type TradeSlice, type UnitMember} from "../../layers/trade/index.ts";
import {
  CUBE_SCALE,
  type CubePairs,
  type CubeSide,
  type CubeSource,
  type CubeYear,
  cubePath,
  openCube,
  type PickedYear,
  pickYears,
  type Reader,
} from "../../store/index.ts";
import {PairCells, type SideCells} from "./cells.ts";
import {cellsOfPairs, fullPairs, type GatheredCells, gatherCells} from "./cube-gather.ts";

/**
 * Cells of a slice from the packed cube beside the store, the same as the engine's to the last digit: amounts are whole numbers
 * in it, so that sums are exact.
 *
 * @returns null where the cube cannot answer: there is none, the slice is of months, blocs, totals or consignment, or a label
 *   is published both by itself and in parts
 * @throws StoreError "cube-damaged"
 */
export async function cubeCells(store: Reader, slice: TradeSlice): Promise<SideCells | null> {
  if (!isFit(slice)) return null;
  const cube = await openCube(store);
  if (cube === null) return null;
  const {sources} = cube;
  cube.close();
  const source = sources.find(({id}) => id === slice.source);
  if (source === undefined || !isKnown(source, slice)) return null;
  const labels = await labelsOf(store, source, slice);
  return labels === null ? null : cellsOf(store, source, {slice, labels});
}

function isFit({range, basis, flows, goods}: TradeSlice): boolean {
  const isOneFlow = flows.length === 1 && flows[0] !== "RX";
  return range.frequency === "A" && basis === "origin" && goods.kind !== "total" && isOneFlow;
}

/** States by themselves, all of them known: a bloc is added up by the engine. */
function isKnown({units}: CubeSource, {reporters, partners}: TradeSlice): boolean {
  const isState = ({unit, member, first, last}: UnitMember): boolean =>
    unit === member && first === ALWAYS.first && last === ALWAYS.last && units.includes(unit);
  return [...all(reporters), ...all(partners)].every(isState);
}

function all(members: readonly UnitMember[] | null): readonly UnitMember[] {
  return members === null ? [] : members;
}

/** Products of each label, by their numbers in the cube, labels ascending; null where a label has its code and parts of it. */
async function labelsOf(
  store: Reader,
  {id, products}: CubeSource,
  slice: TradeSlice,
): Promise<ReadonlyMap<string, readonly number[]> | null> {
  const numbers = new Map(products.map(({product, edition}, at) => [`${product} ${edition}`, at]));
  const rows = (await store.rows(labelledProducts(slice))).filter(({source}) => source === id);
  const byLabel = [...Map.groupBy(rows, ({label}) => String(label))];
  if (byLabel.some(([, own]) => new Set(own.map(({exact}) => exact)).size > 1)) return null;
  const numbered = byLabel.map(
    ([label, own]) =>
      [label, own.flatMap(({product, edition}) => numbers.get(`${product} ${edition}`) ?? [])] as const,
  );
  return new Map(numbered.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** What is asked of a source's cube. */
interface Asked {
  readonly source: CubeSource;
  readonly side: CubeSide;
  /** Ascending, with the side. */
  readonly years: readonly CubeYear[];
  readonly labels: ReadonlyMap<string, readonly number[]>;
  readonly wanted: CubePairs;
}

async function cellsOf(
  store: Reader,
  source: CubeSource,
  {slice, labels}: {readonly slice: TradeSlice; readonly labels: ReadonlyMap<string, readonly number[]>},
): Promise<SideCells> {
  const side = slice.flows[0] === "X" ? ("sent" as const) : ("got" as const);
  const years = yearsOf(source, slice).filter((year) => year[side] !== null);
  const wanted = pairsOf(source, slice);
  const {unitBits, units} = source;
  const {pairs, columns, negative, records} = fullPairs(
    cellsOfPairs(await gathered(store, {source, side, years, labels, wanted}), {unitBits, ...wanted}),
  );
  const mask = 2 ** unitBits - 1;
  const names = pairs.map((pair) => {
    const [from, to] = [units[pair >>> unitBits], units[pair & mask]];
    return side === "sent" ? `${from} ${to}` : `${to} ${from}`;
  });
  const periods = years.map(({year}) => period(String(year)));
  const cells = new PairCells({pairs: names, labels: [...labels.keys()], periods}, columns);
  return {cells, negative: sum(negative), records: sum(records)};
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The years of the slice that the cube has, ascending. */
function yearsOf({years}: CubeSource, {range}: TradeSlice): CubeYear[] {
  return years.filter(({year}) => year >= yearOf(range.from) && year <= yearOf(range.to));
}

function pairsOf({units}: CubeSource, {reporters, partners, flows}: TradeSlice): CubePairs {
  const taken = (members: readonly UnitMember[] | null): Uint8Array => {
    const names = members === null ? null : new Set(members.map(({member}) => member));
    return Uint8Array.from(units, (unit) => (names === null || names.has(unit) ? 1 : 0));
  };
  const [own, others] = [taken(reporters), taken(partners)];
  return flows[0] === "X" ? {exporters: own, importers: others} : {exporters: others, importers: own};
}

interface Known<Value> {
  readonly name: string;
  readonly wanted: CubePairs;
  readonly value: Promise<Value>;
}

/**
 * What a question has read and put in place: it asks the same of the goods together and of its hubs' products, which are part
 * of them. A reader stands for one question; see `remembering`.
 */
const READ = new WeakMap<Reader, Known<readonly PickedYear[]>[]>();
const GATHERED = new WeakMap<Reader, Known<GatheredCells>[]>();

/** What is known by a name for the wanted pairs at least, made where it is not. */
function once<Value>(
  known: WeakMap<Reader, Known<Value>[]>,
  store: Reader,
  {name, wanted, make}: {readonly name: string; readonly wanted: CubePairs; make(): Promise<Value>},
): Promise<Value> {
  const before = known.get(store) ?? [];
  const found = before.find((one) => one.name === name && holds(one.wanted, wanted));
  if (found !== undefined) return found.value;
  const value = make();
  known.set(store, [...before, {name, wanted, value}]);
  return value;
}

function gathered(store: Reader, asked: Asked): Promise<GatheredCells> {
  const {source, side, years, labels, wanted} = asked;
  const name = JSON.stringify([source.id, side, years.map(({year}) => year), [...labels]]);
  return once(GATHERED, store, {name, wanted, make: () => gather(store, asked)});
}

async function gather(store: Reader, {source, side, labels, wanted, years}: Asked): Promise<GatheredCells> {
  const first = Number(years[0]?.year);
  const last = Number(years.at(-1)?.year);
  const read = await picked(store, source, {
    years: source.years.filter(({year}) => year >= first && year <= last),
    wanted,
  });
  const told = read.flatMap(({keys, starts, [side]: cells}) =>
    cells === null ? [] : [{keys, starts, ...cells}],
  );
  return gatherCells(told, {
    labels: [...labels.values()],
    products: source.products.length,
    filter: {unitBits: source.unitBits, ...wanted},
    scale: CUBE_SCALE,
  });
}

/** Both sides of some years, with the wanted pairs at least. */
function picked(
  store: Reader,
  source: CubeSource,
  {years, wanted}: Pick<Asked, "years" | "wanted">,
): Promise<readonly PickedYear[]> {
  const name = JSON.stringify([source.id, years.map(({year}) => year)]);
  const question = {years, sides: ["sent", "got"] as const, pairs: wanted};
  return once(READ, store, {
    name,
    wanted,
    make: () => pickYears(cubePath(store.path), source, question),
  });
}

function holds(all: CubePairs, part: CubePairs): boolean {
  return (["exporters", "importers"] as const).every((end) =>
    part[end].every((wanted, unit) => wanted === 0 || all[end][unit] === 1),
  );
}
