import {lazy, oneOf, readTable} from "./table.ts";

/** What a standing's word amounts to: of a tie whole, in part or halted; of a law what became of it. */
export const STANDINGS = [
  "whole",
  "part",
  "halted",
  "in force",
  "adopted",
  "open",
  "dropped",
  "ended",
] as const;
export type Standing = (typeof STANDINGS)[number];

const FILE = "ties/standings.csv";

const byStatus: () => ReadonlyMap<string, Standing> = lazy(
  () =>
    new Map(
      readTable(FILE, ["layer", "status", "standing", "meaning"]).map(({layer, status, standing}) => [
        keyOf(layer, status),
        oneOf(standing, {allowed: STANDINGS, file: FILE, column: "standing"}),
      ]),
    ),
);

/** How reference/ties/standings.csv sorts the word with which a source tells a standing; null for a word that it does not have. */
export function standingOf(layer: string, status: string): Standing | null {
  return byStatus().get(keyOf(layer, status)) ?? null;
}

function keyOf(layer: string, status: string): string {
  return `${layer} ${status}`;
}
