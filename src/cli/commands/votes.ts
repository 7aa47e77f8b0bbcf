import {didYouMean, quoteList, UsageError} from "../../base/index.ts";
import type {Option} from "../../surface/option.ts";
import {votesAgreement, votesIdealPoints, votesRollCall, votesRollCalls} from "../../surface/questions.ts";
import type {Call, Command} from "../shell/command.ts";
import {questionCommand} from "../shell/question-command.ts";

const PARTS: ReadonlyMap<string, Command> = new Map([
  ["agreement", questionCommand(votesAgreement)],
  ["ideal-points", questionCommand(votesIdealPoints)],
  ["roll-calls", questionCommand(votesRollCalls)],
  ["roll-call", questionCommand(votesRollCall)],
]);
const parts = [...PARTS.values()];

/** `votes agreement`, `votes ideal-points`, `votes roll-calls` and `votes roll-call`. */
export const votesCommand: Command = {
  name: "votes",
  summary: "how states voted in the General Assembly: who alike, where each stands, each roll call",
  positional: [{name: "what", meaning: [...PARTS.keys()].join(", "), required: true}],
  options: joined(parts.flatMap(({options}) => options)),
  prints: "finding",
  examples: parts.flatMap(({examples}) => examples),
  run: async (call) => {
    const [what = ""] = call.positional;
    const part = PARTS.get(what);
    if (part === undefined) throw unknownPart(what);
    refuseOthers(what, part, call);
    return part.run(call);
  },
};

// Sources and sessions mean the same in each part: the first one to name an option describes it.
function joined(options: readonly Option[]): readonly Option[] {
  return [...Map.groupBy(options, ({name}) => name).values()].flatMap(([first]) => first ?? []);
}

function refuseOthers(what: string, {options}: Command, call: Call): void {
  const own = new Set(options.map(({name}) => name));
  const idle = votesCommand.options.find(({name}) => !own.has(name) && call.options[name] !== undefined);
  if (idle === undefined) return;
  throw new UsageError("unknown-option", {
    message: `votes ${what} has no option "--${idle.name}"`,
    where: `--${idle.name}`,
    hint: `it takes ${quoteList([...own].map((name) => `--${name}`))}`,
  });
}

function unknownPart(what: string): UsageError {
  const known = [...PARTS.keys()];
  return new UsageError("unknown-vote-question", {
    message: `unknown question about votes "${what}"; one of ${quoteList(known)}`,
    where: "roundabout votes",
    hint: didYouMean(what, known),
  });
}
