import {indicators} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const indicatorsCommand = questionCommand(indicators);
