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

/** Sums of a mirror that is being added up; {@link totalsOf} reads them. */
export type MirrorSums = Float64Array;

// Four sums for each importer and who shows the row: nobody, the exporter, the importer, both. Which of them a row belongs to is
// computed and not decided: a processor cannot foresee it, and waits longer for a wrong guess than the sums take.
const [EXPORTED, IMPORTED, TWICE_ORPHANS, ROWS, SUMS] = [0, 1, 2, 3, 4];
const [ONLY_SENT, ONLY_GOT, BOTH, SHOWN_BY] = [1, 2, 3, 4];

/** Sums of nothing, for keys whose states take so many bits. */
export function emptyMirror(unitBits: number): MirrorSums {
  return new Float64Array(2 ** unitBits * SHOWN_BY * SUMS);
}

/** Which rows of a period count: all where nothing is said. */
export interface MirrorRows {
  readonly unitBits: number;
  readonly from?: number;
  readonly below?: number;
}

/** Adds the mirror of rows of one period: one pass, in which the rows need no order. */
export function addMirror(
  sums: MirrorSums,
  {keys, sent, got}: PackedPeriod,
  {unitBits, from = 0, below = keys.length}: MirrorRows,
): void {
  const mask = 2 ** unitBits - 1;
  for (let at = from; at < below; at++) {
    const out = Number(sent[at]);
    const back = Number(got[at]);
    const shown = Number(!Number.isNaN(out)) | (Number(!Number.isNaN(back)) << 1);
    const cell = ((Number(keys[at]) & mask) * SHOWN_BY + shown) * SUMS;
    const gap = out - back;
    sums[cell] = Number(sums[cell]) + out;
    sums[cell + IMPORTED] = Number(sums[cell + IMPORTED]) + back;
    sums[cell + TWICE_ORPHANS] = Number(sums[cell + TWICE_ORPHANS]) + (gap + Math.abs(gap));
    sums[cell + ROWS] = Number(sums[cell + ROWS]) + 1;
  }
}

/** Adds sums of other rows. */
export function mergeMirror(sums: MirrorSums, other: MirrorSums): void {
  for (let at = 0; at < sums.length; at++) sums[at] = Number(sums[at]) + Number(other[at]);
}

/** The totals of so many states. */
export function totalsOf(sums: MirrorSums, units: number): MirrorTotals {
  const read = (shown: number, sum: number, by = 1): Float64Array =>
    Float64Array.from(
      {length: units},
      (_, unit) => Number(sums[(unit * SHOWN_BY + shown) * SUMS + sum]) / by,
    );
  return {
    exported: read(BOTH, EXPORTED),
    imported: read(BOTH, IMPORTED),
    orphans: read(BOTH, TWICE_ORPHANS, 2),
    sentAlone: read(ONLY_SENT, EXPORTED),
    gotAlone: read(ONLY_GOT, IMPORTED),
    both: read(BOTH, ROWS),
    onlySent: read(ONLY_SENT, ROWS),
    onlyGot: read(ONLY_GOT, ROWS),
  };
}
