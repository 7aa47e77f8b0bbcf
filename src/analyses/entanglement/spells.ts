import type {TieMeasure} from "../../reference/index.ts";
import type {StoreRow} from "../../store/index.ts";
import type {PairWeight, Window} from "./series.ts";
import type {Unit} from "./units.ts";

/** Days a tie can have held, both included. */
interface Span {
  readonly first: number;
  readonly last: number;
}

const OPEN = 1e7;
const MS_A_DAY = 86_400_000;

/** Ties of a pair: those that count, those beside which they do not, and all that the source tells. */
interface Held {
  readonly counting: readonly Span[];
  readonly paused: readonly Span[];
  readonly told: readonly Span[];
}

/**
 * Mean number of ties in force over the days of a year, by pair. A pair without a tie is unknown where the measure says so, and else
 * weighs nothing. Where absence is unknown, days of which the source tells nothing are left out, and with them a year that has more of these
 * than of others.
 */
export function spellWeights(measure: TieMeasure, rows: readonly StoreRow[]): PairWeight {
  const byPair = new Map(
    [...Map.groupBy(rows, ({a, b}) => `${a} ${b}`)].map(
      ([pair, own]) => [pair, heldBy(measure, own)] as const,
    ),
  );
  const undirected = rows.some(({directed}) => directed === false);
  const held = (from: string, to: string) =>
    byPair.get(`${from} ${to}`) ?? (undirected ? byPair.get(`${to} ${from}`) : undefined);
  return (from, to, period) => {
    const own = held(from, to);
    if (own === undefined) return measure.absent === "unknown" ? null : 0;
    const year = yearSpan(Number(period));
    const days = year.last - year.first + 1;
    if (measure.absent !== "unknown") return inForce(measure, own, year) / days;
    const told = daysIn(own.told, year);
    return 2 * told < days ? null : inForce(measure, own, year) / told;
  };
}

/**
 * Standings beside full ones: an associate, an observer or a frozen member is tied, and by how much no source says. They are told, not
 * weighed.
 */
export function standingsAside(
  {statuses, statistic}: TieMeasure,
  rows: readonly StoreRow[],
): (owner: Unit, target: Unit, window: Window) => string[] {
  if (statistic !== "memberships" || statuses === null) return () => [];
  const lesser = rows.filter(({status}) => !statuses.includes(String(status)));
  return (owner, target, {from, to}) => {
    const [members, span] = [owner.members(to), {first: yearSpan(from).first, last: yearSpan(to).last}];
    const held = lesser.filter(
      (row) => members.includes(String(row.a)) && target.organisations.includes(String(row.b)),
    );
    const seen = held.filter((row) => spanOf(row).first <= span.last && spanOf(row).last >= span.first);
    return [...new Set(seen.map(({b, status}) => `${b}: ${String(status).replaceAll("_", " ")}`))].sort();
  };
}

function heldBy({statuses, pausedBy}: TieMeasure, rows: readonly StoreRow[]): Held {
  return {
    counting: rows.filter(({status}) => statuses?.includes(String(status)) ?? true).map(spanOf),
    paused: rows.filter(({status}) => pausedBy.includes(String(status))).map(spanOf),
    told: rows.map(spanOf),
  };
}

/** Days of a year with a tie, each as often as ties count. */
function inForce(measure: TieMeasure, {counting, paused}: Held, year: Span): number {
  const isSeen = ({first, last}: Span) => first <= year.last && last >= year.first;
  const [ties, pauses] = [counting.filter(isSeen), paused.filter(isSeen)];
  let total = 0;
  for (const {first, last} of stretches([...ties, ...pauses], year)) {
    if (pauses.some((span) => holds(span, first))) continue;
    const now = ties.filter((span) => holds(span, first)).length;
    // In one organisation a state is in or out, however many standings it has there; facts of other kinds are told apart.
    const most = measure.statistic === "memberships" || measure.combine === "mean" ? 1 : now;
    total += Math.min(most, now) * (last - first + 1);
  }
  return total;
}

/** Days of a year on which one of the spans holds. */
function daysIn(spans: readonly Span[], year: Span): number {
  const seen = spans.filter(({first, last}) => first <= year.last && last >= year.first);
  return stretches(seen, year)
    .filter(({first}) => seen.some((span) => holds(span, first)))
    .reduce((sum, {first, last}) => sum + last - first + 1, 0);
}

/** Stretches of a year in which the same spans hold. */
function stretches(spans: readonly Span[], year: Span): Span[] {
  const begins = spans
    .flatMap(({first, last}) => [first, last + 1])
    .filter((day) => day > year.first && day <= year.last);
  const days = [...new Set([year.first, ...begins])].sort((a, b) => a - b);
  return days.map((first, at) => ({first, last: (days[at + 1] ?? year.last + 1) - 1}));
}

function holds({first, last}: Span, day: number): boolean {
  return first <= day && day <= last;
}

function spanOf({first_day: first, last_day: last}: StoreRow): Span {
  return {first: typeof first === "number" ? first : -OPEN, last: typeof last === "number" ? last : OPEN};
}

/** First and last day of a year, as days since 1970. */
export function yearSpan(year: number): Span {
  return {first: Date.UTC(year, 0, 1) / MS_A_DAY, last: Date.UTC(year, 11, 31) / MS_A_DAY};
}

/**
 * Years that a source of spells looked at for at least half of their days, among those asked for.
 */
export function seenYears(
  rows: readonly StoreRow[],
  {from, to}: {readonly from: number; readonly to: number},
): string[] {
  const first = latest(
    rows.map(({seen_from: seen}) => seen),
    "first",
  );
  const last = latest(
    rows.map(({seen_to: seen}) => seen),
    "last",
  );
  const years = Array.from({length: Math.max(to - from + 1, 0)}, (_, at) => from + at);
  return years
    .filter((year) => {
      const span = yearSpan(year);
      const seen = Math.min(last ?? OPEN, span.last) - Math.max(first ?? -OPEN, span.first) + 1;
      return 2 * seen >= span.last - span.first + 1;
    })
    .map(String);
}

/** Of the days from which, or to which, a source looked: the earliest from, the latest to; null where a row is unbounded. */
function latest(dates: readonly unknown[], side: "first" | "last"): number | null {
  const days = dates.flatMap((date) => (typeof date === "string" ? [dayOf(date, side)] : []));
  if (days.length === 0 || (side === "first" && days.length < dates.length)) return null;
  return side === "first" ? Math.min(...days) : Math.max(...days);
}

function dayOf(date: string, side: "first" | "last"): number {
  const [year = Number.NaN, month, day] = date.split("-").map(Number);
  if (day !== undefined) return Date.UTC(year, (month ?? 1) - 1, day) / MS_A_DAY;
  if (side === "first") return Date.UTC(year, (month ?? 1) - 1, 1) / MS_A_DAY;
  return Date.UTC(year, month ?? 12, 0) / MS_A_DAY;
}
