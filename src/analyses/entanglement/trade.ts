import {branded, type PeriodRange} from "../../base/index.ts";
import {poles, type TieMeasure} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {type SliceSpec, toSlice} from "../common/slice.ts";
import {dollarCells} from "../common/total-cells.ts";
import {remembered, type Series} from "./series.ts";
import type {Unit} from "./units.ts";

/** What one unit reports of a year: US dollars by partner and flow. */
type Book = Map<string, number>;

/**
 * Turnover by year: exports and imports as the owner reports them; where it does not report both with the other, as the other does. A
 * pole that a report does not name is unknown, never zero: even reports of all partners leave some out.
 * A year that only months cover counts when all twelve are there.
 */
export async function tradeSeries(
  store: Reader,
  measure: TieMeasure,
  {
    states,
    poles: others,
    from,
    to,
  }: {
    readonly states: readonly Unit[];
    readonly poles: readonly Unit[];
    readonly from: number;
    readonly to: number;
  },
): Promise<Series> {
  const units = [...new Set([...states, ...others].map(({id}) => tradeUnit(id)))];
  const rows = await dollarCells(store, toSlice(turnoverSpec({reporters: units, partners: units, from, to})));
  const books = booksOf(rows);
  const told = (one: Unit, other: Unit, year: string) =>
    turnoverIn(books.get(`${tradeUnit(one.id)} ${year}`), tradeUnit(other.id));
  return {
    measure,
    periods: [...new Set(rows.map(({period}) => String(period)))].sort(),
    weight: remembered((owner, target, year) => told(owner, target, year) ?? told(target, owner, year)),
    sources: [...new Set(rows.map(({source}) => String(source)))].sort(),
    rows: rows.length,
    aside: () => [],
    unsaid: () => null,
  };
}

/** The trade of these units with one another, all goods, both flows, by year. */
export function turnoverSpec({
  reporters,
  partners,
  from,
  to,
}: {
  readonly reporters: readonly string[];
  readonly partners: readonly string[];
  readonly from: number;
  readonly to: number;
}): SliceSpec {
  return {
    reporters,
    partners,
    flows: ["X", "M"],
    goods: "TOTAL",
    range: years(from, to),
    source: null,
    basis: "origin",
    sides: "mirror",
    codes: "all",
    codesYear: null,
    splitPartners: true,
    splitGoods: false,
  };
}

function years(from: number, to: number): PeriodRange {
  return {from: branded(String(from)), to: branded(String(to)), frequency: "A"};
}

/** The name of a unit in the trade layer: a pole's state or bloc, or the state itself. */
export function tradeUnit(id: string): string {
  return poles().find((pole) => pole.id === id)?.member ?? id;
}

function booksOf(rows: readonly StoreRow[]): ReadonlyMap<string, Book> {
  const books = new Map<string, Book>();
  for (const {period, reporter, partner, flow, value_usd: usd, months} of rows) {
    const isYear = months === null || months === undefined || Number(months) === 12;
    if (typeof usd !== "number" || !isYear) continue;
    const book = books.get(`${reporter} ${period}`) ?? new Map<string, number>();
    const before = book.get(`${partner} ${flow}`);
    book.set(`${partner} ${flow}`, before === undefined ? usd : before + usd);
    books.set(`${reporter} ${period}`, book);
  }
  return books;
}

function turnoverIn(book: Book | undefined, partner: string): number | null {
  const [sold, bought] = [book?.get(`${partner} X`), book?.get(`${partner} M`)];
  return sold === undefined || bought === undefined ? null : sold + bought;
}
