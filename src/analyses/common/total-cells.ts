import {
  monthsReported,
  sourceRanks,
  type TradeSlice,
  totalSums,
  tradeCells,
  type UnitMember,
} from "../../layers/trade/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {bestOnly, type TotalCell} from "./best-source.ts";

/**
 * The cells of a slice in US dollars, rows as those of `tradeCells`. Of all goods together there are few sums: their units are named and
 * their sources chosen here by the same rules, in a fourth of the time that the engine needs to plan it.
 */
export async function dollarCells(store: Reader, slice: TradeSlice): Promise<StoreRow[]> {
  if (slice.goods.kind !== "total") return store.rows(tradeCells({...slice, usdOnly: true}));
  const annual = slice.range.frequency === "A";
  const [sums, sources, months] = await Promise.all([
    store.rows(totalSums(slice)),
    store.rows(sourceRanks()),
    annual ? store.rows(monthsReported()) : null,
  ]);
  const traits = new Map(sources.map((source) => [String(source.id), source]));
  const units = {reporters: byMember(slice.reporters), partners: byMember(slice.partners)};
  const named = sums.flatMap((row) =>
    namedCells(row, slice, {units, traits: traits.get(String(row.source))}),
  );
  const cells = withMonths(summed(named, KEY_OF_MEMBER), months, slice.reporters);
  return summed(bestOnly(cells, slice), KEY_OF_UNIT).toSorted(byPlace).map(rowOf);
}

/** How many months a mask of them holds. */
export function monthsIn(mask: number): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count++;
  return count;
}

type Units = ReadonlyMap<string, readonly UnitMember[]> | null;

function byMember(members: readonly UnitMember[] | null): Units {
  return members === null ? null : Map.groupBy(members, ({member}) => member);
}

interface Naming {
  readonly units: {readonly reporters: Units; readonly partners: Units};
  readonly traits: StoreRow | undefined;
}

/** A sum, once for each pair of units that its reporter and its partner count for at the time. */
function namedCells(row: StoreRow, {splitPartners, range}: TradeSlice, {units, traits}: Naming): TotalCell[] {
  if (traits === undefined) return [];
  const [member, other, at] = [String(row.reporter), String(row.partner), Number(row.period)];
  const common = {
    source: String(row.source),
    rank: Number(traits.rank),
    partnerSet: String(traits.partners),
    goodsSet: String(traits.goods),
    member,
    world: other === "W00",
    flow: String(row.flow),
    period: at >= 10_000 && range.frequency === "A" ? Math.floor(at / 100) : at,
    isYear: row.published === true,
    months: null,
    value: wholeNumber(row.value),
    records: Number(row.records),
  };
  const reporters = units.reporters === null ? [null] : unitsAt(units.reporters, member, at);
  const partners =
    units.partners === null ? [splitPartners ? other : "W00"] : unitsAt(units.partners, other, at);
  return reporters.flatMap((unit) =>
    partners.map((partner) => ({...common, reporter: unit ?? member, whole: unit === member, partner})),
  );
}

/** The units that a state counts for in a month, or in the December of a year. */
function unitsAt(units: NonNullable<Units>, code: string, period: number): string[] {
  const month = period < 10_000 ? period * 100 + 12 : period;
  const own = units.get(code) ?? [];
  return own.flatMap(({unit, first, last}) => (first <= month && month <= last ? [unit] : []));
}

function wholeNumber(value: StoreRow[string] | undefined): bigint | null {
  return typeof value === "number" || typeof value === "string" ? BigInt(value) : null;
}

const KEY_OF_MEMBER = (cell: TotalCell) =>
  `${cell.source} ${cell.whole} ${cell.reporter} ${cell.member} ${cell.partner} ${cell.world} ${cell.flow} ${cell.period} ${cell.isYear}`;

const KEY_OF_UNIT = (cell: TotalCell) =>
  `${cell.period} ${cell.reporter} ${cell.partner} ${cell.flow} ${cell.source} ${cell.isYear} ${cell.months}`;

/** Cells of one key as one; a sum is null where none of them has a value. */
function summed(cells: readonly TotalCell[], keyOf: (cell: TotalCell) => string): TotalCell[] {
  const sums = new Map<string, TotalCell>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const before = sums.get(key);
    if (before === undefined) sums.set(key, cell);
    else
      sums.set(key, {
        ...before,
        value:
          before.value === null || cell.value === null
            ? (before.value ?? cell.value)
            : before.value + cell.value,
        records: before.records + cell.records,
      });
  }
  return [...sums.values()];
}

/** How many months of its year a cell's source has of the reporter or bloc, of whatever goods; of months null. */
function withMonths(
  cells: readonly TotalCell[],
  reported: readonly StoreRow[] | null,
  reporters: readonly UnitMember[] | null,
): readonly TotalCell[] {
  if (reported === null) return cells;
  const units = byMember(reporters);
  const masks = new Map<string, number>();
  for (const {source, reporter, flow, year, months} of reported) {
    const code = String(reporter);
    const own = units === null ? [null] : (units.get(code) ?? []);
    for (const member of own) {
      const [unit, whole] = member === null ? [code, false] : [member.unit, member.unit === code];
      const key = `${source} ${whole} ${unit} ${flow} ${year}`;
      const mask = member === null ? Number(months) : maskWithin(Number(months), Number(year), member);
      const before = masks.get(key);
      masks.set(key, before === undefined ? mask : before | mask);
    }
  }
  return cells.map((cell) => {
    const mask = masks.get(`${cell.source} ${cell.whole} ${cell.reporter} ${cell.flow} ${cell.period}`);
    return {...cell, months: cell.isYear ? 12 : mask === undefined || mask === 0 ? null : monthsIn(mask)};
  });
}

function maskWithin(mask: number, year: number, {first, last}: UnitMember): number {
  const months = Array.from({length: 12}, (_, at) => at + 1);
  const left = months.filter((month) => first <= year * 100 + month && year * 100 + month <= last);
  return left.reduce((held, month) => held | (mask & (1 << month)), 0);
}

function byPlace(one: TotalCell, other: TotalCell): number {
  return (
    one.period - other.period ||
    inOrder(one.reporter, other.reporter) ||
    inOrder(one.partner, other.partner) ||
    inOrder(one.flow, other.flow) ||
    inOrder(one.source, other.source) ||
    Number(other.isYear) - Number(one.isYear)
  );
}

function inOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function rowOf(cell: TotalCell): StoreRow {
  return {
    period: cell.period,
    reporter: cell.reporter,
    partner: cell.partner,
    flow: cell.flow,
    label: "TOTAL",
    source: cell.source,
    frequency: cell.isYear ? "A" : "M",
    months: cell.months,
    value_usd: cell.value === null ? null : dollars(cell.value),
    records: cell.records,
    partner_set: cell.partnerSet,
    goods_set: cell.goodsSet,
  };
}

/** Ten-thousandths as dollars, rounded as the engine rounds a decimal: once where they fit a number, else by parts. */
function dollars(value: bigint): number {
  const number = Number(value);
  if (Number.isSafeInteger(number)) return number / 1e4;
  return Number(value / 10_000n) + Number(value % 10_000n) / 1e4;
}
