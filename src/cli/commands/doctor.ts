import {doctor} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const doctorCommand = questionCommand(doctor);
