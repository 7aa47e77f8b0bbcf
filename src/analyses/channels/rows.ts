import type {FindingRow, Period} from "../../base/index.ts";
import {states} from "../../reference/index.ts";
import {rangeOf} from "../common/periods.ts";
import type {Assessment} from "./assess.ts";
import {measureSeries} from "./flows.ts";
import type {FurtherAssessment} from "./further.ts";
import {hubCells, productCells, productReasonsOf, reasonsOf} from "./further-cells.ts";
import type {HubAssessment} from "./hub.ts";
import type {TestResult} from "./judge.ts";
import {type Bounds, excess, type Measured, productRefill, sum} from "./model.ts";
import type {ChannelParams} from "./params.ts";
import type {Timing} from "./time.ts";

/** Which part of the assessment a row is about; null is "all". */
export interface RowPlace {
  readonly hub: string;
  readonly product: string | null;
  readonly period: Period | null;
  readonly origin: string | null;
}

export interface PlacedRow {
  readonly place: RowPlace;
  readonly row: FindingRow;
}

/** What the further tests found, by hub; null where they were not asked for. */
export type FurtherByHub = ReadonlyMap<string, FurtherAssessment> | null;

/** Rows of the finding: hubs with a rise before those without, the largest upper refill (or excess) first; months in order of time. */
export function rowsOf(assessment: Assessment, {by}: ChannelParams, further: FurtherByHub): PlacedRow[] {
  const ranked = assessment.hubs.toSorted(byRank);
  const beside = (hub: HubAssessment): FurtherAssessment | null => further?.get(hub.hub) ?? null;
  if (by === "hub") return ranked.map((hub) => hubRow(hub, assessment, beside(hub)));
  if (by === "test") return ranked.flatMap((hub) => testRows(hub, beside(hub)));
  if (by === "month") return ranked.flatMap((hub) => monthRows(hub, assessment.timing));
  const rows =
    by === "product"
      ? ranked.flatMap((hub) => productRows(hub, assessment, beside(hub)))
      : originRows(assessment);
  return rows.toSorted((a, b) => Number(b.row.excess_in_high_usd) - Number(a.row.excess_in_high_usd));
}

function byRank(a: HubAssessment, b: HubAssessment): number {
  const risen = ({grade}: HubAssessment): number => (grade === "none" ? 0 : 1);
  return risen(b) - risen(a) || b.refill.high - a.refill.high || (a.hub < b.hub ? -1 : 1);
}

function hubRow(
  hub: HubAssessment,
  {loss, timing, intervals}: Assessment,
  further: FurtherAssessment | null,
): PlacedRow {
  const interval = intervals.get(hub.hub) ?? {reason: "its refill was not estimated"};
  const tests = testsOf(hub, further);
  const known = tests.filter(({passed}) => passed !== null);
  const share = (amount: number): number | null =>
    loss === null || loss.total <= 0 ? null : (100 * amount) / loss.total;
  return {
    place: {hub: hub.hub, product: null, period: null, origin: null},
    row: {
      hub: hub.hub,
      hub_name: states().get(hub.hub).nameEn,
      direct_loss_usd: loss?.total ?? null,
      ...inCells(hub.total, hub.excessIn),
      excess_out_usd: hub.excessOut?.low ?? null,
      excess_out_all_goods_usd: hub.excessOutAllGoods?.low ?? null,
      orphans_usd: hub.orphans?.low ?? null,
      orphans_of: hub.orphansOf,
      orphans_window: hub.orphansWindow === null ? null : rangeOf(hub.orphansWindow),
      excess_out_all_goods_window: hub.outAllWindow === null ? null : rangeOf(hub.outAllWindow),
      refill_documented_usd: hub.refill.low,
      refill_upper_usd: hub.refill.high,
      refill_conf_low_usd: "reason" in interval ? null : interval.low,
      refill_conf_high_usd: "reason" in interval ? null : interval.high,
      share_documented_pct: share(hub.refill.low),
      share_upper_pct: share(hub.refill.high),
      months: timing.frequency === "M" ? timing.window.length : 12 * timing.window.length,
      tests_passed: known.filter(({passed}) => passed === true).length,
      tests_known: known.length,
      tests: tests.map(({id, passed}) => `${mark(passed)} ${id}`).join(", "),
      grade: hub.grade,
      ...(further === null ? {} : hubCells(further)),
      unknown: joined([
        ...unknownOf(hub, loss),
        ...("reason" in interval ? [`interval of the refill: ${interval.reason}`] : []),
        ...(further === null ? [] : reasonsOf(further)),
      ]),
    },
  };
}

