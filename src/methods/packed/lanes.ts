import {Worker} from "node:worker_threads";
import {addScores, type HubQuestion, type HubScores, type HubYear, scoreHubs} from "./hubs.ts";
import {type MirrorSums, type MirrorTotals, mergeMirror, totalsOf} from "./mirror.ts";
import type {PackedPeriod} from "./side.ts";
import {type HubTask, type MirrorTask, mirrorOf} from "./task.ts";

/** How a question over packed sides is shared out. */
export interface Lanes {
  /** Two share the work; the arrays should then lie in shared memory, else they are copied. */
  readonly threads: 1 | 2;
}

/**
 * The raw mirror of some periods together, by importer. The totals are the same with one thread and with two where values are
 * whole and their sums stay below 2⁵³; else they differ by rounding.
 *
 * @param units number of states
 */
export async function mirrorTotals(
  periods: readonly PackedPeriod[],
  {unitBits, units, threads}: Lanes & {readonly unitBits: number; readonly units: number},
): Promise<MirrorTotals> {
  const task = (isFirst: boolean): MirrorTask => ({
    kind: "mirror",
    unitBits,
    parts: periods.map((period) => {
      const rows = period.keys.length;
      const middle = threads === 1 ? rows : rows >>> 1;
      return {period, from: isFirst ? 0 : middle, below: isFirst ? middle : rows};
    }),
  });
  if (threads === 1) return totalsOf(mirrorOf(task(true)), units);
  const other = helper().ask<MirrorSums>(task(false));
  const sums = mirrorOf(task(true));
  mergeMirror(sums, await other);
  return totalsOf(sums, units);
}

/** Scores every state as a hub; see {@link scoreHubs}. Two threads share the products. */
export async function hubScores(
  years: readonly HubYear[],
  question: HubQuestion,
  {threads}: Lanes,
): Promise<HubScores> {
  if (threads === 1) return scoreHubs(years, question);
  const {products} = question;
  const half = products.length >>> 1;
  const task: HubTask = {kind: "hubs", years, question: {...question, products: products.slice(half)}};
  const other = helper().ask<HubScores>(task);
  const scores = scoreHubs(years, {...question, products: products.slice(0, half)});
  addScores(scores, await other);
  return scores;
}

/** The second thread of this process, asleep between questions; it takes one at a time. */
class Helper {
  readonly #worker = new Worker(helperUrl());
  #last: Promise<unknown> = Promise.resolve();

  constructor() {
    this.#worker.unref();
  }

  ask<Answer>(task: MirrorTask | HubTask): Promise<Answer> {
    const answer = this.#last.then(() => this.#next<Answer>(task));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  #next<Answer>(task: MirrorTask | HubTask): Promise<Answer> {
    const {promise, resolve, reject} = Promise.withResolvers<Answer>();
    const fail = (cause: unknown): void => {
      started = null;
      reject(cause);
    };
    this.#worker.ref();
    this.#worker.once("error", fail);
    this.#worker.once("message", (answer: Answer) => resolve(answer));
    this.#worker.postMessage(task);
    return promise.finally(() => {
      this.#worker.off("error", fail);
      this.#worker.unref();
    });
  }
}

let started: Helper | null = null;

function helper(): Helper {
  started ??= new Helper();
  return started;
}

// The file beside this one: TypeScript from a checkout, JavaScript in the published package.
function helperUrl(): URL {
  return new URL(`./helper${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
}
