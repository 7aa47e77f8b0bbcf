import type {Machine} from "../machine.ts";
import {markdownTable} from "../markdown.ts";
import type {Share} from "./binomial.ts";
import type {Coverage, Tally} from "./tally.ts";
import {DETECTORS, type Detector} from "./trial.ts";

/** What was varied, and what its worlds showed. */
export interface NamedTally extends Tally {
  readonly varied: string;
  readonly value: string;
}

/** The whole of bench/results/worlds.json. */
export interface WorldsResult extends Machine {
  readonly what: string;
  readonly worlds: number;
  readonly worlds_of_effects: number;
  readonly rounds: number;
  readonly first_seed: number;
  /** Of all worlds but those of effects. */
  readonly all: Tally;
  readonly tallies: readonly NamedTally[];
}

/** A table's rows: heading and cell. */
type Rows = readonly Readonly<Record<string, string | number | null>>[];

const OURS: Detector = DETECTORS[0];
const EFFECTS = "effects";
const SHORT: Readonly<Record<Detector, string>> = {
  "channels, grade A or B": "A or B",
  "channels, grade A to C": "A to C",
  "surge rule, all goods": "surge, all",
  "surge rule, listed goods": "surge, listed",
  "growth over 30 %, all goods": "30 %, all",
  "growth over 30 %, listed goods": "30 %, listed",
};

function percent(share: number): string {
  return (100 * share).toFixed(0);
}

function oneDigit(share: number): string {
  return (100 * share).toFixed(1);
}

function shown(share: Share | null, digits: (share: number) => string = percent): string {
  return share === null ? "none" : `${digits(share.share)} [${digits(share.low)}, ${digits(share.high)}]`;
}

/** Worlds that vary something, without those of effects. */
function varied({tallies}: WorldsResult): readonly NamedTally[] {
  return tallies.filter((one) => one.varied !== EFFECTS);
}

/** Detectors over all worlds. */
export function totalRows({all}: WorldsResult, detectors: readonly Detector[] = DETECTORS): Rows {
  return detectors.map((detector) => {
    const {precision, recall, f1} = all.detectors[detector];
    return {detector, precision: shown(precision), recall: shown(recall), F1: shown(f1)};
  });
}

/** Rules whose F1 is higher than ours. */
function betterThanOurs({detectors}: Tally): string {
  const own = detectors[OURS].f1?.share ?? 0;
  const better = DETECTORS.slice(2).filter((name) => (detectors[name].f1?.share ?? 0) > own);
  return better.length === 0 ? "" : `to ${better.map((name) => SHORT[name]).join("; ")}`;
}

/** One score of every detector by what is varied; of F1, also where ours loses. */
export function variedRows(result: WorldsResult, part: "precision" | "recall" | "f1"): Rows {
  return varied(result).map((one) => ({
    varied: one.varied,
    value: one.value,
    channels: one.channels,
    others: one.hubs - one.channels,
    ...Object.fromEntries(DETECTORS.map((name) => [SHORT[name], shown(one.detectors[name][part])])),
    ...(part === "f1" ? {"ours loses": betterThanOurs(one)} : {}),
  }));
}

function coverageRow(interval: string, {held, nearlyHeld, above, below, medianWidth, medianMiss}: Coverage) {
  return {
    interval,
    "how many": held?.of ?? 0,
    "hold the truth": shown(held, oneDigit),
    "within 5 % of it": nearlyHeld === null ? "none" : oneDigit(nearlyHeld.share),
    "lie above": above,
    "lie below": below,
    "median width, % of the truth": medianWidth === null ? null : percent(medianWidth),
    "median miss, %": medianMiss === null ? null : oneDigit(medianMiss),
  };
}

/** How often each kind of interval held what it is about. */
export function coverageRows({all, tallies}: WorldsResult): Rows {
  return [
    coverageRow("refill of channels, 95 %", all.interval),
    coverageRow("the same, bounds alone", all.refill),
    coverageRow("the same 95 %, about the documented end without noise", all.documentedEnd),
    coverageRow("the same 95 %, about the upper end without noise", all.upperEnd),
    coverageRow("refill of the others, which is nothing, 95 %", all.intervalOfOthers),
    coverageRow("the same, bounds alone", all.refillOfOthers),
    coverageRow("false transit, 95 %", all.vanished),
    ...tallies
      .filter((one) => one.varied === EFFECTS)
      .map((one) => coverageRow(`effect of the ban, 95 %, ${one.value}`, one.effect)),
  ];
}

/** The refill's 95 % interval by what is varied. */
export function intervalRows(result: WorldsResult): Rows {
  return varied(result).map((one) => ({
    varied: one.varied,
    value: one.value,
    "of channels, held": shown(one.interval.held, oneDigit),
    "lie above": one.interval.above,
    "lie below": one.interval.below,
    "median width, %": one.interval.medianWidth === null ? null : percent(one.interval.medianWidth),
    "of the others, held": shown(one.intervalOfOthers.held, oneDigit),
  }));
}

/** bench/results/worlds.md. */
export function resultPage(result: WorldsResult): string {
  const {all: _all, tallies: _tallies, ...about} = result;
  const tables: readonly (readonly [string, Rows])[] = [
    ["All worlds, per cent", totalRows(result)],
    ["Intervals, per cent", coverageRows(result)],
    ["The refill's interval by what is varied, per cent", intervalRows(result)],
    ["F1 by what is varied, per cent", variedRows(result, "f1")],
    ["Precision", variedRows(result, "precision")],
    ["Recall", variedRows(result, "recall")],
  ];
  const lines = Object.entries(about).map(([name, value]) => `| ${name.replaceAll("_", " ")} | ${value} |`);
  const text = tables.map(([title, rows]) => `## ${title}\n\n${markdownTable(rows)}\n`).join("\n");
  return `# Detectors on invented worlds\n\n| | |\n|---|---|\n${lines.join("\n")}\n\n${text}\nMade by \`node bench/worlds.ts\`.\n`;
}
