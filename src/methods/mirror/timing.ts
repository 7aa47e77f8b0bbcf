import {type MirrorPoint, mean} from "./units.ts";

/** Exports beyond imports less their margin, at three lengths of time. */
export interface OrphanSpans {
  /** Sum over months of each month's orphans. */
  readonly monthly: number;
  /** The same by sums of three months; the last may be shorter. */
  readonly quarterly: number;
  /** Of all months together. */
  readonly whole: number;
}

/**
 * Orphans at one margin and tolerance: max(0, exported − (1 + tolerance) × imported ÷ (1 + margin)). Below zero never: what
 * arrives beyond its exports is another error and makes up for none.
 */
export function orphansOf({exported, imported}: MirrorPoint, margin: number, tolerance = 0): number {
  return Math.max(0, exported - ((1 + tolerance) * imported) / (1 + margin));
}

const SPAN = 3;

/**
 * How much of the orphans is goods under way: what goes away when months are added up by three, and by all of them.
 *
 * @param months both sides month by month, without gaps
 */
export function orphanSpans(months: readonly MirrorPoint[], margin: number): OrphanSpans {
  const sums = (length: number): number => {
    let total = 0;
    for (let at = 0; at < months.length; at += length)
      total += orphansOf(added(months.slice(at, at + length)), margin);
    return total;
  };
  return {monthly: sums(1), quarterly: sums(SPAN), whole: months.length === 0 ? 0 : sums(months.length)};
}

/** Both sides added up. */
export function added(points: readonly MirrorPoint[]): MirrorPoint {
  return {
    exported: points.reduce((sum, {exported}) => sum + exported, 0),
    imported: points.reduce((sum, {imported}) => sum + imported, 0),
  };
}

/** ln(exported ÷ (imported ÷ (1 + margin))); null unless both are above zero. */
export function mirrorGap({exported, imported}: MirrorPoint, margin: number): number | null {
  return exported > 0 && imported > 0 ? Math.log(exported) - Math.log(imported / (1 + margin)) : null;
}

/** Mean gap over years whose both sides are above zero; null without one. */
export function usualGap(points: readonly MirrorPoint[], margin: number): number | null {
  const gaps = points.flatMap((point) => mirrorGap(point, margin) ?? []);
  return gaps.length === 0 ? null : mean(gaps);
}
