import {branded, type PeriodRange} from "../../base/index.ts";
import {tradeCells} from "../../layers/trade/index.ts";
import {poles, type TieMeasure} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {type SliceSpec, toSlice} from "../common/slice.ts";
import {remembered, type Series} from "./series.ts";
import type {Unit} from "./units.ts";

/** What one unit reports of a year: exports and imports by partner. */
interface Book {
  readonly usd: Map<string, number>;
  /** Flows of which every partner is published: one that is not named had none. */
  readonly whole: Set<string>;
}

/**
 * Turnover by year: exports and imports as the owner reports them; where it does not report both with every partner, as the other does.
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
  const rows = await store.rows(
    tradeCells(toSlice(turnoverSpec({reporters: units, partners: units, from, to}))),
  );
  const books = booksOf(rows);
  const told = (one: Unit, other: Unit, year: string) =>
    turnoverIn(books.get(`${tradeUnit(one.id)} ${year}`), tradeUnit(other.id));
  return {
    measure,
    periods: [...new Set(rows.map(({period}) => String(period)))].sort(),
    weight: remembered((owner, target, year) => told(owner, target, year) ?? told(target, owner, year)),
    sources: [...new Set(rows.map(({source}) => String(source)))].sort(),
    rows: rows.length,
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
  for (const {period, reporter, partner, flow, value_usd: usd, months, partner_set: set} of rows) {
    const isYear = months === null || months === undefined || Number(months) === 12;
    if (typeof usd !== "number" || !isYear) continue;
    const key = `${reporter} ${period}`;
    const book = books.get(key) ?? {usd: new Map<string, number>(), whole: new Set<string>()};
    const line = `${partner} ${flow}`;
    const before = book.usd.get(line);
    book.usd.set(line, before === undefined ? usd : before + usd);
    if (set === "all") book.whole.add(String(flow));
    books.set(key, book);
  }
  return books;
}

function turnoverIn(book: Book | undefined, partner: string): number | null {
  if (book === undefined) return null;
  const [sold, bought] = ["X", "M"].map(
    (flow) => book.usd.get(`${partner} ${flow}`) ?? (book.whole.has(flow) ? 0 : null),
  );
  return typeof sold !== "number" || typeof bought !== "number" ? null : sold + bought;
}
