import {corridors} from "../../surface/index.ts";
import {questionCommand} from "../shell/question-command.ts";

export const corridorsCommand = questionCommand(corridors);
