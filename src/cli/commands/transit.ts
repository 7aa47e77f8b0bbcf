import {transit} from "../../surface/index.ts";
import {questionCommand} from "../shell/question-command.ts";

export const transitCommand = questionCommand(transit);
