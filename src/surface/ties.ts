// Not through the folder's index, which loads the engine.
import {TIE_FORMS, type TieForm, type TieParams} from "../analyses/ties/params.ts";
import {periodRange} from "../base/index.ts";
import {choiceOf, listOf, type Option, type OptionBag, parsedOf} from "./option.ts";

const VIEWS = ["ties", "counts", "disagreements", "coverage"] as const;

export const TIE_OPTIONS: readonly Option[] = [
  {name: "state", value: "STATE,…", meaning: "whose ties: codes, names or blocs, such as ARM or post-soviet"},
  {
    name: "partner",
    value: "STATE,…",
    meaning: "with whom: states, blocs or organisations, such as RUS or CSTO",
  },
  {
    name: "layer",
    value: "LAYER,…",
    meaning: "such as institutions, people, money, security, law, opinion or influence; all when absent",
  },
  {name: "kind", value: "KIND,…", meaning: "such as membership, base or in_force; all when absent"},
  {
    name: "form",
    value: "FORM,…",
    meaning: "spell, event or value: ties from a day to a day, at a day, or of a period; all when absent",
  },
  {name: "date", value: "DATE", meaning: "ties that can have held in a year or month, or on a day"},
  {name: "period", value: "A..B", meaning: "the same for years or months, both ends included"},
  {name: "source", value: "ID", meaning: "only this source, such as reference/memberships"},
  {
    name: "show",
    value: VIEWS.join("|"),
    meaning:
      "the ties, their number by source (when nothing else is asked), what sources say against each other, or the years that are covered",
    choices: VIEWS,
    fallback: "ties",
  },
];

/** Reads the options of `ties`, fallbacks in place. @throws UsageError naming the option and its value */
export function parseTieOptions(options: OptionBag): TieParams {
  const asked = choiceOf(options, "show", VIEWS) ?? "ties";
  const params = {
    states: listOf(options, "state"),
    partners: listOf(options, "partner"),
    layers: listOf(options, "layer"),
    kinds: listOf(options, "kind"),
    forms: formsOf(options),
    date: options.date ?? null,
    period: parsedOf(options, "period", periodRange),
    source: options.source ?? null,
    show: asked,
  };
  const isWhole = [params.states, params.partners, params.layers, params.kinds, params.forms].every(
    (one) => one === null,
  );
  return isWhole && asked === "ties" ? {...params, show: "counts"} : params;
}

function formsOf(options: OptionBag): readonly TieForm[] | null {
  const asked = listOf(options, "form");
  return asked?.flatMap((form) => choiceOf({form}, "form", TIE_FORMS) ?? []) ?? null;
}
