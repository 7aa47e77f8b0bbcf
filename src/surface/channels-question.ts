import {CHANNEL_OPTIONS, parseChannelOptions, ruleOf} from "./channels.ts";
import type {Question} from "./question.ts";

// The analysis reaches the database: it is loaded when the question is asked, so that help never waits for the engine.
const analysis = () => import("../analyses/channels/index.ts");

/** By itself, because its command loads no other question. */
export const channels: Question = {
  name: "channels",
  summary: "which hubs refilled what the target lost, ranked in money",
  options: CHANNEL_OPTIONS,
  examples: [
    "channels",
    "channels --by product --hubs KGZ",
    "channels --rule surge --format csv --output surge.csv",
  ],
  load: analysis,
  read: (options) => {
    const params = parseChannelOptions(options);
    if (ruleOf(options) === "surge") return async (store) => (await analysis()).surgeFinding(store, params);
    return async (store) => (await analysis()).channelsFinding(store, params);
  },
};
