import {period, yearOf} from "../../base/index.ts";
import {ALWAYS, labelledProducts, type TradeSlice, type UnitMember} from "../../layers/trade/index.ts";
import {
  CUBE_SCALE,
  type CubePairs,
  type CubeSideId,
  type CubeSource,
  cubePath,
  openCube,
  type PickedSide,
  pickSides,
  type Reader,
} from "../../store/index.ts";
import {PairCells, type SideCells} from "./cells.ts";
import {gatherCells} from "./cube-gather.ts";

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

interface Asked {
  readonly slice: TradeSlice;
  readonly labels: ReadonlyMap<string, readonly number[]>;
}

async function cellsOf(store: Reader, source: CubeSource, {slice, labels}: Asked): Promise<SideCells> {
  const sides = sidesOf(source, slice);
  const wanted = pairsOf(source, slice);
  const {pairs, columns, negative, records} = gatherCells(await picked(store, source, {sides, wanted}), {
    labels: [...labels.values()],
    products: source.products.length,
    filter: {unitBits: source.unitBits, ...wanted},
    scale: CUBE_SCALE,
  });
  const mask = 2 ** source.unitBits - 1;
  const isExport = slice.flows[0] === "X";
  const names = pairs.map((pair) => {
    const [from, to] = [source.units[pair >>> source.unitBits], source.units[pair & mask]];
    return isExport ? `${from} ${to}` : `${to} ${from}`;
  });
  const periods = sides.map(({year}) => period(String(year)));
  const cells = new PairCells({pairs: names, labels: [...labels.keys()], periods}, columns);
  return {cells, negative, records};
}

/** The years of the slice that the cube has, ascending. */
function sidesOf({sides}: CubeSource, {range, flows}: TradeSlice): CubeSideId[] {
  return sides
    .filter(({flow, year}) => flow === flows[0] && year >= yearOf(range.from) && year <= yearOf(range.to))
    .toSorted((a, b) => a.year - b.year);
}

function pairsOf({units}: CubeSource, {reporters, partners, flows}: TradeSlice): CubePairs {
  const taken = (members: readonly UnitMember[] | null): Uint8Array => {
    const names = members === null ? null : new Set(members.map(({member}) => member));
    return Uint8Array.from(units, (unit) => (names === null || names.has(unit) ? 1 : 0));
  };
  const [own, others] = [taken(reporters), taken(partners)];
  return flows[0] === "X" ? {exporters: own, importers: others} : {exporters: others, importers: own};
}

interface Wanted {
  readonly sides: readonly CubeSideId[];
  readonly wanted: CubePairs;
}

interface Picked extends Wanted {
  readonly source: string;
  readonly years: Promise<readonly PickedSide[]>;
}

/** What a question has read: its goods together come from the same records as its goods apart, which are then not read again. */
const READ = new WeakMap<Reader, Picked[]>();

/** Years of one flow with the wanted pairs at least. A reader stands for one question; see `remembering`. */
function picked(store: Reader, source: CubeSource, {sides, wanted}: Wanted): Promise<readonly PickedSide[]> {
  const before = READ.get(store) ?? [];
  const known = before.find(
    (one) => one.source === source.id && sameSides(one.sides, sides) && holds(one.wanted, wanted),
  );
  if (known !== undefined) return known.years;
  const years = pickSides(cubePath(store.path), source, sides, {pairs: wanted});
  READ.set(store, [...before, {source: source.id, sides, wanted, years}]);
  return years;
}

function sameSides(one: readonly CubeSideId[], other: readonly CubeSideId[]): boolean {
  const name = ({flow, year}: CubeSideId): string => `${flow} ${year}`;
  return one.map(name).join() === other.map(name).join();
}

function holds(all: CubePairs, part: CubePairs): boolean {
  return (["exporters", "importers"] as const).every((end) =>
    part[end].every((wanted, unit) => wanted === 0 || all[end][unit] === 1),
  );
}
