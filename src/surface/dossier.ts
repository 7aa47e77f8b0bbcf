// Not through the folder's index, which loads the engine.
import {type DossierParams, dossierParams} from "../analyses/dossier/params.ts";
import {day, UsageError} from "../base/index.ts";
import {type Option, type OptionBag, parsedOf, wholeNumber} from "./option.ts";

const usual = dossierParams({state: ""});

export const DOSSIER_OPTIONS: readonly Option[] = [
  {name: "state", value: "STATE", meaning: "whose dossier: a code or a name"},
  {name: "shock", value: "DAY", meaning: "what is before and what after", fallback: usual.shock},
  {name: "from", value: "YEAR", meaning: "last year before (default: the year before the shock)"},
  {name: "to", value: "YEAR", meaning: "last year after (default: two years after that of the shock)"},
];

/** Reads the options of `dossier`, fallbacks in place. @throws UsageError "no-state", or naming the option and its value */
export function parseDossierOptions(options: OptionBag): DossierParams {
  const {state} = options;
  if (state === undefined) {
    throw new UsageError("no-state", {
      message: "a dossier is of one state, and none is given",
      where: "--state",
      hint: "name one: dossier ARM",
    });
  }
  return dossierParams({
    state,
    shock: parsedOf(options, "shock", day),
    from: parsedOf(options, "from", year),
    to: parsedOf(options, "to", year),
  });
}

function year(text: string): number {
  return wholeNumber(text, {least: 1900, most: 2200});
}
