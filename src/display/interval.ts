import type {FindingColumn} from "../base/index.ts";

/** Two columns that bound one quantity, shown to people as `[low, high]`. Machine formats keep them apart. */
export interface Interval {
  readonly low: FindingColumn;
  readonly high: FindingColumn;
  /** What both names share: `refill_usd` for `refill_documented_usd` and `refill_upper_usd`. */
  readonly stem: string;
  /** What the two ends are called in the header. */
  readonly ends: string;
}

const PAIRS = [
  {low: "low", high: "high", ends: "low, high"},
  {low: "lower", high: "upper", ends: "low, high"},
  {low: "documented", high: "upper", ends: "documented, upper bound"},
] as const;

/** The interval that `column` opens, or null: its partner has the same name but for the end, and the same unit. */
export function intervalFrom(column: FindingColumn, columns: readonly FindingColumn[]): Interval | null {
  const words = column.name.split("_");
  for (const {low, high, ends} of PAIRS) {
    const at = words.lastIndexOf(low);
    if (at < 0) continue;
    const partner = words.with(at, high).join("_");
    const found = columns.find(({name, unit}) => name === partner && unit === column.unit);
    if (found === undefined) continue;
    const stem = words.toSpliced(at, 1);
    const named = {low: column, high: found, stem: stem.join("_"), ends};
    return isConfidence(stem, at)
      ? {...named, stem: stem.toSpliced(at - 1, 1).join("_"), ends: CONFIDENCE}
      : named;
  }
  return null;
}

const CONFIDENCE = "confidence interval";

/** True for `refill_conf_low_usd`, whose quantity has a name: an interval called `conf` alone, as regressions print it, keeps that one. */
function isConfidence(stem: readonly string[], at: number): boolean {
  return stem.length > 1 && stem[at - 1] === "conf";
}
