import type {Day} from "../../base/index.ts";
import {
  blocMembers,
  organisationPoles,
  poles,
  type ResponseRule,
  responseRules,
} from "../../reference/index.ts";
import type {StoreRow} from "../../store/index.ts";

/** What an act says of the course toward a pole. */
export type Direction = "toward" | "away";

/** A dated act of a state, as one row of one source holds it: a tie that began or ended, or a vote. */
export interface Act {
  readonly state: string;
  /** As precise as the source has it. */
  readonly date: string;
  readonly act: string;
  readonly layer: string;
  readonly kind: string;
  readonly status: string | null;
  readonly partner: string | null;
  readonly item: string | null;
  /** Relative to the pole asked for; null where the act is not with it, or the rule gives none. */
  readonly direction: Direction | null;
  /** True where the act is taking measures against the pole, or joining those that do. */
  readonly isMeasure: boolean;
  readonly row: StoreRow;
}

/** Acts after a shock, and those of which the date does not tell whether they came before or after. */
export interface Acts {
  readonly after: readonly Act[];
  readonly undecided: readonly Act[];
}

/**
 * Acts by the rules of reference/response/rules.csv: each begin or end of a tie that a rule names. An act counts as after the
 * shock when the earliest day that its date allows is not before it.
 */
export function actsOf(
  rows: readonly StoreRow[],
  {pole, shock}: {readonly pole: string; readonly shock: Day},
): Acts {
  const acts = rows.flatMap((row) => responseRules().flatMap((rule) => actOf(row, rule, pole)));
  const sorted = acts.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return {
    after: sorted.filter(({date}) => `${date}-01-01`.slice(0, 10) >= shock),
    undecided: sorted.filter(({date}) => shock.startsWith(date) && date.length < shock.length),
  };
}

function actOf(row: StoreRow, rule: ResponseRule, pole: string): Act[] {
  const date = row[rule.edge];
  const fits =
    row.layer === rule.layer &&
    row.kind === rule.kind &&
    (rule.status === null || rule.status === row.status);
  if (!fits || typeof date !== "string" || (rule.edge === "end" && isPlanned(row))) return [];
  const stance = stanceOf(row, pole);
  return [
    {
      state: String(row.a),
      date,
      act: row.b === null ? rule.act.replace(/ modelled on one of$/, "") : rule.act,
      layer: rule.layer,
      kind: rule.kind,
      status: textOf(row.status),
      partner: textOf(row.b),
      item: textOf(row.item),
      direction: directionOf(rule, stance),
      isMeasure: rule.edge === "start" && stance === (rule.kind === "sanction" ? "of" : "against"),
      row,
    },
  ];
}

// An end later than what the source looked at is a plan, not an act.
function isPlanned({end, seen_to: seen}: StoreRow): boolean {
  return typeof end === "string" && typeof seen === "string" && end.slice(0, seen.length) > seen;
}

function directionOf({direction}: ResponseRule, stance: "of" | "against" | null): Act["direction"] {
  if (direction === "none" || stance === null) return null;
  if (stance === "of") return direction;
  return direction === "toward" ? "away" : "toward";
}

/** How the partner of a tie stands to the pole: the pole's own, against it, or neither. */
function stanceOf({b}: StoreRow, pole: string): "of" | "against" | null {
  const listed = organisationPoles().find((one) => one.organisation === b && one.pole === pole);
  if (listed !== undefined) return listed.stance;
  const known = poles().find(({id}) => id === pole);
  if (known?.kind === "state") return known.member === b ? "of" : null;
  return blocMembers().some(({bloc, iso3}) => bloc === known?.member && iso3 === b) ? "of" : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
