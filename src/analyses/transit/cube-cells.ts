import {type Period, period, yearOf} from "../../base/index.ts";
import {ALWAYS, labelledProducts, type TradeSlice, type UnitMember} from "../../layers/trade/index.ts";
import {CUBE_SCALE, type Cube, type CubeSource, openCube, type Reader} from "../../store/index.ts";
import {PairCells, type SideCells} from "./cells.ts";
import {type CubeYear, gatherCells, type PairFilter} from "./cube-gather.ts";

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
  try {
    const source = cube.sources.find(({id}) => id === slice.source);
    if (source === undefined || !isKnown(source, slice)) return null;
    const labels = await labelsOf(store, source, slice);
    return labels === null ? null : cellsOf(cube, source, {slice, labels});
  } finally {
    cube.close();
  }
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

function cellsOf(cube: Cube, source: CubeSource, {slice, labels}: Asked): SideCells {
  const {periods, years} = yearsOf(cube, source, slice);
  const {pairs, columns, negative, records} = gatherCells(years, {
    labels: [...labels.values()],
    filter: filterOf(source, slice),
    scale: CUBE_SCALE,
  });
  const mask = 2 ** source.unitBits - 1;
  const isExport = slice.flows[0] === "X";
  const names = pairs.map((pair) => {
    const [from, to] = [source.units[pair >>> source.unitBits], source.units[pair & mask]];
    return isExport ? `${from} ${to}` : `${to} ${from}`;
  });
  const cells = new PairCells({pairs: names, labels: [...labels.keys()], periods}, columns);
  return {cells, negative, records};
}

/** The years of the slice that the cube has, ascending. */
function yearsOf(
  cube: Cube,
  source: CubeSource,
  {range, flows}: TradeSlice,
): {readonly periods: Period[]; readonly years: CubeYear[]} {
  const sides = source.sides
    .filter(({flow, year}) => flow === flows[0] && year >= yearOf(range.from) && year <= yearOf(range.to))
    .toSorted((a, b) => a.year - b.year);
  return {
    periods: sides.map(({year}) => period(String(year))),
    years: sides.map((side) => ({
      keys: cube.keys(source, side),
      values: cube.values(source, side),
      weights: cube.weights(source, side),
      records: cube.records(source, side),
    })),
  };
}

function filterOf({units, unitBits}: CubeSource, {reporters, partners, flows}: TradeSlice): PairFilter {
  const taken = (members: readonly UnitMember[] | null): Uint8Array => {
    const names = members === null ? null : new Set(members.map(({member}) => member));
    return Uint8Array.from(units, (unit) => (names === null || names.has(unit) ? 1 : 0));
  };
  const [own, others] = [taken(reporters), taken(partners)];
  return flows[0] === "X"
    ? {unitBits, exporters: own, importers: others}
    : {unitBits, exporters: others, importers: own};
}
