// What the app reads besides findings; plain shapes, so that a browser's types never meet the engine's.

/** An option of a question. */
export interface CatalogueOption {
  readonly name: string;
  /** What stands for the value: `STATE,…`, `A..B`. */
  readonly value: string;
  readonly meaning: string;
  readonly choices?: readonly string[];
  /** Taken when the option is absent. */
  readonly fallback?: string;
}

/** A question as the interface lists it. */
export interface CatalogueEntry {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CatalogueOption[];
  readonly url: string;
}

/** What can be asked, how, and in which formats. */
export interface Catalogue {
  readonly version: string;
  readonly questions: readonly CatalogueEntry[];
  readonly formats: readonly string[];
  /** Address of the description for machines. */
  readonly description: string;
}

/** What the server gathers now, before it can answer; a question waits for it. */
export interface ProgressReport {
  readonly gathering: readonly GatheringNote[];
}

/** A strand of trade whose cells are gathered for `explore`. */
export interface GatheringNote {
  readonly source: string;
  readonly flow: string;
  readonly frequency: string;
  /** Records so far, and in all. */
  readonly done: number;
  readonly of: number;
}
