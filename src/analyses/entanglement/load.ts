import {coveredByMeasure, heldTies, sourceIds, weighedByMeasure} from "../../layers/ties/index.ts";
import type {TieMeasure} from "../../reference/index.ts";
import type {Reader, Statement, StoreRow} from "../../store/index.ts";
import {cutMeasures, type Unsaid, unsaidBy} from "./cut.ts";
import {type PairWeight, type Series, unitWeights} from "./series.ts";
import {seenYears, spellWeights, standingsAside} from "./spells.ts";
import {tradeSeries} from "./trade.ts";
import type {Unit} from "./units.ts";

/** Whose weights are wanted, with whom, and when. */
export interface LoadInput {
  readonly states: readonly Unit[];
  readonly poles: readonly Unit[];
  readonly from: number;
  readonly to: number;
}

/** The measures with their data, in their order; all ties in one read, and those about one state alone in another. */
export async function loadSeries(
  store: Reader,
  measures: readonly TieMeasure[],
  input: LoadInput,
): Promise<Series[]> {
  const ends = endsOf(input);
  const paired = measures.filter(({statistic}) => statistic !== "trade" && statistic !== "proximity");
  const alone = measures.filter(({statistic}) => statistic === "proximity");
  const covering = measures.filter(({statistic, absent}) => statistic === "value" && absent === "zero");
  const {from, to} = input;
  const ids = (await store.rows(sourceIds())).map(({id}) => String(id));
  const [ties, positions, covered, trade] = await Promise.all([
    readBy(store, paired, (own) =>
      weighedByMeasure({measures: own, ...ends.withOrganisations, from, to}, ids),
    ),
    readBy(store, alone, (own) => weighedByMeasure({measures: own, ends: null, others: [], from, to}, ids)),
    readBy(store, covering, (own) => coveredByMeasure(own, {states: ends.ends, from, to})),
    Promise.all(
      measures.map((measure) =>
        measure.statistic === "trade" ? tradeSeries(store, measure, input) : Promise.resolve(null),
      ),
    ),
  ]);
  const read = new Map(
    measures.map((measure) => [
      measure,
      positions.get(measure) ?? (ties.get(measure) ?? []).filter(isBetween(measure, ends)),
    ]),
  );
  const cut = await cutMeasures(store, read, {asked: input.states, year: to});
  return measures.map(
    (measure, at) =>
      trade[at] ??
      seriesOf(measure, {
        rows: read.get(measure) ?? [],
        covered: covered.get(measure) ?? [],
        unsaid: unsaidBy(measure, cut),
        ids,
        input,
      }),
  );
}

/** Rows of a statement about several measures, by measure; no statement where there is none. */
async function readBy(
  store: Reader,
  measures: readonly TieMeasure[],
  statement: (measures: readonly TieMeasure[]) => Statement,
): Promise<ReadonlyMap<TieMeasure, StoreRow[]>> {
  const rows = measures.length === 0 ? [] : await store.rows(statement(measures));
  const byPlace = Map.groupBy(rows, ({measure}) => Number(measure));
  return new Map(measures.map((measure, place) => [measure, byPlace.get(place) ?? []]));
}

function seriesOf(
  measure: TieMeasure,
  {
    rows,
    covered,
    unsaid,
    ids,
    input,
  }: {
    readonly rows: readonly StoreRow[];
    readonly covered: readonly StoreRow[];
    readonly unsaid: Unsaid;
    readonly ids: readonly string[];
    readonly input: LoadInput;
  },
): Series {
  const sources = [...new Set(rows.map(({source}) => ids[Number(source) - 1] ?? ""))].sort();
  const shared = {measure, sources, rows: rows.length, aside: standingsAside(measure, rows), unsaid};
  switch (measure.statistic) {
    case "spells":
    case "memberships":
      return {
        ...shared,
        periods: rows.length === 0 ? [] : seenYears(rows, input),
        weight: unitWeights(measure, spellWeights(measure, rows), unsaid),
      };
    case "proximity":
      return {...shared, periods: periodsOf(rows), weight: unitWeights(measure, proximity(rows), unsaid)};
    default: {
      const seen = new Set(covered.map(({state, year}) => `${state} ${year}`));
      const known = measure.absent === "zero" ? seen : null;
      return {
        ...shared,
        periods: periodsOf(rows),
        weight: unitWeights(measure, values(measure, rows, known), unsaid),
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

/** The states asked about and the members of the poles, and whom a tie of one of them can be with. */
interface Ends {
  readonly ends: readonly string[];
  readonly members: ReadonlySet<string>;
  readonly withOrganisations: {readonly ends: readonly string[]; readonly others: readonly string[]};
}

function endsOf({states, poles, from, to}: LoadInput): Ends {
  const years = Array.from({length: to - from + 1}, (_, at) => from + at);
  const members = [...new Set(poles.flatMap((pole) => years.flatMap((year) => pole.members(year))))];
  const organisations = poles.flatMap((pole) => pole.organisations);
  const ends = [...new Set([...states.map(({id}) => id), ...members])];
  return {
    ends,
    members: new Set(members),
    withOrganisations: {ends, others: [...new Set([...members, ...organisations])]},
  };
}

// An organisation stands for a pole only in measures of what is on record.
function isBetween({absent}: TieMeasure, {ends, members}: Ends): (row: StoreRow) => boolean {
  if (absent === "none") return () => true;
  const own = new Set(ends);
  return ({a, b}) => {
    const [one, other] = [String(a), String(b)];
    return (own.has(one) && members.has(other)) || (own.has(other) && members.has(one));
  };
}

function periodsOf(rows: readonly StoreRow[]): string[] {
  return [...new Set(rows.map(({period}) => String(period)))].sort();
}

function values(
  measure: TieMeasure,
  rows: readonly StoreRow[],
  covered: ReadonlySet<string> | null,
): PairWeight {
  const known = valueTable(rows);
  const isWhole = wholeLists(measure, covered);
  const one: PairWeight = (from, to, period) => {
    const value = known.get(`${from} ${to} ${period}`);
    if (value !== undefined) return value;
    const year = period.slice(0, 4);
    return isWhole(from, "first", year) && isWhole(to, "second", year) ? 0 : null;
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

/** Whether the source lists every pair of a state at this end of its rows in a year. */
function wholeLists({partial}: TieMeasure, covered: ReadonlySet<string> | null) {
  return (state: string, end: "first" | "second", year: string): boolean =>
    covered?.has(`${state} ${year}`) === true &&
    !partial.some(
      (one) =>
        one.state === state &&
        one.end === end &&
        one.from <= Number(year) &&
        (one.to === null || Number(year) <= one.to),
    );
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
