import type {Finding} from "../../base/index.ts";
import type {Reader} from "../../store/index.ts";
import {entanglementFinding, entanglementParams} from "../entanglement/index.ts";
import {numberIn, sourcesBehind, textIn} from "./asked.ts";
import type {Entry, Gap, Part} from "./entry.ts";
import type {DossierParams} from "./params.ts";

/** Years before the shock that the shares are means of. */
const YEARS_BEFORE = 5;

/** The share of each pole in the state's ties, layer by layer and over all layers, before and after. */
export async function polesPart(store: Reader, {state, shock, from, to}: DossierParams): Promise<Part> {
  const request = {states: [state], shock, from: from - YEARS_BEFORE + 1, to};
  const [layers, composite] = await Promise.all([
    entanglementFinding(store, entanglementParams(request)),
    entanglementFinding(store, entanglementParams({...request, show: "composite"})),
  ]);
  return {
    entries: [
      ...layers.rows.flatMap((_, row) => layerEntries(layers, row)),
      ...composite.rows.flatMap((_, row) =>
        compositeEntries(composite, row, {before: `${request.from}..${from}`, after: `${from + 1}..${to}`}),
      ),
    ],
    gaps: layers.rows.flatMap((_, row) => gapsOf(layers, row)),
    findings: [layers, composite],
  };
}

function layerEntries(finding: Finding, row: number): Entry[] {
  const [before, after, change] = ["share_before", "share_after", "change_share"].map((column) =>
    numberIn(finding, row, column),
  );
  const told = after ?? before ?? null;
  if (told === null) return [];
  const layer = textIn(finding, row, "layer");
  const common = {
    section: "ties by pole",
    partner: textIn(finding, row, "pole"),
    unit: "share",
    source: sourcesBehind(finding, [row]),
    origins: [{finding, rows: [row]}],
  } as const;
  const share: Entry = {
    ...common,
    item: `${layer}: share of the pole among the poles`,
    period: textIn(finding, row, after === null ? "years_before" : "years_after"),
    value: told,
    before: after === null ? null : (before ?? null),
    beforePeriod: after === null || before === null ? null : textIn(finding, row, "years_before"),
    said: measuresOf(finding, row),
    unknown: after === null ? textIn(finding, row, "share_after_missing") : null,
  };
  // Without an interval the change says no more than the two shares.
  const low = numberIn(finding, row, "change_low_share");
  if (low === null) return [share];
  return [
    share,
    {
      ...common,
      item: `${layer}: change of that share`,
      period: textIn(finding, row, "years_after"),
      value: change ?? null,
      low,
      high: numberIn(finding, row, "change_high_share"),
    },
  ];
}

function measuresOf(finding: Finding, row: number): string | null {
  const [measures, aside] = [textIn(finding, row, "measures"), textIn(finding, row, "standings_aside")];
  const told = [
    ...(measures === null ? [] : [`mean of ${measures}`]),
    ...(aside === null ? [] : [`not weighed: ${aside}`]),
  ];
  return told.length === 0 ? null : told.join("; ");
}

function compositeEntries(
  finding: Finding,
  row: number,
  years: {readonly before: string; readonly after: string},
): Entry[] {
  const layers = textIn(finding, row, "layers");
  return COMPOSITE.flatMap(({item, before, after}) => {
    const value = numberIn(finding, row, after);
    if (value === null) return [];
    return [
      {
        section: "ties by pole",
        item,
        partner: textIn(finding, row, "pole"),
        period: years.after,
        value,
        before: numberIn(finding, row, before),
        beforePeriod: years.before,
        unit: "share",
        said: `over ${layers}`,
        source: sourcesBehind(finding, [row]),
        origins: [{finding, rows: [row]}],
      } as const,
    ];
  });
}

const COMPOSITE = [
  {
    item: "all layers, each the same weight",
    before: "composite_before_share",
    after: "composite_after_share",
  },
  {
    item: "share of all weightings under which the pole is first",
    before: "first_before_share",
    after: "first_after_share",
  },
] as const;

function gapsOf(finding: Finding, row: number): Gap[] {
  const reason = textIn(finding, row, "share_after_missing");
  if (reason === null) return [];
  const layer = textIn(finding, row, "layer");
  return [{item: `share by pole after the shock: ${layer}`, partner: textIn(finding, row, "pole"), reason}];
}
