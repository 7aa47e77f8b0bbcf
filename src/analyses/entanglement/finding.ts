import {
  type Dropped,
  didYouMean,
  type Evidence,
  type Finding,
  type FindingColumn,
  finding,
  quoteList,
  UsageError,
} from "../../base/index.ts";
import {type TieMeasure, tieMeasures} from "../../reference/index.ts";
import {oncePerQuestion, type Reader, remembering} from "../../store/index.ts";
import {lineageOf} from "../common/lineage.ts";
import {tieSample} from "../common/ties.ts";
import {COMPOSITE_COLUMNS, INDEX_COLUMNS, LAYER_COLUMNS, MEASURE_COLUMNS, SPLIT_COLUMNS} from "./columns.ts";
import {type Entanglement, entanglementOf} from "./compute.ts";
import {evidenceOf} from "./evidence.ts";
import {type InfluenceAnswer, influenceIndex} from "./influence.ts";
import {unreadTies} from "./load.ts";
import type {EntanglementParams} from "./params.ts";
import {compositeRows, layerRows, measureRows, type RowOf, splitRows} from "./rows.ts";

/**
 * Each state's ties with each pole, layer by layer, before and after a shock: shares among the poles compared, their asymmetry, what
 * all layers say together under any weighting, what moved it, and an index of influence beside a published one.
 *
 * @param measures how rows become weights; reference/entanglement/measures.csv when absent
 * @throws UsageError "unknown-state", "unknown-pole", "too-few-poles", "unknown-layer", "bad-years"
 */
export async function entanglementFinding(
  reader: Reader,
  params: EntanglementParams,
  measures: readonly TieMeasure[] = tieMeasures(),
): Promise<Finding> {
  refuseUnknownLayers(params, measures);
  const store = remembering(reader);
  const key = `entanglement ${JSON.stringify({...params, show: null, measures})}`;
  const found = await worked(store, key, () => entanglementOf(store, params, measures));
  refuseUnknownPole(params, found.poles);
  const answer = await answerOf(store, found, params);
  const sources = [...new Set([...found.series.flatMap((one) => one.sources), ...answer.sources])].sort();
  const read = found.series.reduce((sum, {rows}) => sum + rows, 0);
  const sample = await tieSample(store, sources, read);
  const unread = await unreadTies(store, measures, {layers: found.layers, from: params.from, to: params.to});
  return finding({
    kind: "entanglement",
    question: questionOf(params, found),
    parameters: {
      states: found.states,
      poles: found.poles,
      pole: params.pole,
      layers: found.layers,
      from: params.from,
      to: params.to,
      shock: params.shock,
      show: params.show,
      draws: params.draws,
      seed: params.seed,
      measures: found.series.map(({measure: {layer, measure}}) => `${layer}/${measure}`),
    },
    columns: COLUMNS[params.show],
    rows: answer.rows.map(({row}) => row),
    estimates: answer.estimates,
    sample: {...sample, dropped: [...sample.dropped, ...(unread satisfies Dropped[])]},
    warnings: warningsOf(found, sources),
    caveats: CAVEATS,
    evidence: answer.rows.flatMap((row, at): Evidence[] => evidenceOf(row, at, found)),
    lineage: await lineageOf(store, sources),
  });
}

const worked = oncePerQuestion<Entanglement>();

const COLUMNS: Readonly<Record<EntanglementParams["show"], readonly FindingColumn[]>> = {
  layers: LAYER_COLUMNS,
  measures: MEASURE_COLUMNS,
  composite: COMPOSITE_COLUMNS,
  split: SPLIT_COLUMNS,
  index: INDEX_COLUMNS,
};

const CAVEATS = [
  "Shares are among the poles compared, not in all that a state has: a pole's share can rise because another's fell.",
  "The year of the shock counts as after it.",
  "Measures that stop before the shock, such as stocks of migrants, stand aside where others cover both sides: see measures_aside and --show measures.",
  "Ties on record were gathered by hand: a pole of which nothing is on record may have some.",
  "Layers stand beside each other. Their mean gives all the same weight, which nothing supports: read it with the shares of weightings.",
];

async function answerOf(
  store: Reader,
  found: Entanglement,
  params: EntanglementParams,
): Promise<InfluenceAnswer> {
  if (params.show === "index") return influenceIndex(store, found, params);
  return {rows: rowsOf(found, params), estimates: [], sources: []};
}

function rowsOf({ties}: Entanglement, params: EntanglementParams): RowOf[] {
  switch (params.show) {
    case "measures":
      return measureRows(ties, params.pole);
    case "composite":
      return compositeRows(ties, params);
    case "split":
      return splitRows(ties, params.pole);
    default:
      return layerRows(ties, params.pole);
  }
}

function warningsOf({series, ties, layers}: Entanglement, sources: readonly string[]): string[] {
  const empty = series
    .filter(({rows}) => rows === 0)
    .map(({measure: {layer, measure}}) => `${layer}/${measure}`);
  const without = layers.filter((layer) =>
    ties.every((state) =>
      state.layers.every(
        ({shares}) => shares.layer !== layer || (shares.before === null && shares.after === null),
      ),
    ),
  );
  return [
    ...(sources.length === 0 ? ["the store holds nothing that a measure reads"] : []),
    ...(empty.length > 0 ? [`the store holds no rows for ${quoteList(empty, 20)} in these years`] : []),
    ...(without.length > 0
      ? [`no share in ${without.join(", ")} for any state asked: --show measures says why`]
      : []),
  ];
}

function questionOf({states, pole, from, to, shock}: EntanglementParams, {poles}: Entanglement): string {
  const who = states === null ? "the states of the study" : states.join(", ");
  const whom = pole === null ? poles.join(", ") : `${pole}, among ${poles.join(", ")}`;
  return `How tied are ${who} to ${whom}, layer by layer, from ${from} to ${to}, before and after ${shock}?`;
}

function refuseUnknownLayers({layers}: EntanglementParams, measures: readonly TieMeasure[]): void {
  const known = [...new Set(measures.map(({layer}) => layer))];
  const lost = layers?.find((layer) => !known.includes(layer));
  if (lost === undefined) return;
  throw new UsageError("unknown-layer", {
    message: `no measure reads a layer "${lost}"; one of ${quoteList(known)}`,
    where: "--layers",
    hint: didYouMean(lost, known),
  });
}

function refuseUnknownPole({pole}: EntanglementParams, poles: readonly string[]): void {
  if (pole === null || poles.includes(pole)) return;
  throw new UsageError("unknown-pole", {
    message: `"${pole}" is not among the poles compared: ${poles.join(", ")}`,
    where: "--pole",
    hint: didYouMean(pole, poles),
  });
}
