import {coveredYears, heldTies, weighedTies} from "../../layers/ties/index.ts";
import type {TieMeasure} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {type PairWeight, type Series, unitWeights} from "./series.ts";
import {seenYears, spellWeights} from "./spells.ts";
import {tradeSeries} from "./trade.ts";
import type {Unit} from "./units.ts";

/** Whose weights are wanted, with whom, and when. */
export interface LoadInput {
  readonly states: readonly Unit[];
  readonly poles: readonly Unit[];
  readonly from: number;
  readonly to: number;
}

/** A measure with its data, read from the store. */
export async function loadSeries(store: Reader, measure: TieMeasure, input: LoadInput): Promise<Series> {
  if (measure.statistic === "trade") return tradeSeries(store, measure, input);
  const rows = await store.rows(
    weighedTies({...measure, ...endsOf(measure, input), from: input.from, to: input.to}),
  );
  const sources = [...new Set(rows.map(({source}) => String(source)))].sort();
  const shared = {measure, sources, rows: rows.length};
  switch (measure.statistic) {
    case "spells":
    case "memberships":
      return {
        ...shared,
        periods: rows.length === 0 ? [] : seenYears(rows, input),
        weight: unitWeights(measure, spellWeights(measure, rows)),
      };
    case "proximity":
      return {...shared, periods: periodsOf(rows), weight: unitWeights(measure, proximity(rows))};
    case "value": {
      const covered = measure.absent === "zero" ? await coverage(store, measure) : null;
      return {
        ...shared,
        periods: periodsOf(rows),
        weight: unitWeights(measure, values(measure, rows, covered)),
      };
    }
  }
}

/** Ties of the layers in these years that no measure reads, by kind. */
export async function unreadTies(
  store: Reader,
  measures: readonly TieMeasure[],
  {layers, from, to}: {readonly layers: readonly string[]; readonly from: number; readonly to: number},
): Promise<{readonly reason: string; readonly rows: number}[]> {
  const held = await store.rows(heldTies({layers, from, to}));
  return held.flatMap(({layer, kind, source, ties}) => {
    const isRead = measures.some(
      (one) =>
        one.layer === layer &&
        one.kinds.includes(String(kind)) &&
        (one.source === null || one.source === source),
    );
    return isRead ? [] : [{reason: `${source}: ${layer}/${kind} is read by no measure`, rows: Number(ties)}];
  });
}

function endsOf(measure: TieMeasure, {states, poles, from, to}: LoadInput) {
  if (measure.statistic === "proximity") return {ends: null, others: []};
  const years = Array.from({length: to - from + 1}, (_, at) => from + at);
  const members = [...new Set(poles.flatMap((pole) => years.flatMap((year) => pole.members(year))))];
  const organisations = measure.absent === "none" ? poles.flatMap((pole) => pole.organisations) : [];
  return {
    ends: [...new Set([...states.map(({id}) => id), ...members])],
    others: [...new Set([...members, ...organisations])],
  };
}

function periodsOf(rows: readonly StoreRow[]): string[] {
  return [...new Set(rows.map(({period}) => String(period)))].sort();
}

async function coverage(store: Reader, measure: TieMeasure): Promise<ReadonlySet<string>> {
  const rows = await store.rows(coveredYears(measure));
  return new Set(rows.map(({state, year}) => `${state} ${year}`));
}

function values(
  measure: TieMeasure,
  rows: readonly StoreRow[],
  covered: ReadonlySet<string> | null,
): PairWeight {
  const known = valueTable(rows);
  const one: PairWeight = (from, to, period) => {
    const value = known.get(`${from} ${to} ${period}`);
    if (value !== undefined) return value;
    const year = period.slice(0, 4);
    return covered?.has(`${from} ${year}`) && covered.has(`${to} ${year}`) ? 0 : null;
  };
  switch (measure.ends) {
    case "out":
      return one;
    case "in":
      return (from, to, period) => one(to, from, period);
    case "both":
      return (from, to, period) => {
        const [there, back] = [one(from, to, period), one(to, from, period)];
        return there === null || back === null ? null : there + back;
      };
  }
}

// A row without a value says that it is not known; where a source gives a pair twice, neither is taken.
function valueTable(rows: readonly StoreRow[]): ReadonlyMap<string, number | null> {
  const known = new Map<string, number | null>();
  for (const {a, b, period, value, directed} of rows) {
    const keys =
      directed === false ? [`${a} ${b} ${period}`, `${b} ${a} ${period}`] : [`${a} ${b} ${period}`];
    for (const key of keys) known.set(key, known.has(key) || typeof value !== "number" ? null : value);
  }
  return known;
}

/** One less the distance of two positions as a share of the span of all that are known in the period. */
function proximity(rows: readonly StoreRow[]): PairWeight {
  const positions = new Map<string, number>();
  const spans = new Map<string, {readonly low: number; readonly high: number}>();
  for (const {a, period, value} of rows) {
    if (typeof value !== "number") continue;
    positions.set(`${a} ${period}`, value);
    const span = spans.get(String(period)) ?? {low: value, high: value};
    spans.set(String(period), {low: Math.min(span.low, value), high: Math.max(span.high, value)});
  }
  return (from, to, period) => {
    const [one, other] = [positions.get(`${from} ${period}`), positions.get(`${to} ${period}`)];
    const span = spans.get(period);
    if (one === undefined || other === undefined || span === undefined || span.high === span.low) return null;
    return 1 - Math.abs(one - other) / (span.high - span.low);
  };
}
