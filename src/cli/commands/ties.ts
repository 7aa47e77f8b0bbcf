import {ties} from "../../surface/index.ts";
import {questionCommand} from "../shell/question-command.ts";

export const tiesCommand = questionCommand(ties);
