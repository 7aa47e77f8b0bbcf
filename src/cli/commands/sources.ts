import {sources} from "../../surface/index.ts";
import {questionCommand} from "../shell/question-command.ts";

export const sourcesCommand = questionCommand(sources);
