import {transit} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const transitCommand = questionCommand(transit);
