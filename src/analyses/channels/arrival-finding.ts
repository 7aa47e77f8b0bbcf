import {type Evidence, type Finding, finding, type Period} from "../../base/index.ts";
import {expandBlocs} from "../../layers/trade/index.ts";
import type {Reader} from "../../store/index.ts";
import {lineageOf, sampleOf, thirdPartyNotes} from "../common/lineage.ts";
import {rangeOf} from "../common/periods.ts";
import {type ArrivalRow, arrivalColumns, arrivalGrouping, arrivalRows} from "./arrival-rows.ts";
import type {ArrivalStudy} from "./arrivals.ts";
import {evidence, type Leg} from "./legs.ts";
import type {ChannelParams} from "./params.ts";
import type {Heard} from "./study.ts";

/** Words and parameters that every channels finding shares. */
export interface Framed {
  readonly question: string;
  readonly parameters: Finding["parameters"];
}

/**
 * Which states' trade took the long way round, where the origins publish nothing: from the target's imports alone.
 *
 * `refill_upper_usd` is all that the target bought more from the hub; `refill_documented_usd` is null unless the hub reports
 * what it took in from the origins. `unknown` says so in every row, and no grade is above C without that report.
 *
 * @throws UsageError as `assessArrivals` and `arrivalGrouping`
 */
export async function arrivalsFinding(
  store: Reader,
  {
    params,
    heard,
    study,
    framed,
  }: {
    readonly params: ChannelParams;
    readonly heard: Heard;
    readonly study: ArrivalStudy;
    readonly framed: Framed;
  },
): Promise<Finding> {
  const by = arrivalGrouping(params.by);
  const rows = arrivalRows(study, by);
  const {sources, records} = study;
  const sample = await sampleOf(store, {sources, reporters: null, used: records});
  return finding({
    kind: "channels",
    ...framed,
    columns: arrivalColumns(by),
    rows: rows.map(({row}) => row),
    estimates: [],
    sample: {...sample, dropped: [...sample.dropped, ...leftOut(study)]},
    warnings: warningsOf(study, params),
    caveats: [...caveatsOf(heard), ...(await thirdPartyNotes(store, sources))],
    evidence: rows.flatMap((row, at) => evidenceOf(at, row, {study, params})),
    lineage: await lineageOf(store, sources),
  });
}

function leftOut({broken}: ArrivalStudy): Finding["sample"]["dropped"] {
  return [...broken].map(([label, reason]) => ({
    reason: `product ${label} left out: ${reason}`,
    rows: 0,
    detail: "its series breaks between editions of the nomenclature",
  }));
}

function warningsOf({hubs, loss, gaps, timing}: ArrivalStudy, params: ChannelParams): string[] {
  const {origins, target} = params;
  const unseen = hubs.filter(({documented}) => documented === null).map(({hub}) => hub);
  const noControl = hubs.filter(({growth}) => growth === null).map(({hub}) => hub);
  const told: readonly (readonly [boolean, string])[] = [
    [
      true,
      `the exports of ${origins.join(", ")} in these goods are not on record on both sides of the shock: everything here is by the imports that ${target} records`,
    ],
    [
      unseen.length > 0,
      `nobody reports what went from ${origins.join(", ")} to ${unseen.join(", ")}: where their goods came from is unknown, so the refill through them lies anywhere from nothing to its upper bound`,
    ],
    [
      noControl.length > 0,
      `no control goods are loaded for ${noControl.join(", ")}: their counterfactual is the baseline mean alone`,
    ],
    [
      params.hubs === null,
      `hubs are looked for among the ${hubs.length} states that ${target} records imports of these goods from, most of which sell their own: name hubs that the goods can have passed`,
    ],
    [loss === null, `${target} records no direct imports: the direct loss and every share of it are unknown`],
    [
      gaps.size > 0,
      `reporters that publish nothing for part of it are left out of those periods in every year: ${[...gaps].map(shownGap).join("; ")}`,
    ],
    [timing.baseline.length < 2, "one baseline year only: no placebo year can be shown"],
    [
      params.effects !== null,
      "no effect is estimated: that needs the origins' exports to hubs and to other destinations",
    ],
  ];
  return told.flatMap(([holds, text]) => (holds ? [text] : []));
}

function shownGap([reporter, [first, ...more]]: readonly [string, readonly Period[]]): string {
  return `${reporter} ${first}${more.length > 0 ? ` and ${more.length} more` : ""}`;
}

function caveatsOf({timing}: Heard): string[] {
  return [
    `Counterfactual: the mean of the baseline (${timing.baseline.map(rangeOf).join(", ")}). It is no causal estimate with a standard error.`,
    "Imports are by the origin that the importer was told. Goods that changed their papers on the way stand under the hub; so do the hub's own goods and those it bought elsewhere.",
    "Importers' figures carry freight and insurance.",
    ...(timing.frequency === "A"
      ? [
          "Years are measured whole: months before the shock, and those in which contracts could still be wound down, are in the window.",
        ]
      : []),
    "Bounds are not confidence intervals: they say what the records allow, not how likely each value is.",
    "A grade marks a candidate for a closer look; it speaks about trade flows of states, never about a firm or a person.",
  ];
}

function evidenceOf(
  row: number,
  {hub, product}: ArrivalRow,
  {study, params}: {readonly study: ArrivalStudy; readonly params: ChannelParams},
): Evidence[] {
  const {goods, timing, hubs} = study;
  const list = goods.kind === "list" ? `list:${goods.id}@${goods.version}/full` : params.goods;
  const own = product === null ? list : goods.kind === "list" ? `${list}/${product}` : product;
  const spans = [timing.window, ...timing.baseline].map(rangeOf);
  const arrived: Leg = {
    label: "the target's record of these imports from the hub",
    from: [params.target],
    to: [hub],
    flow: "M",
    goods: own,
    spans,
  };
  const direct: Leg = {
    ...arrived,
    label: "its record of direct imports",
    to: expandBlocs(params.origins, EVER),
  };
  const taken: Leg = {
    ...arrived,
    label: "the hub's record of these imports from the origins",
    from: [hub],
    to: params.origins,
  };
  const tells = hubs.some((candidate) => candidate.hub === hub && candidate.documented !== null);
  return evidence(row, [arrived, direct, ...(tells ? [taken] : [])], study);
}

const EVER = {first: 0, last: 999_912};
