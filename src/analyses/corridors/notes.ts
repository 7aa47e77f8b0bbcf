import {rangeOf} from "../common/periods.ts";
import type {CorridorStudy} from "./assess.ts";
import {reporterOf} from "./network.ts";
import type {CorridorParams} from "./params.ts";

/** What a reader must know of this answer before using it. */
export function warningsOf(study: CorridorStudy, params: CorridorParams): string[] {
  const {arcs, before, gaps, timing, roadCost, lossUsd} = study;
  const all = [...arcs.first, ...arcs.between, ...arcs.last];
  const roads = before.flatMap((solution) => solution.roads);
  const unreported = roads.filter(({documentedCents}) => documentedCents === null);
  const otherWindow = all.filter(({flows}) => flows.timing.frequency !== timing.frequency);
  const mirrored = all.filter(({toldBy}) => toldBy === "importer");
  const longer = before.flatMap((solution) => solution.longer);
  const told: readonly (readonly [boolean, string])[] = [
    [roads.length === 0, "no road: nothing that came into a hub meets anything that went on"],
    [
      unreported.length > 0,
      `${money(unreported)} of ${money(roads)} m USD runs over arcs that nobody reports by product (column unreported): there the flow is only an upper bound, set by the other arcs`,
    ],
    [
      arcs.between.length === 0 && params.mostHubs > 1,
      "no trade between hubs is loaded by product: only roads of one hub can be seen",
    ],
    [
      params.hubs === null,
      `hubs are looked for among the ${arcs.hubs.length} partners on record at either end; any other state is not cleared, only not in the data`,
    ],
    [
      mirrored.length > 0,
      `${namesOf(mirrored.map(reporterOf))} tell of arcs as importers, because the exporters report nothing: these values carry freight and insurance`,
    ],
    [
      otherWindow.length > 0,
      `arcs reported by ${namesOf(otherWindow.map(reporterOf))} are of whole years (${rangeOf(otherWindow[0]?.flows.timing.window ?? [])}), because their offices publish years only: they bound roads from above and document nothing`,
    ],
    [longer.length > 0, `${money(longer)} m USD finds its way only over more than ${params.mostHubs} hubs`],
    [
      lossUsd === null,
      `no direct trade with ${params.target} is loaded: shares of the direct loss are unknown`,
    ],
    [
      roadCost.placeless.length > 0,
      `no capital is on record for ${roadCost.placeless.join(", ")}: every arc costs the same`,
    ],
    [
      gaps.size > 0,
      `reporters that publish nothing for part of the window or baseline are left out of those periods and of the same ones of the other years: ${[...gaps.keys()].join(", ")}`,
    ],
  ];
  return told.flatMap(([holds, text]) => (holds ? [text] : []));
}

function money(roads: readonly {readonly cents: number}[]): string {
  return (roads.reduce((sum, {cents}) => sum + cents, 0) / 1e8).toFixed(1);
}

function namesOf(names: readonly string[]): string {
  return [...new Set(names)].sort().join(", ");
}

/** What the method can and cannot say, whatever the data. */
export function caveatsOf({timing, roadCost}: CorridorStudy, {close, match}: CorridorParams): string[] {
  return [
    `Capacity of an arc: what it carried beyond the mean of the baseline (${timing.baseline.map(rangeOf).join(", ")}); low ends also let that grow as comparable trade did. It is no causal estimate with a standard error.`,
    `Roads are the largest flow of least cost (${roadCost.unit}; arcs that nobody reports only where no reported road is left). Records do not say which goods went which way: where several roads fit, the shortest is shown, and alone_upper_usd says what each could carry by itself.`,
    match === "product"
      ? "Goods leave a hub as the product they came in as. Goods that change their code on the way, or are built into others, are not followed."
      : "Goods of the list leave a hub as any goods of the list: of what came in as one line and went on as another, this says nothing.",
    "What came into a hub and finds no way out may be used there, stored, or have gone on unseen: see also false transit.",
    ...(close.length > 0
      ? [
          "Closing a hub moves goods only to roads that were seen to carry more than before, up to what they carried: it says who stands ready, not what traders would build up in time.",
        ]
      : []),
    "A road marks candidates for a closer look; it speaks about trade flows of states, never about a firm or a person.",
  ];
}
