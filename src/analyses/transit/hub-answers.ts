import {once} from "node:events";
import {Worker} from "node:worker_threads";
import type {CommonChange} from "../../methods/index.ts";
import {PairCells} from "./cells.ts";
import {hubLedgers, type Ledger} from "./ledger.ts";
import type {TransitParams} from "./params.ts";
import type {BothSides, HubBooks} from "./read.ts";
import {hubRows, type PlacedRow} from "./rows.ts";
import type {Side} from "./sides.ts";

/** A hub's rows: what they were made from is let go. */
export interface HubAnswer {
  readonly hub: string;
  /** Null where there are too few controls. */
  readonly common: CommonChange | null;
  readonly rows: readonly PlacedRow[];
}

/** What the hubs of a window are answered from. */
export interface HubQuestion {
  readonly books: HubBooks;
  readonly ledger: Ledger;
  readonly params: TransitParams;
}

/** Cells above which a second thread saves more than the half second that it takes to start. */
const WORTH_TWO = 1e6;

/**
 * The hubs' answers over a window, in their order. Two threads share the hubs of a large question; each hub draws by itself.
 *
 * @param worth cells from which on a second thread is started
 */
export async function hubAnswers(question: HubQuestion, worth = WORTH_TWO): Promise<readonly HubAnswer[]> {
  const {books} = question;
  const cells = books.products.sent.cells.size + books.products.got.cells.size;
  if (cells < worth || books.hubs.length < 2) return answersOf(question);
  const of = (lane: number): HubQuestion => ({
    ...question,
    books: {...books, hubs: books.hubs.filter((_, at) => at % 2 === lane)},
  });
  const other = elsewhere(of(1));
  // The other thread is to have its task before this one goes to work and cannot listen.
  await new Promise(setImmediate);
  const [own, theirs] = [answersOf(of(0)), await other];
  return books.hubs.flatMap((_, at) => (at % 2 === 0 ? own : theirs)[at >>> 1] ?? []);
}

/** The same on this thread, hub after hub. */
export function answersOf({books, ledger, params}: HubQuestion): HubAnswer[] {
  const answers: HubAnswer[] = [];
  for (const own of hubLedgers(books, ledger, params))
    answers.push({hub: own.hub, common: own.common, rows: hubRows(own, ledger, {books, params})});
  return answers;
}

async function elsewhere(question: HubQuestion): Promise<readonly HubAnswer[]> {
  const worker = new Worker(workerUrl(), {workerData: sentOf(question)});
  try {
    const [answers]: (readonly HubAnswer[])[] = await once(worker, "message");
    // Rows name their window by the list that they were asked with.
    const {window} = question.ledger.spans;
    return (answers ?? []).map((own) => ({
      ...own,
      rows: own.rows.map((row) => ({...row, place: {...row.place, window}})),
    }));
  } catch (cause) {
    // An error loses its kind on the way between threads: this one meets what the other met.
    if (cause instanceof Error) return answersOf(question);
    throw cause;
  }
}

// The file beside this one: TypeScript from a checkout, JavaScript in the published package.
function workerUrl(): URL {
  return new URL(`./hub-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
}

type SentSide = Omit<Side, "cells"> & {readonly cells: PairCells["parts"]};
type SentSides = Omit<BothSides, "sent" | "got"> & {readonly sent: SentSide; readonly got: SentSide};

/** A question as it goes to another thread: cells as arrays, which are shared and not copied. */
export type SentQuestion = Omit<HubQuestion, "books"> & {
  readonly books: Omit<HubBooks, "products" | "months" | "consigned" | "total"> & {
    readonly products: SentSides;
    readonly months: SentSides | null;
    readonly consigned: SentSide;
    readonly total: SentSide;
  };
};

function sentOf({books, ...rest}: HubQuestion): SentQuestion {
  const {exporters, hubs, goods, labels, broken, window, products, months, consigned, total} = books;
  const side = (own: Side): SentSide => ({...own, cells: own.cells.parts});
  const sides = (both: BothSides): SentSides => ({...both, sent: side(both.sent), got: side(both.got)});
  return {
    ...rest,
    books: {
      exporters,
      hubs,
      goods,
      labels,
      broken,
      window,
      products: sides(products),
      months: months === null ? null : sides(months),
      consigned: side(consigned),
      total: side(total),
    },
  };
}

/** The question as it was sent. */
export function receivedOf({books, ...rest}: SentQuestion): HubQuestion {
  const side = (own: SentSide): Side => ({...own, cells: new PairCells(own.cells.names, own.cells.columns)});
  const sides = (both: SentSides): BothSides => ({...both, sent: side(both.sent), got: side(both.got)});
  const {products, months, consigned, total} = books;
  return {
    ...rest,
    books: {
      ...books,
      products: sides(products),
      months: months === null ? null : sides(months),
      consigned: side(consigned),
      total: side(total),
    },
  };
}
