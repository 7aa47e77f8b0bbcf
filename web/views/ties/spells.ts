import {type Finding, type FindingRow, textIn} from "../../data/index.ts";
import {membersOf, type Place} from "../atlas/places.ts";

/** How a standing is drawn: whole, in part, or halted. */
export type Standing = "whole" | "part" | "halted";

/** A tie in time. */
export interface Spell {
  /** Row of the finding, from 1. */
  readonly row: number;
  readonly layer: string;
  readonly kind: string;
  readonly form: string;
  /** The state asked for. */
  readonly own: string;
  /** The other end: a state, an organisation, or null where the row is about the state alone. */
  readonly other: string | null;
  readonly item: string | null;
  readonly status: string | null;
  readonly standing: Standing;
  readonly start: string | null;
  readonly end: string | null;
  /** Nothing is known after it. */
  readonly lookedTo: string | null;
  /** First day that the source looked at: of a tie whose begin it does not tell, nothing is known before. */
  readonly lookedFrom: string | null;
  readonly source: string;
}

/** How the finding sorts a row's standing; what it does not sort is drawn whole, and said in the source's words. */
export function standingIn(row: FindingRow): Standing {
  const standing = textIn(row, "standing");
  return standing === "part" || standing === "halted" ? standing : "whole";
}

/**
 * Codes of the states that people name by code, name or bloc; what is none of these stands for itself.
 *
 * @param named with commas between
 */
export function statesNamed(named: string, places: ReadonlyMap<string, Place>): ReadonlySet<string> {
  return new Set(
    named.split(",").flatMap((text) => {
      const name = text.trim();
      const members = membersOf(name, places);
      const found = [...places.values()].find((place) => place.name.toLowerCase() === name.toLowerCase());
      return members.size > 0 ? [...members] : [found?.iso3 ?? name];
    }),
  );
}

/** The spells and events of a finding of ties, seen from one of the states asked for. */
export function spellsOf({rows}: Finding, states: ReadonlySet<string>): readonly Spell[] {
  return rows.flatMap((row, at) => {
    const form = textIn(row, "form") ?? "";
    if (form === "value") return [];
    const [a, b] = [textIn(row, "a"), textIn(row, "b")];
    const status = textIn(row, "status");
    const isFirst = a !== null && (states.has(a) || b === null);
    return [
      {
        row: at + 1,
        layer: textIn(row, "layer") ?? "",
        kind: textIn(row, "kind") ?? "",
        form,
        own: (isFirst ? a : b) ?? "",
        other: isFirst ? b : a,
        item: textIn(row, "item"),
        status,
        standing: standingIn(row),
        start: textIn(row, "start"),
        end: textIn(row, "end"),
        lookedTo: textIn(row, "looked_to"),
        lookedFrom: textIn(row, "looked_from"),
        source: textIn(row, "source") ?? "",
      },
    ];
  });
}

/** Days of a date as decimals of years: the first, and the one after the last. A year spans itself. */
export function spanOfDate(date: string): {readonly early: number; readonly late: number} {
  const [year = "", month, day] = date.split("-");
  const whole = Number(year);
  if (month === undefined) return {early: whole, late: whole + 1};
  const early = whole + (Number(month) - 1) / 12;
  if (day === undefined) return {early, late: early + 1 / 12};
  const at = early + (Number(day) - 1) / 366;
  return {early: at, late: at + 1 / 366};
}
