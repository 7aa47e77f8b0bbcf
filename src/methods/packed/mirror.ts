import type {PackedPeriod} from "./side.ts";

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

/** Adds the mirror of rows of one period to `totals`: one pass, in which the rows need no order. */
export function addMirror(
  totals: MirrorTotals,
  {keys, sent, got}: PackedPeriod,
  {unitBits, from = 0, below = keys.length}: MirrorRows,
): void {
  const {exported, imported, orphans, sentAlone, gotAlone, both, onlySent, onlyGot} = totals;
  const mask = 2 ** unitBits - 1;
  for (let at = from; at < below; at++) {
    const unit = Number(keys[at]) & mask;
    const [out, back] = [Number(sent[at]), Number(got[at])];
    if (Number.isNaN(back)) {
      if (Number.isNaN(out)) continue;
      sentAlone[unit] = Number(sentAlone[unit]) + out;
      onlySent[unit] = Number(onlySent[unit]) + 1;
    } else if (Number.isNaN(out)) {
      gotAlone[unit] = Number(gotAlone[unit]) + back;
      onlyGot[unit] = Number(onlyGot[unit]) + 1;
    } else {
      both[unit] = Number(both[unit]) + 1;
      exported[unit] = Number(exported[unit]) + out;
      imported[unit] = Number(imported[unit]) + back;
      orphans[unit] = Number(orphans[unit]) + Math.max(0, out - back);
    }
  }
}

/** Which rows of a period count: all where nothing is said. */
export interface MirrorRows {
  readonly unitBits: number;
  readonly from?: number;
  readonly below?: number;
}

/** Adds `part` to `totals`. */
export function mergeMirror(totals: MirrorTotals, part: MirrorTotals): void {
  for (const [one, other] of pairs(totals, part))
    for (let unit = 0; unit < one.length; unit++) one[unit] = Number(one[unit]) + Number(other[unit]);
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
