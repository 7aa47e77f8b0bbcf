import {calendar} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const calendarCommand = questionCommand(calendar);
