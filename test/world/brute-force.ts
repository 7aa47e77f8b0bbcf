import type {TradeParams} from "../../src/analyses/index.ts";
import {type Frequency, periodsIn} from "../../src/base/index.ts";
import {referenceRates} from "../../src/ingest/index.ts";
import {type Goods, listGoods, parseGoods} from "../../src/layers/trade/index.ts";
import {blocMembers} from "../../src/reference/index.ts";
import type {SourceRow} from "./source.ts";

/** A sum as the plain loops find it. */
export interface PlainSum {
  readonly key: string;
  readonly value: number;
  readonly months: number | null;
  readonly records: number;
}

interface Labelled {
  readonly row: SourceRow;
  readonly reporter: string;
  readonly partner: string;
  readonly flow: string;
  readonly label: string;
  /** The period of the answer: the year of a month where years are asked for. */
  readonly period: string;
}

/**
 * What `trade` must answer, by plain loops over the records of one publication of all goods and all partners by HS6, from
 * the reporter's records or from the partner's. Blocs hold their members at the time; of a year's own figure and its
 * months, the year is taken.
 */
export function plainSums(rows: readonly SourceRow[], params: TradeParams): PlainSum[] {
  const by =
    params.flow === null && !params.by.includes("flow") ? [...params.by, "flow" as const] : params.by;
  const chosen = yearsFirst(rows.flatMap((row) => labelled(row, params)));
  const groups = Map.groupBy(chosen, (entry) =>
    by.map((dimension) => (dimension === "product" ? entry.label : entry[dimension])).join(" "),
  );
  return [...groups].map(([key, entries]) => ({
    key,
    value: entries.reduce((sum, {row}) => sum + worth(row, params.currency), 0),
    months:
      params.period.frequency === "M"
        ? null
        : Math.min(...entries.map((entry) => monthsOf(entry, rows, params))),
    records: entries.length,
  }));
}

const OTHER = {X: "M", M: "X", RX: "RX"} as const;

function labelled(row: SourceRow, params: TradeParams): Labelled[] {
  const at = periodOf(row.period, params.period.frequency);
  if (at === null || !periodsIn(params.period).some((period) => period === at)) return [];
  const own = params.side === "reporter";
  if (!own && row.flow === "RX") return [];
  const flow = own ? row.flow : OTHER[row.flow];
  if (params.flow === null ? flow === "RX" : flow !== params.flow) return [];
  const [from, to] = own ? [row.reporter, row.partner] : [row.partner, row.reporter];
  const reporters = params.by.includes("reporter")
    ? unitsApart(from, params)
    : unitsOf(from, row.period, params.reporters);
  return reporters.flatMap((reporter) =>
    unitsOf(to, row.period, params.partners).flatMap((partner) =>
      labelsOf(row, params).map((label) => ({row, reporter, partner, flow, label, period: at})),
    ),
  );
}

function periodOf(period: number, frequency: Frequency): string | null {
  const text = String(period);
  if (frequency === "A") return text.slice(0, 4);
  return text.length === 6 ? `${text.slice(0, 4)}-${text.slice(4)}` : null;
}

/** Units that hold the state at the time. */
function unitsOf(state: string, period: number, units: readonly string[] | null): string[] {
  return units === null ? [state] : units.filter((unit) => unit === state || memberAt(unit, state, period));
}

/** The state itself: shown by itself, it stands with all its years if it was a member in one of them. */
function unitsApart(state: string, {reporters, period: {from, to}}: TradeParams): string[] {
  const [start, end] = [Number(from.slice(0, 4)) * 100 + 1, Number(to.slice(0, 4)) * 100 + 12];
  const within = (bloc: string): boolean =>
    spells(bloc, state).some(({first, last}) => first <= end && last >= start);
  return reporters === null || reporters.some((unit) => unit === state || within(unit)) ? [state] : [];
}

function memberAt(bloc: string, state: string, period: number): boolean {
  const month = period < 10_000 ? period * 100 + 12 : period;
  return spells(bloc, state).some(({first, last}) => first <= month && month <= last);
}

function spells(bloc: string, state: string): {readonly first: number; readonly last: number}[] {
  const month = (date: string | null, otherwise: number): number =>
    date === null ? otherwise : Number(date.slice(0, 7).replace("-", ""));
  return blocMembers()
    .filter((member) => member.bloc === bloc && member.iso3 === state)
    .map(({start, end}) => ({first: month(start, 0), last: month(end, 999_912)}));
}

function labelsOf({product, period}: SourceRow, {goods, product: asked, by}: TradeParams): string[] {
  const wanted: Goods = goods === null ? parseGoods(asked) : listGoods(goods).goods;
  if (wanted.kind === "total") return ["TOTAL"];
  if (wanted.kind === "codes") return wanted.codes.filter((code) => product.startsWith(code));
  const edition = Number(String(period).slice(0, 4)) < 2022 ? "HS2017" : "HS2022";
  // A line that stands under several codes of a list counts under the longest of them.
  const [hit] = wanted.codes
    .filter((code) => product.startsWith(code.code) && (code.edition === "" || code.edition === edition))
    .toSorted((a, b) => b.code.length - a.code.length || (a.label < b.label ? -1 : 1));
  if (hit === undefined) return [];
  return wanted.kind === "editions" || by.includes("product") ? [hit.label] : [wanted.id];
}

/** Of what one office publishes of a flow, label and period: its yearly records if there are any, else its months. */
function yearsFirst(entries: readonly Labelled[]): Labelled[] {
  const groups = Map.groupBy(
    entries,
    ({row, label, period}) => `${row.reporter} ${row.flow} ${label} ${period}`,
  );
  return [...groups.values()].flatMap((group) => {
    const years = group.filter(({row}) => row.period < 10_000);
    return years.length > 0 ? years : group;
  });
}

// A year that only months cover has as many months as its office (or a bloc's offices together) has of any goods with anyone.
function monthsOf(entry: Labelled, rows: readonly SourceRow[], params: TradeParams): number {
  const {row, period} = entry;
  if (row.period < 10_000) return 12;
  const unit = publishingUnit(entry, params);
  const own = rows.filter(
    (other) =>
      other.period > 9_999 &&
      other.flow === row.flow &&
      String(other.period).startsWith(period) &&
      (other.reporter === unit || memberAt(unit, other.reporter, other.period)),
  );
  return new Set(own.map((other) => other.period)).size;
}

function publishingUnit(
  {row, reporter, partner}: Labelled,
  {side, by, reporters, partners}: TradeParams,
): string {
  if (side === "partner") return partners === null ? row.reporter : partner;
  return reporters === null || by.includes("reporter") ? row.reporter : reporter;
}

const RATES = referenceRates();

function worth({value, period}: SourceRow, currency: "usd" | "eur"): number {
  return currency === "usd" ? value : value / (RATES.get(period) ?? Number.NaN);
}
