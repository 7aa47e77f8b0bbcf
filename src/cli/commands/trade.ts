import {trade} from "../../surface/index.ts";
import {questionCommand} from "../shell/question-command.ts";

export const tradeCommand = questionCommand(trade);
