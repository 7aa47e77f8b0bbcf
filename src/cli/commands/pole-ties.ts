import {poleTies} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const poleTiesCommand = questionCommand(poleTies);
