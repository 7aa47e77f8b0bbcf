import {events} from "../../surface/index.ts";
import {fileCommand} from "../shell/file-command.ts";

export const eventsCommand = fileCommand(events);
