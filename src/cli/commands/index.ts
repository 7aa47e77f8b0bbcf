import type {Command} from "../shell/command.ts";
import {buildCommand} from "./build.ts";
import {channelsCommand} from "./channels.ts";
import {doctorCommand} from "./doctor.ts";
import {explainCommand} from "./explain.ts";
import {packCommand} from "./pack.ts";
import {serveCommand} from "./serve.ts";
import {sourcesCommand} from "./sources.ts";
import {startCommand} from "./start.ts";
import {tradeCommand} from "./trade.ts";

/** Every command, in the order help lists them. */
export const commands: readonly Command[] = [
  buildCommand,
  channelsCommand,
  tradeCommand,
  explainCommand,
  sourcesCommand,
  doctorCommand,
  serveCommand,
  startCommand,
  packCommand,
];
