import {fit} from "../../surface/index.ts";
import {fileCommand} from "../shell/file-command.ts";

export const fitCommand = fileCommand(fit);
