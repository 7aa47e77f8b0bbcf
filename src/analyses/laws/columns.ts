import type {FindingColumn} from "../../base/index.ts";

/** Columns of `laws`. */
export const LAW_COLUMNS: readonly FindingColumn[] = [
  {name: "family", unit: "text", meaning: "what kind of law"},
  {name: "state", unit: "text", meaning: "whose law or bill"},
  {name: "name", unit: "text", meaning: "English name of the state or body"},
  {name: "title", unit: "text", meaning: "of the law or bill"},
  {
    name: "introduced",
    unit: "date",
    meaning: "when it came before parliament, as precise as known; missing where it is not",
  },
  {
    name: "adopted",
    unit: "date",
    meaning: "when it was passed; missing where it was not, or no day is known",
  },
  {name: "in_force", unit: "date", meaning: "from when; missing where it is not, or no day is known"},
  {
    name: "ended",
    unit: "date",
    meaning: "until when it was in force; missing where it still is, or never was",
  },
  {
    name: "status",
    unit: "text",
    meaning: "how far it came, in the words of reference/laws, on the day it was last looked at",
  },
  {
    name: "standing",
    unit: "text",
    meaning:
      "the same sorted by reference/ties/standings.csv: in force, adopted, open, dropped or ended; missing where that has no such word",
  },
  {
    name: "model",
    unit: "text",
    meaning: "law or state after which it is made, as its source words it; missing where none is named",
  },
  {
    name: "model_record",
    unit: "text",
    meaning: "key of the model among these rows; missing where it is not one of them, or is not told",
  },
  {
    name: "clauses",
    unit: "text",
    meaning: "what is in it; a clause that is not listed is not known, never absent",
  },
  {name: "confidence", unit: "text", meaning: "high, medium or low"},
  {name: "basis", unit: "text", meaning: "L looked up, C computed, K general knowledge not yet re-read"},
  {name: "said_by", unit: "text", meaning: "where it can be read"},
  {name: "source", unit: "text", meaning: "table of facts or data set"},
  {name: "record", unit: "text", meaning: "the row's own key there"},
];
