import type {CrossCells, CrossDimension} from "../../methods/index.ts";
import {type KeptArray, type KeptArrays, keepArrays, type Reader, readKept} from "../../store/index.ts";

/** Cells of a strand with their names, as they are added up. */
export interface NamedCells {
  readonly cells: CrossCells;
  /** Names by code, as 2022 or 202203. */
  readonly periods: readonly number[];
  readonly reporters: readonly string[];
  readonly partners: readonly string[];
  /** Two digits each, or TOTAL for lines without chapters. */
  readonly chapters: readonly string[];
  /** Records behind the cells. */
  readonly records: number;
  /** Records left out because they are sums of others, by the side and name they stand under. */
  readonly sums: ReadonlyMap<string, number>;
}

/** Of fewer records the cells are gathered in a second or two. */
export const LEAST_RECORDS = 5_000_000;

/**
 * Cells from beside the store, or else gathered and then kept there for the next start where they are of many records.
 *
 * @param key all that decides which cells they are, but the store
 * @param least records from which cells are kept
 */
export async function keptCells(
  store: Reader,
  {key, least = LEAST_RECORDS}: {readonly key: string; readonly least?: number | undefined},
  gather: () => Promise<NamedCells>,
): Promise<NamedCells> {
  const kept = await readKept(store, key);
  const before = kept === null ? null : unpacked(kept);
  if (before !== null) return before;
  const cells = await gather();
  if (cells.records >= least) await keepArrays(store, key, packed(cells));
  return cells;
}

const OUTER = ["periods", "reporters", "partners"] as const;

type Names = Pick<NamedCells, (typeof OUTER)[number] | "chapters" | "records">;

function packed({cells, sums, ...names}: NamedCells): KeptArrays {
  const {outer, starts, inner, high, low, records, silent} = cells;
  const runs = Object.fromEntries(outer.map(({codes}, at) => [OUTER[at] ?? "", codes]));
  return {
    about: JSON.stringify({names, sums: [...sums]}),
    arrays: {
      ...runs,
      starts,
      chapters: inner.codes,
      high,
      low,
      records: narrowed(records),
      ...(silent === null ? {} : {silent: narrowed(silent)}),
    },
  };
}

function unpacked({about, arrays}: KeptArrays): NamedCells | null {
  const {names, sums}: {names: Names; sums: [string, number][]} = JSON.parse(about);
  const outer = OUTER.flatMap((name): CrossDimension[] => {
    const codes = arrays[name];
    return codes instanceof Uint8Array || codes instanceof Uint16Array
      ? [{codes, size: names[name].length}]
      : [];
  });
  const {starts, chapters, high, low, records, silent} = arrays;
  if (
    outer.length < OUTER.length ||
    !(starts instanceof Uint32Array && low instanceof Int32Array && high instanceof Int32Array) ||
    !(chapters instanceof Uint8Array) ||
    records === undefined
  )
    return null;
  const inner = {codes: chapters, size: names.chapters.length};
  const silents = silent === undefined ? null : widened(silent);
  return {
    ...names,
    cells: {outer, starts, inner, high, low, records: widened(records), silent: silents},
    sums: new Map(sums),
  };
}

/** The same counts in as few bytes as hold the largest. */
function narrowed(counts: Int32Array): KeptArray {
  const most = counts.reduce((largest, count) => Math.max(largest, count), 0);
  if (most < 1 << 8) return new Uint8Array(counts);
  return most < 1 << 16 ? new Uint16Array(counts) : counts;
}

function widened(counts: KeptArray): Int32Array {
  return counts instanceof Int32Array ? counts : new Int32Array(counts);
}
