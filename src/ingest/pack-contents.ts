import {readFileSync} from "node:fs";
import {join} from "node:path";
import {parse} from "yaml";
import {z} from "zod";
import {CheckFailed} from "../base/index.ts";
import {type Clause, fixed, joined, type Statement, sql} from "../store/index.ts";
import type {Packed} from "./pack-tables.ts";
import {SESSION_YEAR} from "./vote-source.ts";

const CUT = z.strictObject({
  id: z.string(),
  /** Names of sets of states: a tie stays when one of its ends is in one of them, a figure or vote when its state is. */
  states: z.array(z.string()).min(1).optional(),
  /** First year that stays: of a period, of a spell's start, of the opening of a session. */
  from: z.int().optional(),
  /** Kinds of ties or indicators that stay. */
  kinds: z.array(z.string()).min(1).optional(),
  /** Items that stay. */
  items: z.array(z.string()).min(1).optional(),
  why: z.string().min(1),
});
const CONTENTS = z.strictObject({
  pack: z.string().min(1),
  /** Sets of states by name, for the cuts. */
  states: z.record(z.string(), z.array(z.string().length(3)).min(1)).default({}),
  sources: z.array(z.union([z.string(), CUT])).min(1),
});

/** What of a source a pack holds. */
export type Cut = z.infer<typeof CUT>;

/** A source of a pack: whole, or cut. */
export interface PackedSource {
  readonly id: string;
  readonly cut: Cut | null;
  /** States of the cut's sets; null keeps every one. */
  readonly states: readonly string[] | null;
}

/** What a pack is to hold. */
export interface PackContents {
  readonly pack: string;
  readonly sources: readonly PackedSource[];
}

/** Reads `contents.yaml` in the folder of a pack. @throws CheckFailed "unknown-set" naming the set of states */
export function readContents(folder: string): PackContents {
  const path = join(folder, "contents.yaml");
  const {pack, states, sources} = CONTENTS.parse(parse(readFileSync(path, "utf8")));
  const all = sources.map((source): PackedSource => {
    if (typeof source === "string") return {id: source, cut: null, states: null};
    return {id: source.id, cut: source, states: source.states?.flatMap(statesOf) ?? null};
  });
  return {pack, sources: all.toSorted((one, other) => (one.id < other.id ? -1 : 1))};

  function statesOf(set: string): readonly string[] {
    const found = states[set];
    if (found !== undefined) return found;
    throw new CheckFailed("unknown-set", {
      message: `unknown set of states "${set}"; one of ${Object.keys(states).join(", ")}`,
      where: path,
      hint: "list its states under states",
    });
  }
}

// By what the table holds: its ends, its year, its kind.
const WORDS: Readonly<
  Record<Packed, {readonly ends: readonly string[]; readonly year: string; readonly kind: string} | null>
> = {
  trade: null,
  ties: {
    ends: ["a", "b"],
    year: `TRY_CAST(left(coalesce(start, seen_from, "end", seen_to), 4) AS INTEGER)`,
    kind: "kind",
  },
  indicators: {ends: ["state"], year: "TRY_CAST(left(period, 4) AS INTEGER)", kind: "indicator"},
  votes: {ends: ["state::VARCHAR"], year: `session + ${SESSION_YEAR}`, kind: "'roll_call'"},
  roll_calls: {ends: [], year: `session + ${SESSION_YEAR}`, kind: "'roll_call'"},
};

/**
 * An expression over the rows of a clean table: why a row that entered is not in the pack, or null.
 *
 * @throws CheckFailed "cut-of-trade": trade goes in whole, for a total over a part is no total
 */
export function whyCut(packed: Packed, {id, cut, states}: PackedSource): Clause {
  if (cut === null) return fixed("NULL::VARCHAR");
  const words = WORDS[packed];
  if (words === null)
    throw new CheckFailed("cut-of-trade", {
      message: `source "${id}" holds trade and cannot be cut`,
      where: "contents.yaml",
      hint: "name the source alone",
    });
  const {ends, year, kind} = words;
  const reasons = [
    states !== null && ends.length > 0
      ? sql`WHEN NOT (${anyOf(ends, states)}) THEN 'not in the pack: of no state of it'`
      : null,
    cut.from !== undefined
      ? sql`WHEN ${fixed(year)} < ${cut.from} THEN ${`not in the pack: before ${cut.from}`}`
      : null,
    cut.kinds !== undefined
      ? sql`WHEN NOT (${anyOf([kind], cut.kinds)}) THEN 'not in the pack: another kind'`
      : null,
    cut.items !== undefined
      ? sql`WHEN NOT (${anyOf(["item"], cut.items)}) THEN 'not in the pack: another item'`
      : null,
  ].filter((reason) => reason !== null);
  return reasons.length === 0 ? fixed("NULL::VARCHAR") : sql`CASE ${joined(reasons, " ")} END`;
}

function anyOf(columns: readonly string[], values: readonly string[]): Statement {
  return joined(
    columns.map((column) => sql`coalesce(list_contains(${[...values]}::VARCHAR[], ${fixed(column)}), false)`),
    " OR ",
  );
}
