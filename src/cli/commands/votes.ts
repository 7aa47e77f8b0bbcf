import {didYouMean, UsageError} from "../../base/index.ts";
import {votesAgreement} from "../../surface/questions.ts";
import type {Command} from "../shell/command.ts";
import {questionCommand} from "../shell/question-command.ts";

const agreement = questionCommand(votesAgreement);

/** `votes agreement`. What else there is to ask of votes gets a word beside it. */
export const votesCommand: Command = {
  ...agreement,
  name: "votes",
  positional: [{name: "what", meaning: "agreement", required: true}],
  run: async (call) => {
    const [what = ""] = call.positional;
    if (what === "agreement") return agreement.run(call);
    throw new UsageError("unknown-vote-question", {
      message: `unknown question about votes "${what}"; one of "agreement"`,
      where: "roundabout votes",
      hint: didYouMean(what, ["agreement"]),
    });
  },
};
