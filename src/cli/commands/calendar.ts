import {calendar} from "../../surface/index.ts";
import {questionCommand} from "../shell/question-command.ts";

export const calendarCommand = questionCommand(calendar);
