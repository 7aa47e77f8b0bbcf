import {type PackedPeriod, placeOf, realAt, wholeAt} from "./side.ts";

/**
 * The raw mirror of some periods by importer, whose number is the place in each array. Amounts in the unit of the values; what
 * only one side shows is in no gap.
 */
export interface MirrorTotals {
  /** Both sides' amounts under keys that both show. */
  readonly exported: Float64Array;
  readonly imported: Float64Array;
  /** Sum over these keys of max(0, exported − imported). */
  readonly orphans: Float64Array;
  /** Amounts under keys that only the exporter, or only the importer, shows. */
  readonly sentAlone: Float64Array;
  readonly gotAlone: Float64Array;
  /** Keys that both show, only the exporter, only the importer. */
  readonly both: Float64Array;
  readonly onlySent: Float64Array;
  readonly onlyGot: Float64Array;
}

/** Totals of nothing, for `units` states. */
export function emptyMirror(units: number): MirrorTotals {
  const zeros = () => new Float64Array(units);
  return {
    exported: zeros(),
    imported: zeros(),
    orphans: zeros(),
    sentAlone: zeros(),
    gotAlone: zeros(),
    both: zeros(),
    onlySent: zeros(),
    onlyGot: zeros(),
  };
}

/**
 * Adds the mirror of one period to `totals`: one pass over both sides, which are sorted by the same key.
 *
 * @param from first key that counts, and `below` the first that does not: parts of a period may be added by themselves
 */
export function addMirror(
  totals: MirrorTotals,
  {sent, got}: PackedPeriod,
  {unitBits, from, below}: {readonly unitBits: number; readonly from: number; readonly below: number},
): void {
  const {exported, imported, orphans, sentAlone, gotAlone, both, onlySent, onlyGot} = totals;
  const [sentKeys, sentValues, gotKeys, gotValues] = [sent.keys, sent.values, got.keys, got.values];
  const mask = 2 ** unitBits - 1;
  let [here, there] = [placeOf(sentKeys, from), placeOf(gotKeys, from)];
  const [hereEnd, thereEnd] = [placeOf(sentKeys, below), placeOf(gotKeys, below)];
  while (here < hereEnd && there < thereEnd) {
    const [one, other] = [wholeAt(sentKeys, here), wholeAt(gotKeys, there)];
    const unit = Math.min(one, other) & mask;
    if (one === other) {
      const [out, back] = [realAt(sentValues, here++), realAt(gotValues, there++)];
      both[unit] = realAt(both, unit) + 1;
      exported[unit] = realAt(exported, unit) + out;
      imported[unit] = realAt(imported, unit) + back;
      if (out > back) orphans[unit] = realAt(orphans, unit) + (out - back);
    } else if (one < other) {
      sentAlone[unit] = realAt(sentAlone, unit) + realAt(sentValues, here++);
      onlySent[unit] = realAt(onlySent, unit) + 1;
    } else {
      gotAlone[unit] = realAt(gotAlone, unit) + realAt(gotValues, there++);
      onlyGot[unit] = realAt(onlyGot, unit) + 1;
    }
  }
  for (; here < hereEnd; here++) {
    const unit = wholeAt(sentKeys, here) & mask;
    sentAlone[unit] = realAt(sentAlone, unit) + realAt(sentValues, here);
    onlySent[unit] = realAt(onlySent, unit) + 1;
  }
  for (; there < thereEnd; there++) {
    const unit = wholeAt(gotKeys, there) & mask;
    gotAlone[unit] = realAt(gotAlone, unit) + realAt(gotValues, there);
    onlyGot[unit] = realAt(onlyGot, unit) + 1;
  }
}

/** Adds `part` to `totals`. */
export function mergeMirror(totals: MirrorTotals, part: MirrorTotals): void {
  for (const [one, other] of pairs(totals, part))
    for (let unit = 0; unit < one.length; unit++) one[unit] = realAt(one, unit) + realAt(other, unit);
}

function pairs(one: MirrorTotals, other: MirrorTotals): (readonly [Float64Array, Float64Array])[] {
  return [
    [one.exported, other.exported],
    [one.imported, other.imported],
    [one.orphans, other.orphans],
    [one.sentAlone, other.sentAlone],
    [one.gotAlone, other.gotAlone],
    [one.both, other.both],
    [one.onlySent, other.onlySent],
    [one.onlyGot, other.onlyGot],
  ];
}
