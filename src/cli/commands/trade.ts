import {trade} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const tradeCommand = questionCommand(trade);
