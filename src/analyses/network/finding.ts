import {
  branded,
  didYouMean,
  type Evidence,
  type Finding,
  type FindingColumn,
  type FindingRow,
  finding,
  type Period,
  quoteList,
  UsageError,
} from "../../base/index.ts";
import {endsOf, readNetwork} from "../../layers/ties/index.ts";
import {poleStates, poles, type TieMeasure, tieMeasures} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {lineageOf} from "../common/lineage.ts";
import {TIE_SLICE_QUERY, tieSample} from "../common/ties.ts";
import {dayOf} from "../ties/slice.ts";
import {CHANGE_COLUMNS, EDGE_COLUMNS, stateColumns} from "./columns.ts";
import {type Gaps, gapsOf} from "./gaps.ts";
import {type NetworkAt, networkAt} from "./graphs.ts";
import type {NetworkParams} from "./params.ts";
import {changeRows, edgeRows, stateRows} from "./rows.ts";

const MOST_ROWS = 20_000;
const MS_A_DAY = 86_400_000;

/**
 * The network of ties on a date: each state's degree by layer, how its ties lie over layers, whom it stands between, and how central it is;
 * or the edges themselves; or what changed from another date.
 *
 * Which rows are ties is as `entanglement` reads them: reference/entanglement/measures.csv. Nearness and favour are of every pair and are
 * no ties; trade is not in the network.
 *
 * @throws UsageError "unknown-layer", "unknown-state", "bad-date", "too-many-edges"
 */
export async function networkFinding(
  store: Reader,
  params: NetworkParams,
  known: readonly TieMeasure[] = tieMeasures(),
): Promise<Finding> {
  const measures = chosen(params.layers, known);
  const states = params.states === null ? null : endsOf(params.states);
  const dates = [params.compare, params.date].flatMap((date) => (date === null ? [] : [spanOf(date)]));
  const days = {
    from: String(dates.map(({from}) => from).sort()[0]),
    to: String(
      dates
        .map(({to}) => to)
        .sort()
        .at(-1),
    ),
  };
  const {network, sources, rows: read} = await readNetwork(store, {measures, ...days});
  const layers = [...new Set(measures.map(({layer}) => layer))];
  const at = dates.map(({first, last}) => networkAt(network, {first, last, layers}));
  const year = Number(params.date.slice(0, 4));
  const gaps = await gapsOf(store, measures, {at: at.at(-1), year});
  const {columns, rows} = answerOf({network, at, params, states, layers, gaps});
  refuseTooMany(rows.length);
  const [sample, lineage] = await Promise.all([tieSample(store, sources, read), lineageOf(store, sources)]);
  return finding({
    kind: "network",
    question: questionOf(params, states),
    parameters: {
      date: params.date,
      compare: params.compare,
      states,
      layers,
      show: params.show,
      measures: measures.map(({layer, measure}) => `${layer}/${measure}`),
    },
    columns,
    rows,
    estimates: [],
    sample: {
      ...sample,
      dropped: [...sample.dropped, ...network.dropped.map(({reason, ties}) => ({reason, rows: ties}))],
    },
    warnings: [...warningsOf(measures, at), ...cutWarnings(gaps)],
    caveats: CAVEATS,
    evidence: rows.flatMap((row, place) => evidenceOf(row, place, {measures, days})),
    lineage,
  });
}

const CAVEATS = [
  "A pair without an edge has no tie on record in these layers and sources, which is no evidence that it has none.",
  "Measures over all layers leave directions aside, and give each measure's ties the same sum.",
];

interface Asked {
  readonly network: Parameters<typeof stateRows>[0];
  readonly at: readonly NetworkAt[];
  readonly params: NetworkParams;
  readonly states: readonly string[] | null;
  readonly layers: readonly string[];
  readonly gaps: Gaps;
}

