import {dossier} from "../../surface/questions.ts";
import type {Command} from "../shell/command.ts";
import {questionCommand} from "../shell/question-command.ts";

const command = questionCommand(dossier);

export const dossierCommand: Command = {
  ...command,
  positional: [{name: "state", meaning: "the same as --state", required: false}],
  examples: ["dossier ARM", "dossier KGZ --format html --output kgz.html"],
  run: (call) => {
    const [state] = call.positional;
    return command.run(state === undefined ? call : {...call, options: {state, ...call.options}});
  },
};
