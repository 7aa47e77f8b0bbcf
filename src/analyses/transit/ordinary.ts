import {seeded} from "../../base/index.ts";
import {
  type CifMargin,
  cifMargin,
  drawNoise,
  LEAST_PAIRS,
  type MirrorDeviation,
  type PlacedUnit,
  type Reliability,
  reliability,
  type SharedMoments,
  sharedMoments,
  usualGaps,
  vanished,
} from "../../methods/index.ts";
import {type Entry, entriesOf, sumOfYears, unitsOf} from "./entries.ts";
import type {TransitParams} from "./params.ts";
import type {Books} from "./read.ts";
import type {Spans} from "./spans.ts";

/** What all pairs tell of margin and reliability, in the years before the shock. */
export interface Ordinary {
  readonly margin: CifMargin;
  /** The margin that is taken off: the one given, else the one estimated. */
  readonly marginUsed: number;
  readonly reliability: Reliability;
}

/** What one importer's pairs tell, the goods together. */
export interface Importer {
  readonly name: string;
  readonly years: readonly PairYears[];
  /** Change of its gap from the usual one to the window, in logs; null where it is not known. */
  readonly change: number | null;
  readonly moments: readonly SharedMoments[];
}

/** Logs of imported ÷ exported of one pair, a baseline year each. */
interface PairYears {
  readonly exporter: string;
  readonly hub: string;
  readonly logs: readonly number[];
}

/** Every importer but the exporters, by name. */
export function importerNames({exporters, together: {got}}: Books): string[] {
  return [...got.partners.keys()].filter((state) => !exporters.includes(state)).sort();
}

/** What one importer tells: its entries themselves are let go. */
export function importerOf(name: string, {exporters, together}: Books, spans: Spans): Importer {
  const entries = entriesOf(together, {exporters, hub: name, labels: null}, spans);
  const {placed, groups} = usualGaps(unitsOf(entries));
  return {name, years: pairYears(entries), change: changeOf(placed), moments: sharedMoments(groups)};
}

/** What the pairs of all importers tell of margin and reliability. */
export function ordinaryOf(importers: readonly Importer[], params: TransitParams): Ordinary {
  const pairs = importers.flatMap(({years}) => years);
  const margin = cifMargin(ordinaryLogs(pairs, params.hubs));
  return {
    margin,
    marginUsed: params.margin ?? margin.margin,
    reliability: reliability(deviationsOf(pairs, margin)),
  };
}

/** Logs of importers not asked about, where there are enough of them, else of all. */
function ordinaryLogs(pairs: readonly PairYears[], hubs: TransitParams["hubs"]): (readonly number[])[] {
  const others = pairs.filter(({hub, logs}) => hubs?.includes(hub) !== true && logs.length > 0);
  const ordinary = others.length >= LEAST_PAIRS ? others : pairs;
  return ordinary.map(({logs}) => logs);
}

function deviationsOf(pairs: readonly PairYears[], {log}: CifMargin): MirrorDeviation[] {
  return pairs.flatMap(({exporter, hub, logs}) =>
    logs.map((own) => ({exporter, importer: hub, log: log === null ? -own : log - own})),
  );
}

function pairYears(entries: readonly Entry[]): PairYears[] {
  return [...Map.groupBy(entries, ({exporter, hub}) => `${exporter} ${hub}`).values()].map((own) => {
    const [{exporter = "", hub = ""} = {}] = own;
    const {years, exported, imported} = sumOfYears(own.map(({baseline}) => baseline));
    const logs = years.flatMap((_, at) => {
      const [sent, got] = [Number(exported[at]), Number(imported[at])];
      return sent > 0 && got > 0 ? [Math.log(got / sent)] : [];
    });
    return {exporter, hub, logs};
  });
}

const STILL = {noise: null, common: 0, commonDraws: [], random: seeded(1), draws: 0};

function changeOf(placed: readonly PlacedUnit[]): number | null {
  if (placed.length === 0) return null;
  const {share} = vanished(
    placed,
    drawNoise(
      placed.map(({group}) => group),
      STILL,
    ),
    STILL,
  );
  return share !== null && share < 1 ? -Math.log(1 - share) : null;
}
