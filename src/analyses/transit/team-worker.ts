// A second thread that answers parts of a question, task after task, over the books that came with the first. Started by team.ts.
import {parentPort} from "node:worker_threads";
import type {Books} from "./read.ts";
import {receivedBooks} from "./sent-books.ts";
import {answersInTurn, type SentTask} from "./team.ts";

let known: Books | null = null;

parentPort?.on("message", ({books, task, turns}: SentTask) => {
  if (books !== null) known = receivedBooks(books);
  if (known === null) throw new Error("a task came before its books");
  parentPort?.postMessage(answersInTurn(known, task, turns));
});
