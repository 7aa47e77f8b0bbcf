import {type HubQuestion, type HubYear, scoreHubs} from "./hubs.ts";
import {addMirror, emptyMirror, type MirrorSums} from "./mirror.ts";
import type {PackedPeriod} from "./side.ts";

/** Some rows of some periods, to be added up by one thread. */
export interface MirrorTask {
  readonly kind: "mirror";
  readonly parts: readonly MirrorPart[];
  readonly unitBits: number;
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
export function mirrorOf({parts, unitBits}: MirrorTask): MirrorSums {
  const sums = emptyMirror(unitBits);
  for (const {period, from, below} of parts) addMirror(sums, period, {unitBits, from, below});
  return sums;
}

/** Does a task, whichever it is. */
export function done(task: MirrorTask | HubTask) {
  return task.kind === "mirror" ? mirrorOf(task) : scoreHubs(task.years, task.question);
}
