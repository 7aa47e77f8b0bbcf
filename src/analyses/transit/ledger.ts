import {seeded} from "../../base/index.ts";
import {
  type CommonChange,
  commonChange,
  drawCommon,
  drawNoise,
  gapNoise,
  type NoiseDraws,
  usualGaps,
  type VanishedOptions,
} from "../../methods/index.ts";
import {type Entry, entriesOf, unitsOf} from "./entries.ts";
import type {Importer, Ordinary} from "./ordinary.ts";
import type {TransitParams} from "./params.ts";
import {type HubBooks, targetsOf} from "./read.ts";
import type {Spans} from "./spans.ts";

/** The ledger of one hub over one window. */
export interface HubLedger {
  readonly hub: string;
  readonly entries: readonly Entry[];
  readonly noise: NoiseDraws;
  readonly options: VanishedOptions;
  /** Null where there are too few controls. */
  readonly common: CommonChange | null;
}

/** What the hubs of a window share. */
export interface Ledger extends Ordinary {
  readonly spans: Spans;
  readonly importers: readonly Importer[];
}

/** Bootstrap draws behind each interval. */
export const DRAWS = 999;
/** Fewest importers whose common change is taken off unasked. */
export const LEAST_CONTROLS = 5;

/** The ledger of one hub over a window. */
export function hubLedger(
  hub: string,
  {exporters, products, labels}: HubBooks,
  {ledger: {importers, spans}, params}: {readonly ledger: Ledger; readonly params: TransitParams},
): HubLedger {
  const entries = entriesOf(products, {exporters, hub, labels: new Set(labels)}, spans);
  const gaps = usualGaps(unitsOf(entries));
  const others = changesOf(importers, hub, params);
  const enough = params.controls !== null || others.size >= LEAST_CONTROLS;
  const common = enough ? commonChange(others) : null;
  const random = seeded(params.seed);
  const noise = gapNoise(
    gaps.groups,
    importers.flatMap(({name, moments}) => (name === hub ? [] : moments)),
  );
  const commonDraws = common === null ? [] : drawCommon(others, common, {random, draws: DRAWS});
  const options = {noise, common: common?.change ?? NO_CHANGE, commonDraws, random, draws: DRAWS};
  for (const own of gaps.placed) own.unit.entry.placed = own;
  return {
    hub,
    entries,
    noise: drawNoise(gaps.groups, options),
    options,
    common,
  };
}

/** Change of the gap of each importer that may be a control, in logs. */
function changesOf(importers: readonly Importer[], hub: string, params: TransitParams): Map<string, number> {
  const {controls, hubs} = params;
  const targets = targetsOf(params);
  const isAllowed = (name: string): boolean =>
    controls === null ? !targets.includes(name) && hubs?.includes(name) !== true : controls.includes(name);
  return new Map(
    importers.flatMap(({name, change}) =>
      name !== hub && change !== null && isAllowed(name) ? [[name, change] as const] : [],
    ),
  );
}

// Nothing is taken off where no controls tell what to.
const NO_CHANGE = 0;
