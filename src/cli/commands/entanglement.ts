import {entanglement} from "../../surface/questions.ts";
import type {Command} from "../shell/command.ts";
import {questionCommand} from "../shell/question-command.ts";

const command = questionCommand(entanglement);

export const entanglementCommand: Command = {
  ...command,
  positional: [{name: "state", meaning: "the same as --states", required: false}],
  examples: ["entanglement", "entanglement ARM --pole RUS", "entanglement ARM --show composite"],
  run: (call) => {
    const [states] = call.positional;
    return command.run(states === undefined ? call : {...call, options: {states, ...call.options}});
  },
};
