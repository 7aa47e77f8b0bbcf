import {channels} from "../../surface/index.ts";
import {questionCommand} from "../shell/question-command.ts";

export const channelsCommand = questionCommand(channels);
