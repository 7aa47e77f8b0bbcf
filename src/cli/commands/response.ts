import {response} from "../../surface/questions.ts";
import type {Command} from "../shell/command.ts";
import {questionCommand} from "../shell/question-command.ts";

const command = questionCommand(response);

export const responseCommand: Command = {
  ...command,
  positional: [{name: "state", meaning: "the same as --state", required: false}],
  examples: ["response", "response ARM", "response MDA --pole EU"],
  run: (call) => {
    const [state] = call.positional;
    return command.run(state === undefined ? call : {...call, options: {state, ...call.options}});
  },
};
