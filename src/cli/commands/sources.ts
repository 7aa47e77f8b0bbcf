import {sources} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const sourcesCommand = questionCommand(sources);
