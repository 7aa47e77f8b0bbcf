import type {Finding} from "../../base/index.ts";
import type {Reader} from "../../store/index.ts";
// Not through the folder's index, which loads what regressions are told of too.
import {refuseLater} from "../../surface/as-of.ts";
import {seedNumber} from "../../surface/channels.ts";
import {parsedOf} from "../../surface/option.ts";
import {type Question, readQuestion} from "../../surface/question.ts";
import type {Call, Command} from "./command.ts";

/** The command of a question: opens the store, asks, prints. */
export function questionCommand(question: Question): Command {
  const own = new Set(question.options.map(({name}) => name));
  return {
    name: question.name,
    summary: question.summary,
    options: question.options,
    prints: "finding",
    examples: question.examples,
    run: async (call) => {
      const options = Object.fromEntries(Object.entries(call.options).filter(([name]) => own.has(name)));
      const answer = readQuestion(question, options);
      if (!own.has("seed")) idleSeed(question, call);
      const printing = () => import("./print.ts");
      // Printing is loaded while the engine works, not after; what is wrong with it is told when it is needed.
      const finding = await withStore(call, answer, () => void printing().catch(() => undefined));
      await printAnswer(finding, call);
    },
  };
}

/** Prints an answer as the call asks. @throws UsageError where it rests on data later than `--as-of` */
export async function printAnswer(finding: Finding, call: Call): Promise<void> {
  if (call.common.asOf !== null) refuseLater(finding, call.common.asOf);
  const {printFinding} = await import("./print.ts");
  await printFinding(finding, call);
}

const CLOSED_AFTER_MS = 1000;

/**
 * Runs `work` on the call's store and closes it; `meanwhile` is called when `work` first waits for the engine.
 *
 * @throws StoreError "store-missing" with how to make one
 */
export async function withStore<T>(
  {common}: Call,
  work: (store: Reader) => Promise<T>,
  meanwhile?: () => void,
): Promise<T> {
  const {opening, openReader} = await import("../../store/index.ts");
  // The engine opens the file in a thread of its own, while this one loads the analyses and reads what they refer to.
  const opened = openReader(common.store);
  const store = opening(common.store, opened, meanwhile);
  try {
    const [result] = await Promise.all([work(store), opened]);
    return result;
  } finally {
    // Closing takes as long as printing; the command's process ends before, and takes the file with it.
    setTimeout(() => store.close(), CLOSED_AFTER_MS).unref();
  }
}

/** Says that a seed changes nothing in an answer that draws no random numbers. */
export function idleSeed({name}: Question, {options, log}: Call): void {
  const seed = parsedOf(options, "seed", seedNumber);
  if (seed !== null) log.info(`${name} draws no random numbers: --seed ${seed} changes nothing`);
}
