import {corridors} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const corridorsCommand = questionCommand(corridors);
