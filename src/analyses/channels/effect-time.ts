import {type Day, frequencyOf, type Period, yearOf} from "../../base/index.ts";

/** Where a period stands to the shock. The month of the shock belongs to neither side; the year of the shock is after it. */
export type ShockSide = "before" | "shock" | "after";

export function sideOf(at: Period, shock: Day): ShockSide {
  const distance = distanceOf(at, shock);
  if (distance === 0 && frequencyOf(at) === "M") return "shock";
  return distance < 0 ? "before" : "after";
}

/** Periods from the one of the shock: −1 is the one before it. */
export function distanceOf(at: Period, shock: Day): number {
  return frequencyOf(at) === "A" ? yearOf(at) - yearOf(shock) : monthsBetween(at, shock);
}

function monthsBetween(at: Period, shock: Day): number {
  return yearOf(at) * 12 + monthOf(at) - (yearOf(shock) * 12 + monthOf(shock));
}

function monthOf(date: Period | Day): number {
  return Number(date.slice(5, 7));
}

/** Where a period stands to the listing of a good: `transition` where it overlaps the listing day or the months after it. */
export type ListingSide = "before" | "transition" | "after";

/** @param months length of the transition from the day of listing on */
export function listingSide(at: Period, listed: Day, months: number): ListingSide {
  const [first, last] = daysOf(at);
  if (last < listed) return "before";
  return first >= dayAfterMonths(listed, months) ? "after" : "transition";
}

function daysOf(at: Period): [string, string] {
  return frequencyOf(at) === "A" ? [`${at}-01-01`, `${at}-12-31`] : [`${at}-01`, `${at}-31`];
}

// As text: asked for every cell of a panel, and a checked day costs a calendar.
/** The same day some months later, the 28th at most, so that every month has it; as text that sorts among days. */
export function dayAfterMonths(from: Day, months: number): string {
  const index = yearOf(from) * 12 + monthOf(from) - 1 + months;
  const date = Math.min(28, Number(from.slice(8)));
  const two = (value: number): string => String(value).padStart(2, "0");
  return months === 0 ? from : `${Math.floor(index / 12)}-${two((index % 12) + 1)}-${two(date)}`;
}
