import {laws} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const lawsCommand = questionCommand(laws);
