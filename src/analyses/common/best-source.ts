import type {TradeSlice} from "../../layers/trade/index.ts";

/** A sum of all goods of one source, for a unit by one of its members, with what decides between sources. */
export interface TotalCell {
  readonly source: string;
  readonly rank: number;
  readonly partnerSet: string;
  readonly goodsSet: string;
  readonly reporter: string;
  /** The reporting state; the unit itself where that is told as one. */
  readonly member: string;
  readonly whole: boolean;
  readonly partner: string;
  /** Trade with the world as published. */
  readonly world: boolean;
  readonly flow: string;
  /** As asked: a year or a month. */
  readonly period: number;
  /** Published as a year. */
  readonly isYear: boolean;
  /** Months of the year that the source has of the reporter; null where that is not known, and of months. */
  readonly months: number | null;
  /** Ten-thousandths of a US dollar. */
  readonly value: bigint | null;
  readonly records: number;
}

/**
 * The cells of the source that answers: for each member the best one, and of a bloc either the members or what is told as one,
 * whichever is the better. The better covers more of the period, then is the published total of the world, then has the lower rank.
 */
export function bestOnly(cells: readonly TotalCell[], slice: TradeSlice): TotalCell[] {
  const before = orderOf(slice);
  // Asked for by name, the world is a partner beside others; else it is one of two ways to the sum of all.
  const apart = ({world}: TotalCell) => (slice.partners === null ? "" : ` ${world}`);
  const ofUnit = (cell: TotalCell) => `${cell.reporter} ${cell.flow} ${cell.period}${apart(cell)}`;
  const ofMember = (cell: TotalCell) => `${cell.member} ${ofUnit(cell)}`;
  const [bestOfUnit, bestOfMember] = [firstOf(cells, ofUnit, before), firstOf(cells, ofMember, before)];
  return cells.filter((cell) => {
    const [best, own] = [bestOfUnit.get(ofUnit(cell)), bestOfMember.get(ofMember(cell))];
    return best?.whole === cell.whole && own !== undefined && before(own, cell) === 0;
  });
}

type Order = (one: TotalCell, other: TotalCell) => number;

function firstOf(
  cells: readonly TotalCell[],
  keyOf: (cell: TotalCell) => string,
  order: Order,
): ReadonlyMap<string, TotalCell> {
  const first = new Map<string, TotalCell>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const best = first.get(key);
    if (best === undefined || order(cell, best) < 0) first.set(key, cell);
  }
  return first;
}

function orderOf({partners, splitPartners}: TradeSlice): Order {
  const everyPartner = partners === null && splitPartners;
  return (one, other) =>
    // Asked for every partner, a source of a few partners must not hide one of all.
    (everyPartner ? compare(one.partnerSet, other.partnerSet) : 0) ||
    compare(monthsKnown(other), monthsKnown(one)) ||
    compare(Number(other.world), Number(one.world)) ||
    compare(one.rank, other.rank) ||
    compare(Number(!one.isYear), Number(!other.isYear)) ||
    compare(Number(one.whole), Number(other.whole));
}

/** Unknown ones come behind all that are known. */
function monthsKnown({months}: TotalCell): number {
  return months ?? -1;
}

function compare<Value extends number | string>(one: Value, other: Value): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
