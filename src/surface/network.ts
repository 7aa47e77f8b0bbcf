// Not through the folder's index, which loads the engine.
import {NETWORK_VIEWS, type NetworkParams, networkParams} from "../analyses/network/params.ts";
import {choiceOf, listOf, type Option, type OptionBag} from "./option.ts";

const usual = networkParams({});

export const NETWORK_OPTIONS: readonly Option[] = [
  {
    name: "date",
    value: "DATE",
    meaning: "a year, month or day: ties that can have held in it",
    fallback: usual.date,
  },
  {name: "compare", value: "DATE", meaning: "what was added, ended or changed since this date"},
  {name: "states", value: "STATE,…", meaning: "only these states and their edges; the network is of all"},
  {
    name: "layers",
    value: "LAYER,…",
    meaning: "such as institutions, people or security",
    fallback: usual.layers.join(","),
  },
  {
    name: "show",
    value: NETWORK_VIEWS.join("|"),
    meaning: "how each state stands in the network, or its edges",
    choices: NETWORK_VIEWS,
    fallback: usual.show,
  },
];

/** Reads the options of `network`, fallbacks in place. @throws UsageError naming the option and its value */
export function parseNetworkOptions(options: OptionBag): NetworkParams {
  return networkParams({
    date: options.date ?? null,
    compare: options.compare ?? null,
    states: listOf(options, "states"),
    layers: listOf(options, "layers"),
    show: choiceOf(options, "show", NETWORK_VIEWS),
  });
}
