import {once} from "node:events";
import {Worker} from "node:worker_threads";
import {type HubAnswer, hubAnswer} from "./hub-answers.ts";
import type {Ledger} from "./ledger.ts";
import {type Importer, importerNames, importerOf} from "./ordinary.ts";
import type {TransitParams} from "./params.ts";
import type {Books} from "./read.ts";
import {type SentBooks, sentBooks} from "./sent-books.ts";
import type {Spans} from "./spans.ts";

/** What one thread or two do for a question. */
export type TeamTask =
  | {readonly kind: "importers"; readonly spans: Spans}
  | {readonly kind: "hubs"; readonly ledger: Ledger; readonly params: TransitParams};

/** A task as it goes to the second thread: the books with the first one, and whose turn it is in shared memory. */
export interface SentTask {
  readonly books: SentBooks | null;
  readonly task: TeamTask;
  readonly turns: Int32Array;
}

/** One answer of a task and its place among all. */
export interface TeamAnswer {
  readonly at: number;
  readonly importer: Importer | null;
  readonly hub: HubAnswer | null;
}

/** Cells above which a second thread saves more than the half second that it takes to start. */
const WORTH_TWO = 1e6;

/** Room for what a hub's working leaves behind, so that little of it is moved before it is let go; megabytes. */
const YOUNG_MIB = 192;

/**
 * Who works off the importers and the hubs of a question: this thread, and beside it a second one where the books are large.
 * Each importer and hub stands by itself and draws its own noise, so that the answers are the same either way. Close it.
 */
export class Team {
  readonly #books: Books;
  readonly #isWorth: boolean;
  #helper: Worker | null = null;

  /** @param worth cells from which on a second thread is started */
  constructor(books: Books, worth: number = WORTH_TWO) {
    this.#books = books;
    const {products, together} = books;
    const cells = [products, together].map(({sent, got}) => sent.cells.size + got.cells.size);
    this.#isWorth = Math.max(...cells) >= worth;
  }

  /** Every importer but the exporters, in order of their names: only what they tell is kept. */
  async importers(spans: Spans): Promise<Importer[]> {
    const answers = await this.#shared({kind: "importers", spans}, importerNames(this.#books).length);
    return answers.flatMap(({importer}) => importer ?? []);
  }

  /** The hubs' answers over a window, in the order of the books. */
  async hubs(ledger: Ledger, params: TransitParams): Promise<HubAnswer[]> {
    const answers = await this.#shared({kind: "hubs", ledger, params}, this.#books.hubs.length);
    // Rows name their window by the list that they were asked with; another thread has a copy of it.
    const {window} = ledger.spans;
    return answers.flatMap(({hub}) =>
      hub === null ? [] : {...hub, rows: hub.rows.map((row) => ({...row, place: {...row.place, window}}))},
    );
  }

  async close(): Promise<void> {
    await this.#helper?.terminate();
  }

  async #shared(task: TeamTask, count: number): Promise<TeamAnswer[]> {
    const turns = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const theirs = this.#isWorth && count > 1 ? this.#elsewhere(task, turns) : null;
    // The other thread is to have its task before this one goes to work and cannot listen.
    await new Promise(setImmediate);
    const own = answersInTurn(this.#books, task, turns);
    const answers = theirs === null ? own : [...own, ...(await theirs)];
    const known = new Set(answers.map(({at}) => at));
    const lost = Array.from({length: count}, (_, at) => at).filter((at) => !known.has(at));
    return [...answers, ...lost.map((at) => answerOf(this.#books, task, at))].toSorted((a, b) => a.at - b.at);
  }

  /** The second thread's answers; none where it failed, so that this one meets what it met. */
  async #elsewhere(task: TeamTask, turns: Int32Array): Promise<readonly TeamAnswer[]> {
    const isFirst = this.#helper === null;
    this.#helper ??= new Worker(workerUrl(), {resourceLimits: {maxYoungGenerationSizeMb: YOUNG_MIB}});
    const sent: SentTask = {books: isFirst ? sentBooks(this.#books) : null, task, turns};
    this.#helper.postMessage(sent);
    try {
      const [answers]: (readonly TeamAnswer[])[] = await once(this.#helper, "message");
      return answers ?? [];
    } catch (cause) {
      // An error loses its kind on the way between threads.
      if (!(cause instanceof Error)) throw cause;
      this.#helper = null;
      return [];
    }
  }
}

/** Does a task's parts one after the other, as long as no other thread has taken them. */
export function answersInTurn(books: Books, task: TeamTask, turns: Int32Array): TeamAnswer[] {
  const count = task.kind === "importers" ? importerNames(books).length : books.hubs.length;
  const answers: TeamAnswer[] = [];
  for (let at = Atomics.add(turns, 0, 1); at < count; at = Atomics.add(turns, 0, 1))
    answers.push(answerOf(books, task, at));
  return answers;
}

function answerOf(books: Books, task: TeamTask, at: number): TeamAnswer {
  if (task.kind === "hubs") {
    const hub = books.hubs[at];
    return {at, importer: null, hub: hub === undefined ? null : hubAnswer(hub, {...task, books})};
  }
  const name = importerNames(books)[at];
  return {at, importer: name === undefined ? null : importerOf(name, books, task.spans), hub: null};
}

// The file beside this one: TypeScript from a checkout, JavaScript in the published package.
function workerUrl(): URL {
  return new URL(`./team-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
}
