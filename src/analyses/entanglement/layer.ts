import {columnMeans} from "../../methods/index.ts";
import {type MeasureWindow, measureWindow} from "./measure.ts";
import type {Series, Window} from "./series.ts";
import type {Unit} from "./units.ts";

/** One measure of a state, before and after. */
export interface MeasureChange {
  readonly series: Series;
  readonly before: MeasureWindow;
  readonly after: MeasureWindow;
}

/** A state's shares in a layer: the mean over measures that say something of both windows, else of the one they cover. */
export interface LayerShares {
  readonly layer: string;
  readonly all: readonly MeasureChange[];
  /** Measures that the shares are means of. */
  readonly used: readonly MeasureChange[];
  readonly before: readonly number[] | null;
  readonly after: readonly number[] | null;
  readonly beforeMissing: string | null;
  readonly afterMissing: string | null;
  /** By target: standings in its organisations after the shock that weigh nothing. */
  readonly aside: readonly (readonly string[])[];
}

/** The two windows of a question: years before that of the shock, and from it on. */
export interface Windows {
  readonly before: Window;
  readonly after: Window;
}

/** Shares of a unit with its targets in one layer. */
export function layerShares(
  layer: string,
  series: readonly Series[],
  {
    owner,
    targets,
    windows,
  }: {readonly owner: Unit; readonly targets: readonly Unit[]; readonly windows: Windows},
): LayerShares {
  const all = series.map((one) => ({
    series: one,
    before: measureWindow(one, {owner, targets, window: windows.before}),
    after: measureWindow(one, {owner, targets, window: windows.after}),
  }));
  const used = chosen(all);
  return {
    layer,
    all,
    used,
    before: meanShares(used.map(({before}) => before)),
    after: meanShares(used.map(({after}) => after)),
    beforeMissing: whyMissing(all, used, "before"),
    afterMissing: whyMissing(all, used, "after"),
    aside: targets.map((target) => used.flatMap(({series: one}) => one.aside(owner, target, windows.after))),
  };
}

// A change is of the same measures on both sides; those that end before the shock must not stand on one side only.
function chosen(all: readonly MeasureChange[]): MeasureChange[] {
  const both = all.filter(({before, after}) => before.shares !== null && after.shares !== null);
  if (both.length > 0) return both;
  const first = all.filter(({before}) => before.shares !== null);
  return first.length > 0 ? first : all.filter(({after}) => after.shares !== null);
}

function meanShares(windows: readonly MeasureWindow[]): number[] | null {
  const shares = windows.flatMap((one) => (one.shares === null ? [] : [one.shares]));
  return shares.length === 0 || shares.length < windows.length ? null : columnMeans(shares);
}

function whyMissing(
  all: readonly MeasureChange[],
  used: readonly MeasureChange[],
  side: "before" | "after",
): string | null {
  if (used.length > 0 && used.every((one) => one[side].shares !== null)) return null;
  if (all.length === 0) return "no measure";
  return all
    .map(
      (one) =>
        `${one.series.measure.measure}: ${one[side].missing ?? "known here, not on the other side of the shock"}`,
    )
    .join("; ");
}

/** A share, or why there is none. */
export interface ReverseShare {
  readonly share: number | null;
  readonly missing: string | null;
}

/**
 * Share of a state in a pole's ties, by the measures that were used for the state: among the other poles and the state. Missing where a
 * measure cannot tell, such as memberships in organisations, which a state has none of.
 */
export function reverseShare(
  used: readonly Series[],
  {
    state,
    pole,
    poles,
    window,
  }: {readonly state: Unit; readonly pole: Unit; readonly poles: readonly Unit[]; readonly window: Window},
): ReverseShare {
  const targets = [...poles.filter(({id}) => id !== pole.id), state];
  const mutual = used.filter(({measure}) => measure.absent !== "none");
  if (used.length === 0) return {share: null, missing: null};
  if (mutual.length < used.length) return {share: null, missing: oneSided(used)};
  const found = mutual.map((series) => ({
    name: series.measure.measure,
    window: measureWindow(series, {owner: pole, targets, window}),
  }));
  const lost = found.flatMap(({name, window: {missing}}) =>
    missing === null ? [] : [`${name}: ${missing}`],
  );
  if (lost.length > 0) return {share: null, missing: lost.join("; ")};
  const shares = found.flatMap(({window: {shares: all}}) => all?.at(-1) ?? []);
  return {share: shares.reduce((sum, one) => sum + one, 0) / shares.length, missing: null};
}

function oneSided(used: readonly Series[]): string {
  const names = used.filter(({measure}) => measure.absent === "none").map(({measure}) => measure.measure);
  return `${names.join(", ")}: what a pole has with a state is not on record`;
}
