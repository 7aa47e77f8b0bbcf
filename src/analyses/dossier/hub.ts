import type {Finding} from "../../base/index.ts";
import type {Reader} from "../../store/index.ts";
import {channelParams, channelsFinding} from "../channels/index.ts";
import {transitFinding, transitParams} from "../transit/index.ts";
import {numberIn, sourcesBehind, textIn} from "./asked.ts";
import type {Entry, Gap, Part} from "./entry.ts";
import type {DossierParams} from "./params.ts";

/** The state's row of `channels` and its tests, as it is in the default study. */
export async function hubPart(store: Reader, {state, shock}: DossierParams): Promise<Part> {
  const request = {hubs: [state], shock};
  const [hub, tests] = await Promise.all([
    channelsFinding(store, channelParams(request)),
    channelsFinding(store, channelParams({...request, by: "test", tests: "core"})),
  ]);
  const findings = [hub, tests];
  const row = hub.rows.findIndex((own) => own.hub === state);
  if (row < 0) {
    const reason = "no loaded exports of the listed goods go to it: it is not cleared, only not in the data";
    return {entries: [], gaps: [{item: "role as a hub", reason}], findings};
  }
  return {
    entries: [...FIGURES.flatMap((figure) => figureEntry(figure, hub, row)), ...testEntries(tests)],
    gaps: gapsOf(hub, row),
    findings,
  };
}

/** A column of `channels`, or two that bound one quantity, as a line. */
interface Figure {
  readonly item: string;
  readonly column: string;
  readonly unit: string;
  /** Column of the other bound. */
  readonly high?: string;
  /** Column of the same before the shock. */
  readonly before?: string;
}

const FIGURES: readonly Figure[] = [
  {item: "grade as a candidate for a channel", column: "grade", unit: "grade"},
  {
    item: "refill of what the target lost, from the least that records force to the most they allow",
    column: "refill_documented_usd",
    high: "refill_upper_usd",
    unit: "usd",
  },
  {
    item: "the same as a share of the direct loss",
    column: "share_documented_pct",
    high: "share_upper_pct",
    unit: "percent",
  },
  {item: "listed goods that came in", column: "listed_in_usd", before: "baseline_usd", unit: "usd"},
  {
    item: "listed goods that came in beyond the counterfactual",
    column: "excess_in_low_usd",
    high: "excess_in_high_usd",
    unit: "usd",
  },
  {
    item: "listed goods that went on to the target beyond theirs, low bound",
    column: "excess_out_usd",
    unit: "usd",
  },
  {
    item: "all goods that went on to the target beyond theirs, low bound",
    column: "excess_out_all_goods_usd",
    unit: "usd",
  },
  {
    item: "exports to it that it never recorded beyond the usual gap, low bound",
    column: "orphans_usd",
    unit: "usd",
  },
  {item: "tests passed", column: "tests_passed", unit: "count"},
  {item: "tests that the data can answer", column: "tests_known", unit: "count"},
];

function figureEntry({item, column, unit, high, before}: Figure, hub: Finding, row: number): Entry[] {
  const low = numberIn(hub, row, column);
  const upper = high === undefined ? null : numberIn(hub, row, high);
  const said = textIn(hub, row, column);
  if (low === null && upper === null && said === null) return [];
  const bounds = high === undefined ? {value: low} : {low, high: upper};
  return [
    {
      section: "hub role",
      item,
      period: periodOf(hub),
      ...bounds,
      unit: said === null ? unit : null,
      said,
      before: before === undefined ? null : numberIn(hub, row, before),
      beforePeriod: before === undefined ? null : `mean of ${baselineOf(hub)}`,
      source: sourcesBehind(hub, [row]),
      origins: [{finding: hub, rows: [row]}],
    },
  ];
}

function periodOf({parameters}: Finding): string {
  return String(parameters.window);
}

function baselineOf({parameters: {baseline}}: Finding): string {
  return Array.isArray(baseline) ? baseline.join(", ") : String(baseline);
}

function originsOf({parameters: {origins}}: Finding): string {
  return Array.isArray(origins) ? origins.join(", ") : String(origins);
}

function testEntries(tests: Finding): Entry[] {
  return tests.rows.flatMap(({test, passed, why}, row) =>
    passed === null
      ? []
      : [
          {
            section: "hub role",
            item: `test: ${test}`,
            period: periodOf(tests),
            said: `${passed === true ? "passed" : "failed"}: ${why}`,
            source: sourcesBehind(tests, [row]),
            origins: [{finding: tests, rows: [row]}],
          } as const,
        ],
  );
}

function gapsOf(hub: Finding, row: number): Gap[] {
  const unknown = textIn(hub, row, "unknown");
  return unknown === null ? [] : unknown.split("; ").map((reason) => ({item: "role as a hub", reason}));
}

/** What was exported to the state and never arrived on paper, beyond what is usual. */
export async function mirrorPart(store: Reader, {state, shock}: DossierParams): Promise<Part> {
  const finding = await transitFinding(store, transitParams({hubs: [state], shock}));
  const row = finding.rows.findIndex((own) => own.hub === state);
  const entries = row < 0 ? [] : MIRROR.flatMap((figure) => mirrorEntry(figure, finding, row));
  const reason = row < 0 ? "both sides of its trade are not loaded" : textIn(finding, row, "unknown");
  const gaps = reason === null ? [] : reason.split("; ").map((one) => ({item: "mirror gap", reason: one}));
  return {entries, gaps, findings: [finding]};
}

interface MirrorFigure {
  readonly item: string;
  readonly column: string;
  readonly unit: string;
  readonly bounds?: readonly [string, string];
}

const MIRROR: readonly MirrorFigure[] = [
  {item: "exports to it, where it speaks of the same trade", column: "exporter_usd", unit: "usd"},
  {item: "of these recorded there", column: "importer_usd", unit: "usd"},
  {item: "recorded over exported", column: "ratio", unit: "ratio"},
  {
    item: "exports that never arrived on paper, beyond the usual gap",
    column: "shock_usd",
    unit: "usd",
    bounds: ["shock_low_usd", "shock_high_usd"],
  },
  {
    item: "the same as a share of the exports",
    column: "share_pct",
    unit: "percent",
    bounds: ["share_low_pct", "share_high_pct"],
  },
];

function mirrorEntry({item, column, unit, bounds}: MirrorFigure, finding: Finding, row: number): Entry[] {
  const value = numberIn(finding, row, column);
  if (value === null) return [];
  const [low, high] = bounds ?? [];
  return [
    {
      section: "hub role",
      item,
      partner: originsOf(finding),
      period: textIn(finding, row, "window"),
      value,
      low: low === undefined ? null : numberIn(finding, row, low),
      high: high === undefined ? null : numberIn(finding, row, high),
      unit,
      source: sourcesBehind(finding, [row]),
      origins: [{finding, rows: [row]}],
    },
  ];
}
