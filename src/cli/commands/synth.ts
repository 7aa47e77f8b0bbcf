import {synth} from "../../surface/index.ts";
import {fileCommand} from "../shell/file-command.ts";

export const synthCommand = fileCommand(synth);
