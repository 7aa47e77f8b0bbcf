import {channels} from "../../surface/questions.ts";
import {questionCommand} from "../shell/question-command.ts";

export const channelsCommand = questionCommand(channels);
