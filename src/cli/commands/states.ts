import {states} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const statesCommand = questionCommand(states);
