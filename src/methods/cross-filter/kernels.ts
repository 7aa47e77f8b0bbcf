import type {CrossCells} from "./cells.ts";
import type {Sums} from "./sums.ts";

// The loops over tens of millions of cells. Each reads its arrays where they stand and goes over all runs by itself: a function shared by
// arrays of several kinds looks up the kind at each cell, and a call a run costs as much as the run.

/** Runs that are added up, and where each goes in a table; arrays of one length. */
export interface RunPlaces {
  readonly runs: Uint32Array;
  readonly places: Uint32Array;
}

/** Adds all cells of each run at its place. */
export function addWhole(
  {starts, high, low, records, silent}: CrossCells,
  sums: Sums,
  {runs, places}: RunPlaces,
): void {
  for (let at = 0; at < runs.length; at++) {
    const run = Number(runs[at]);
    const end = Number(starts[run + 1]);
    let highs = 0;
    let lows = 0;
    let counts = 0;
    let silents = 0;
    for (let cell = Number(starts[run]); cell < end; cell++) {
      highs += Number(high[cell]);
      lows += Number(low[cell]);
      counts += Number(records[cell]);
      if (silent !== null) silents += Number(silent[cell]);
    }
    sums.add(Number(places[at]), {high: highs, low: lows, records: counts, silent: silents});
  }
}

/** Adds the cells of each run whose code is chosen, at its place. */
export function addChosen(
  {starts, inner, high, low, records, silent}: CrossCells,
  sums: Sums,
  {runs, places, mask}: RunPlaces & {readonly mask: Uint8Array},
): void {
  const {codes} = inner;
  for (let at = 0; at < runs.length; at++) {
    const run = Number(runs[at]);
    const end = Number(starts[run + 1]);
    let highs = 0;
    let lows = 0;
    let counts = 0;
    let silents = 0;
    for (let cell = Number(starts[run]); cell < end; cell++) {
      // All bits of a chosen one and none of others (a minus alone would make -0, no integer): which are chosen has no order that a processor could foresee.
      const bits = 0 - Number(mask[Number(codes[cell])]);
      highs += Number(high[cell]) & bits;
      lows += Number(low[cell]) & bits;
      counts += Number(records[cell]) & bits;
      if (silent !== null) silents += Number(silent[cell]) & bits;
    }
    sums.add(Number(places[at]), {high: highs, low: lows, records: counts, silent: silents});
  }
}

/** Adds the cells of each run at the places of their codes: `stride` apart, from the run's place on. */
export function addSpread(
  {starts, inner, high, low, records, silent}: CrossCells,
  sums: Sums,
  {runs, places, stride}: RunPlaces & {readonly stride: number},
): void {
  const {codes} = inner;
  const [highs, lows, counts, silents] = [sums.high, sums.low, sums.records, sums.silent];
  for (let at = 0; at < runs.length; at++) {
    const run = Number(runs[at]);
    const place = Number(places[at]);
    const end = Number(starts[run + 1]);
    for (let cell = Number(starts[run]); cell < end; cell++) {
      const own = place + stride * Number(codes[cell]);
      highs[own] = Number(highs[own]) + Number(high[cell]);
      lows[own] = Number(lows[own]) + Number(low[cell]);
      counts[own] = Number(counts[own]) + Number(records[cell]);
      if (silent !== null) silents[own] = Number(silents[own]) + Number(silent[cell]);
    }
  }
}
