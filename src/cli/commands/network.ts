import {network} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const networkCommand = questionCommand(network);