function testRows(hub: HubAssessment, further: FurtherAssessment | null): PlacedRow[] {
  return testsOf(hub, further).map(({id, passed, why}) => ({
    place: {hub: hub.hub, product: null, period: null, origin: null},
    row: {hub: hub.hub, test: id, passed, why},
  }));
}

function testsOf({tests}: HubAssessment, further: FurtherAssessment | null): readonly TestResult[] {
  return further === null ? tests : [...tests, ...further.tests];
}

function mark(passed: boolean | null): string {
  if (passed === null) return "?";
  return passed ? "+" : "−";
}

function unknownOf(
  {excessOut, excessOutAllGoods, orphans, growth}: HubAssessment,
  loss: Assessment["loss"],
): string[] {
  return [
    ...(loss === null ? ["direct loss: no direct exports to the target are loaded"] : []),
    ...(excessOut === null
      ? ["excess out: neither hub nor target reports this trade by product for the window and the baseline"]
      : []),
    ...(excessOutAllGoods === null
      ? ["excess out of all goods: neither side reports it for the window and the baseline"]
      : []),
    ...(orphans === null
      ? [
          "orphans: the hub's imports from the origins are not on record, or publishers report only one merged figure",
        ]
      : []),
    ...(growth === null ? ["control goods: not loaded for this pair"] : []),
  ];
}

function joined(reasons: readonly string[]): string | null {
  return reasons.length === 0 ? null : reasons.join("; ");
}

function inCells(measured: Measured, excessIn: Bounds): FindingRow {
  return {
    baseline_usd: sum(measured.baseline) / measured.baseline.length,
    listed_in_usd: measured.actual,
    excess_in_low_usd: excessIn.low,
    excess_in_high_usd: excessIn.high,
  };
}

function productRows(hub: HubAssessment, {loss}: Assessment, further: FurtherAssessment | null): PlacedRow[] {
  return hub.products.map((product) => {
    const {label, listed, excessIn, excessOut, orphans} = product;
    const lost = loss?.byProduct.get(label);
    const lostUsd = lost === undefined ? null : -excess(lost, null).low;
    const refill = productRefill(product);
    const share = (amount: number): number | null =>
      lostUsd === null || lostUsd <= 0 ? null : amount / lostUsd;
    return {
      place: {hub: hub.hub, product: label, period: null, origin: null},
      row: {
        hub: hub.hub,
        product: label,
        direct_loss_usd: lostUsd,
        ...inCells(listed, excessIn),
        excess_out_usd: excessOut?.low ?? null,
        orphans_usd: orphans?.low ?? null,
        substitution_documented_ratio: share(refill.low),
        substitution_upper_ratio: share(refill.high),
        ...(further === null ? {} : productCells(label, further)),
        unknown: joined([
          ...productReasons(product, lostUsd),
          ...(further === null ? [] : productReasonsOf(label, further)),
        ]),
      },
    };
  });
}

function productReasons(
  {excessOut, orphans}: HubAssessment["products"][number],
  lostUsd: number | null,
): string[] {
  return [
    ...(lostUsd === null
      ? ["substitution: no direct exports of this product to the target are on record"]
      : []),
    ...(lostUsd !== null && lostUsd <= 0 ? ["substitution: the target lost none of this product"] : []),
    ...(excessOut === null
      ? ["excess out: nobody reports the hub's exports of this product to the target"]
      : []),
    ...(orphans === null ? ["orphans: the hub's imports of this product are not on record"] : []),
  ];
}

function monthRows(hub: HubAssessment, timing: Timing): PlacedRow[] {
  const labels = new Set(hub.products.map(({label}) => label));
  const series = [...hub.listed.series].filter(([label]) => labels.has(label)).map(([, values]) => values);
  return timing.window.map((at, place) => {
    const one: Timing = {
      ...timing,
      window: [at],
      baseline: timing.baseline.map((year) => year.slice(place, place + 1)),
    };
    const parts = series.map((values) => measureSeries(values, one));
    const measured = {
      actual: sum(parts.map(({actual}) => actual)),
      baseline: one.baseline.map((_, year) => sum(parts.map(({baseline}) => baseline[year] ?? Number.NaN))),
    };
    return {
      place: {hub: hub.hub, product: null, period: at, origin: null},
      row: {hub: hub.hub, period: at, ...inCells(measured, excess(measured, hub.growth))},
    };
  });
}

function originRows({hubs, byOrigin}: Assessment): PlacedRow[] {
  return hubs.flatMap((hub) =>
    [...(byOrigin.get(hub.hub) ?? [])].map(([origin, measured]) => ({
      place: {hub: hub.hub, product: null, period: null, origin},
      row: {origin, hub: hub.hub, ...inCells(measured, excess(measured, hub.growth))},
    })),
  );
}
