import {explore} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const exploreCommand = questionCommand(explore);
