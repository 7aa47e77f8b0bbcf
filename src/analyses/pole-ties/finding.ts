import {
  didYouMean,
  type Evidence,
  type Finding,
  type FindingRow,
  finding,
  quoteList,
  UsageError,
} from "../../base/index.ts";
import {heldByMeasure} from "../../layers/ties/index.ts";
import {shownMeasures, states, type TieMeasure} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {lineageOf} from "../common/lineage.ts";
import {tieSample} from "../common/ties.ts";
import {tiesOfTwo} from "../entanglement/evidence.ts";
import {loadSeries} from "../entanglement/load.ts";
import type {Unit} from "../entanglement/units.ts";
import {MEASURE_COLUMNS, tieColumns} from "./columns.ts";
import type {PoleTieParams} from "./params.ts";
import {unitOf} from "./pole.ts";
import {readingOf} from "./reading.ts";
import {tieRows} from "./rows.ts";

const MOST_ROWS = 50_000;

/**
 * What one measure of a layer says of every state's ties with a pole, period by period; or the measures that the store holds. Weights
 * are those of `entanglement`: a state that the source did not look at has no row, and zero is measured.
 *
 * @param known measures that can be asked for; those of reference/entanglement but trade when absent
 * @throws UsageError "unknown-layer", "unknown-measure", "unknown-state", "bad-years", "no-organisations", "too-many-ties"
 */
export async function poleTiesFinding(
  store: Reader,
  params: PoleTieParams,
  known: readonly TieMeasure[] = shownMeasures(),
): Promise<Finding> {
  const held = await heldMeasures(store, known);
  if (params.show === "measures") return measuresFinding(store, held, params);
  refuseBadYears(params);
  const measure = measureOf(params, known, held);
  const pole = unitOf(params.pole);
  refuseWithoutOrganisations(measure, pole);
  const asked = {states: states().all.map(({iso3}) => String(iso3)), pole, from: params.from, to: params.to};
  const read = await loadSeries(store, [measure], {
    ...asked,
    states: asked.states.map((id) => ({id, members: () => [id], organisations: []})),
    poles: [pole],
  });
  const reading = readingOf(measure);
  const rows = (await Promise.all(read.map((one) => tieRows(store, one, asked, reading.unit)))).flat();
  refuseTooMany(rows.length);
  const sources = read.flatMap((one) => one.sources);
  const used = read.reduce((sum, one) => sum + one.rows, 0);
  const [sample, lineage] = await Promise.all([tieSample(store, sources, used), lineageOf(store, sources)]);
  return finding({
    kind: "pole-ties",
    question: `What ties had states with ${params.pole} by ${measure.layer}/${measure.measure} from ${params.from} to ${params.to}?`,
    parameters: {
      pole: params.pole,
      layer: measure.layer,
      measure: measure.measure,
      from: params.from,
      to: params.to,
      show: params.show,
      direction: reading.direction,
      form: reading.form,
      weight_unit: reading.unit,
    },
    columns: tieColumns(reading, measure.meaning),
    rows,
    estimates: [],
    sample,
    warnings:
      rows.length > 0
        ? []
        : [`the store says nothing of ${measure.layer}/${measure.measure} with ${params.pole}`],
    caveats: CAVEATS,
    evidence: rows.map((row, at) => evidenceOf(row, at, {measure, pole})),
    lineage,
  });
}

const CAVEATS = [
  "A state without a row was not looked at, or not in the period: that is no zero.",
  "Zero in tables of what was found means that nothing is on record, which is no evidence that there was none.",
  "Of a bloc a weight is known where at least half of its members' pairs are.",
];

interface Held {
  readonly measure: TieMeasure;
  readonly row: FindingRow;
}

async function heldMeasures(store: Reader, known: readonly TieMeasure[]): Promise<Held[]> {
  const held = await store.rows(heldByMeasure(known));
  return held.flatMap(({measure: place, ties, outside, first_day: first, last_day: last}) => {
    const measure = known[Number(place)];
    // Positions of the study alone tell no span of all states, and so no nearness.
    if (measure === undefined || (measure.statistic === "proximity" && Number(outside) === 0)) return [];
    const {direction, form, unit} = readingOf(measure);
    const {layer, meaning} = measure;
    const years = {first_year: yearOf(first), last_year: yearOf(last)};
    const row = {layer, measure: measure.measure, direction, form, weight_unit: unit, ties: Number(ties)};
    return [{measure, row: {...row, ...years, meaning}}];
  });
}

function yearOf(date: unknown): string | null {
  return typeof date === "string" ? date.slice(0, 4) : null;
}

async function measuresFinding(
  store: Reader,
  held: readonly Held[],
  {show}: PoleTieParams,
): Promise<Finding> {
  const sources = [...new Set(held.flatMap(({measure: {source}}) => source ?? []))].sort();
  return finding({
    kind: "pole-ties",
    question: "By which measures does the store know ties with a pole?",
    parameters: {show},
    columns: MEASURE_COLUMNS,
    rows: held.map(({row}) => row),
    estimates: [],
    sample: await tieSample(store, sources, held.length),
    warnings: held.length > 0 ? [] : ["the store holds no ties that a measure reads"],
    caveats: [],
    evidence: [],
    lineage: await lineageOf(store, sources),
  });
}

function measureOf(
  {layer, measure}: PoleTieParams,
  known: readonly TieMeasure[],
  held: readonly Held[],
): TieMeasure {
  const layers = [...new Set(known.map((one) => one.layer))];
  const own = known.filter((one) => one.layer === layer);
  const [first] = own;
  if (first === undefined)
    throw new UsageError("unknown-layer", {
      message: `no measure reads a layer "${layer}"; one of ${quoteList(layers)}`,
      where: "--layer",
      hint: didYouMean(layer, layers),
    });
  if (measure === null) return held.find((one) => one.measure.layer === layer)?.measure ?? first;
  const found = own.find((one) => one.measure === measure);
  if (found !== undefined) return found;
  const names = own.map((one) => one.measure);
  throw new UsageError("unknown-measure", {
    message: `unknown measure "${measure}" of the layer ${layer}; one of ${quoteList(names)}`,
    where: "--measure",
    hint: didYouMean(measure, names),
  });
}

function refuseBadYears({from, to}: PoleTieParams): void {
  if (from <= to) return;
  throw new UsageError("bad-years", {
    message: `the years ${from} to ${to} hold none`,
    where: "--from",
    hint: "name the earlier year first",
  });
}

// Else every state would show a zero that nobody measured.
function refuseWithoutOrganisations(
  {statistic, layer, measure}: TieMeasure,
  {id, organisations}: Unit,
): void {
  if (statistic !== "memberships" || organisations.length > 0) return;
  throw new UsageError("no-organisations", {
    message: `no organisation is known to be of "${id}", and ${layer}/${measure} counts memberships in those of a pole`,
    where: "--pole",
    hint: "ask for a pole of the study, such as RUS or EU, a bloc that is an organisation, or another measure",
  });
}

function refuseTooMany(rows: number): void {
  if (rows <= MOST_ROWS) return;
  throw new UsageError("too-many-ties", {
    message: `the answer holds ${rows} rows; at most ${MOST_ROWS} are listed`,
    hint: "narrow it with --from and --to",
  });
}

function evidenceOf(
  {state, period}: FindingRow,
  row: number,
  {measure, pole}: {readonly measure: TieMeasure; readonly pole: Unit},
): Evidence {
  const year = Number(String(period).slice(0, 4));
  return tiesOfTwo(measure, {row, state: state ?? null, pole, from: year, to: year});
}
