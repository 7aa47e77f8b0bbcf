import type {Command} from "../shell/command.ts";
import {buildCommand} from "./build.ts";
import {calendarCommand} from "./calendar.ts";
import {channelsCommand} from "./channels.ts";
import {corridorsCommand} from "./corridors.ts";
import {doctorCommand} from "./doctor.ts";
import {eventsCommand} from "./events.ts";
import {explainCommand} from "./explain.ts";
import {fitCommand} from "./fit.ts";
import {goodsListsCommand} from "./goods-lists.ts";
import {packCommand} from "./pack.ts";
import {responseCommand} from "./response.ts";
import {serveCommand} from "./serve.ts";
import {sourcesCommand} from "./sources.ts";
import {startCommand} from "./start.ts";
import {statesCommand} from "./states.ts";
import {synthCommand} from "./synth.ts";
import {tiesCommand} from "./ties.ts";
import {tradeCommand} from "./trade.ts";
import {transitCommand} from "./transit.ts";
import {votesCommand} from "./votes.ts";

/** Every command, in the order help lists them. */
export const commands: readonly Command[] = [
  buildCommand,
  channelsCommand,
  corridorsCommand,
  tradeCommand,
  transitCommand,
  votesCommand,
  tiesCommand,
  responseCommand,
  explainCommand,
  fitCommand,
  eventsCommand,
  synthCommand,
  sourcesCommand,
  doctorCommand,
  statesCommand,
  goodsListsCommand,
  calendarCommand,
  serveCommand,
  startCommand,
  packCommand,
];