function answerOf({network, at, params, states, layers, gaps}: Asked): {
  readonly columns: readonly FindingColumn[];
  readonly rows: readonly FindingRow[];
} {
  const [first, last = first] = at;
  if (first === undefined || last === undefined) return {columns: [], rows: []};
  const isAsked = ({a, b}: FindingRow) =>
    states === null || states.includes(String(a)) || states.includes(String(b));
  if (params.compare !== null)
    return {columns: CHANGE_COLUMNS, rows: changeRows(network, first, last).filter(isAsked)};
  if (params.show === "edges") return {columns: EDGE_COLUMNS, rows: edgeRows(network, last).filter(isAsked)};
  return {
    columns: stateColumns(layers),
    rows: stateRows(network, last, {states, poleOf: poleOn(params.date), gaps}),
  };
}

function poleOn(date: string): (state: string) => string | null {
  const period = branded<string, "Period">(date.slice(0, 4)) satisfies Period;
  const byState = new Map(
    poles().flatMap(({id}) => poleStates(id, period).map((iso3) => [String(iso3), id] as const)),
  );
  return (state) => byState.get(state) ?? null;
}

function chosen(layers: readonly string[], known: readonly TieMeasure[]): TieMeasure[] {
  const tied = known.filter(
    ({statistic, combine}) =>
      statistic === "spells" || statistic === "memberships" || (statistic === "value" && combine === "sum"),
  );
  const names = [...new Set(tied.map(({layer}) => layer))];
  const lost = layers.find((layer) => !names.includes(layer));
  if (lost === undefined) return tied.filter(({layer}) => layers.includes(layer));
  throw new UsageError("unknown-layer", {
    message: `no ties of a network in the layer "${lost}"; one of ${quoteList(names)}`,
    where: "--layers",
    hint: didYouMean(lost, names),
  });
}

function spanOf(date: string) {
  const [from, to] = [dayOf(date, "first"), dayOf(date, "last")];
  return {from, to, first: Date.parse(from) / MS_A_DAY, last: Date.parse(to) / MS_A_DAY};
}

function refuseTooMany(rows: number): void {
  if (rows <= MOST_ROWS) return;
  throw new UsageError("too-many-edges", {
    message: `the answer holds ${rows} edges; at most ${MOST_ROWS} are listed`,
    hint: "narrow it with --states or --layers",
  });
}

function warningsOf(measures: readonly TieMeasure[], at: readonly NetworkAt[]): string[] {
  const silent = measures.filter(({layer, measure}) =>
    at.some(({slices}) =>
      slices.some(({stratum, ties}) => stratum.id === `${layer}/${measure}` && ties.length === 0),
    ),
  );
  if (silent.length === 0) return [];
  return [
    `no tie on a date asked, whether there was none or its source had ended, in ${silent.map(({layer, measure}) => `${layer}/${measure}`).join(", ")}`,
  ];
}

function cutWarnings({cut}: Gaps): string[] {
  if (cut.length === 0) return [];
  return [
    `${cut.join(", ")} hold only pairs with a state of the study: between other states no edge is none known, and nothing is measured over the whole network`,
  ];
}

function questionOf({date, compare, layers, show}: NetworkParams, states: readonly string[] | null): string {
  const of = states === null ? "states" : states.join(", ");
  if (compare !== null)
    return `What changed in the ties of ${of} in ${layers.join(", ")} from ${compare} to ${date}?`;
  if (show === "edges") return `Which ties had ${of} in ${layers.join(", ")} in ${date}?`;
  return `How did ${of} stand in the network of ${layers.join(", ")} in ${date}?`;
}

/** Source rows of an edge; of a state all its ties, one entry a measure. */
function evidenceOf(
  {state, a, b, layer, measure}: FindingRow,
  row: number,
  {
    measures,
    days,
  }: {readonly measures: readonly TieMeasure[]; readonly days: {readonly from: string; readonly to: string}},
): Evidence[] {
  const own = measures.filter(
    (one) => measure === undefined || (one.layer === layer && one.measure === measure),
  );
  return own.map((one) => ({
    row,
    label: `${one.layer}/${one.measure}: ${typeof b === "string" ? "ties of the two" : "ties of the state"}`,
    query: TIE_SLICE_QUERY,
    parameters: {
      layer: one.layer,
      kinds: one.kinds,
      source: one.source,
      item: one.item,
      state: a ?? state ?? null,
      others: typeof b === "string" ? [b] : null,
      alone: false,
      from: Number(days.from.slice(0, 4)),
      to: Number(days.to.slice(0, 4)),
    },
  }));
}
