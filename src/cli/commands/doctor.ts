import {doctor} from "../../surface/index.ts";
import {questionCommand} from "../shell/question-command.ts";

export const doctorCommand = questionCommand(doctor);
