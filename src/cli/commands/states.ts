import {states} from "../../surface/index.ts";
import {questionCommand} from "../shell/question-command.ts";

export const statesCommand = questionCommand(states);
