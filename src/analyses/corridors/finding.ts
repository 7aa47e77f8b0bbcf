import {type Finding, finding, formatRange} from "../../base/index.ts";
import {goodsList} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {lineageOf, sampleOf, thirdPartyNotes} from "../common/lineage.ts";
import {rangeOf} from "../common/periods.ts";
import {type CorridorStudy, studyCorridors} from "./assess.ts";
import {columnsOf} from "./columns.ts";
import {evidenceOf} from "./evidence.ts";
import {caveatsOf, warningsOf} from "./notes.ts";
import {type CorridorParams, type CorridorRequest, corridorParams} from "./params.ts";
import {rowsOf} from "./rows.ts";

function questionOf({goods, origins, target, close}: CorridorParams): string {
  const closed = close.length === 0 ? "" : `, and who takes over without ${close.join(", ")}`;
  return `Over which roads of hubs can goods ${goods} from ${origins.join(", ")} have reached ${target}${closed}?`;
}

/**
 * Roads of one to three hubs from the origins to the target, product by product: the largest flow of least cost through what
 * each arc carried beyond its own past.
 *
 * Amounts are US dollars over the window. `flow_upper_usd` is what the records allow, `flow_documented_usd` the part of it
 * that every arc of the road shows at its low end. What came into a hub and finds no way out, and what reached the target
 * and has no way in, stand in rows of their own.
 *
 * @throws UsageError for unknown names, parts that exclude each other, or a store that does not cover the question
 */
export async function corridorsFinding(store: Reader, request: CorridorRequest): Promise<Finding> {
  const params = corridorParams(request);
  const study = await studyCorridors(store, params);
  const rows = rowsOf(study, params);
  const {sources, records} = study;
  return finding({
    kind: "corridors",
    question: questionOf(params),
    parameters: parametersOf(params, study),
    columns: columnsOf(params),
    rows: rows.map(({row}) => row),
    estimates: [],
    sample: withDropped(await sampleOf(store, {sources, reporters: null, used: records}), study),
    warnings: warningsOf(study, params),
    caveats: [...caveatsOf(study, params), ...(await thirdPartyNotes(store, sources))],
    evidence: rows.flatMap(({place}, row) => evidenceOf(row, place, {study, params})),
    lineage: await lineageOf(store, sources),
  });
}

function parametersOf(
  params: CorridorParams,
  {timing, goods, teller, roadCost}: CorridorStudy,
): Finding["parameters"] {
  const {baseline, window, mostHubs, controlsOutside, ...rest} = params;
  return {
    ...rest,
    most_hubs: mostHubs,
    controls_outside: controlsOutside,
    goods_version: goods.kind === "list" ? goods.version : null,
    controls_outside_version: goodsList(controlsOutside).version,
    window: rangeOf(timing.window),
    baseline: timing.baseline.map(rangeOf),
    window_given: window !== null && formatRange(window),
    baseline_given: baseline !== null && formatRange(baseline),
    window_set_by: teller.flow === "X" ? "exports of the origins" : "imports of the target",
    cost: roadCost.unit,
  };
}

function withDropped(sample: Finding["sample"], {broken, networks}: CorridorStudy): Finding["sample"] {
  const left = [...broken].map(([label, reason]) => ({
    reason: `product ${label} left out: ${reason}`,
    rows: 0,
    detail: "its series breaks between editions of the nomenclature",
  }));
  const flat = networks.reduce((sum, {withoutExcess}) => sum + withoutExcess, 0);
  const idle = {
    reason: `${flat} arcs of single products carry nothing: they did not rise beyond their counterfactual`,
    rows: 0,
    detail: "their records are read, and show no excess",
  };
  return {...sample, dropped: [...sample.dropped, ...left, ...(flat > 0 ? [idle] : [])]};
}
