import {resolve} from "node:path";
import {type FileQuestion, parsedOf, readFileQuestion, refuseLater, seedNumber} from "../../surface/index.ts";
import type {Command} from "./command.ts";

/** The command of a question about a file: reads the file, asks, prints. No store is opened. */
export function fileCommand(question: FileQuestion): Command {
  const own = new Set(question.options.map(({name}) => name));
  return {
    name: question.name,
    summary: question.summary,
    positional: question.positional,
    options: question.options,
    prints: "finding",
    examples: question.examples,
    run: async (call) => {
      const {effects, log, common} = call;
      const options = Object.fromEntries(Object.entries(call.options).filter(([name]) => own.has(name)));
      const answer = readFileQuestion(question, call.positional, options);
      const seed = own.has("seed") ? null : parsedOf(call.options, "seed", seedNumber);
      if (seed !== null) log.info(`${question.name} draws no random numbers: --seed ${seed} changes nothing`);
      const finding = await answer({
        resolve: (path) => resolve(effects.cwd, path),
        progress: (message) => log.progress(message),
        signal: effects.interrupted,
      });
      if (common.asOf !== null) refuseLater(finding, common.asOf);
      const {printFinding} = await import("./print.ts");
      await printFinding(finding, call);
    },
  };
}
