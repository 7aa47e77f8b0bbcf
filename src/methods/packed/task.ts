import {type HubQuestion, type HubYear, scoreHubs} from "./hubs.ts";
import {addMirror, emptyMirror, type MirrorTotals} from "./mirror.ts";
import type {PackedPeriod} from "./side.ts";

/** Some rows of some periods, to be added up by one thread. */
export interface MirrorTask {
  readonly kind: "mirror";
  readonly parts: readonly MirrorPart[];
  readonly unitBits: number;
  readonly units: number;
}

/** A period's rows from one up to another. */
export interface MirrorPart {
  readonly period: PackedPeriod;
  readonly from: number;
  readonly below: number;
}

/** Some products of a ranking, to be scored by one thread. */
export interface HubTask {
  readonly kind: "hubs";
  readonly years: readonly HubYear[];
  readonly question: HubQuestion;
}

/** The mirror of a task's rows. */
export function mirrorOf({parts, unitBits, units}: MirrorTask): MirrorTotals {
  const totals = emptyMirror(units);
  for (const {period, from, below} of parts) addMirror(totals, period, {unitBits, from, below});
  return totals;
}

/** Does a task, whichever it is. */
export function done(task: MirrorTask | HubTask) {
  return task.kind === "mirror" ? mirrorOf(task) : scoreHubs(task.years, task.question);
}
