import {channels} from "../../surface/channels-question.ts";
import {questionCommand} from "../shell/question-command.ts";

export const channelsCommand = questionCommand(channels);
