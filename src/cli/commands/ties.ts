import {ties} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const tiesCommand = questionCommand(ties);
