import type {Finding, FindingRow} from "../../base/index.ts";
import type {Reader} from "../../store/index.ts";
import {responseFinding} from "../response/index.ts";
import {otherPoles} from "./asked.ts";
import type {Entry, Gap, Part} from "./entry.ts";
import type {DossierParams} from "./params.ts";

/** What the state did after the shock, with the direction of each act relative to every pole; votes stand among the votes. */
export async function afterPart(store: Reader, {state, shock}: DossierParams): Promise<Part> {
  const poles = otherPoles(state).map(({id}) => id);
  const findings = await Promise.all(poles.map((pole) => responseFinding(store, {state, pole, shock})));
  const [first] = findings;
  if (first === undefined) return {entries: [], gaps: [], findings: []};
  const entries = first.rows.map((row, at) =>
    entryOf(row, {at, first, said: directionsOf(findings, poles, at)}),
  );
  const votes = entries.filter(({section}) => section === "votes");
  return {
    entries,
    gaps: [
      ...sanctionGaps(first),
      ...(votes.length > 0
        ? []
        : [{item: "votes on the shock", reason: "the store holds none of its votes on them"}]),
      ...(entries.length > votes.length
        ? []
        : [
            {
              item: "acts after the shock",
              reason: "none is on record, which is no evidence that there was none",
            },
          ]),
    ],
    findings,
  };
}

/** What the list of sanctions does not reach, in the words of the record. */
function sanctionGaps({warnings}: Finding): Gap[] {
  return warnings
    .filter((warning) => warning.includes("list of sanctions"))
    .map((reason) => ({item: "sanctions adopted since", reason}));
}

function directionsOf(findings: readonly Finding[], poles: readonly string[], at: number): string | null {
  const told = findings.flatMap(({rows}, place) => {
    const direction = rows[at]?.direction ?? null;
    return direction === null ? [] : [`${direction === "away" ? "away from" : direction} ${poles[place]}`];
  });
  return told.length === 0 ? null : told.join(", ");
}

function entryOf(
  row: FindingRow,
  {at, first, said}: {readonly at: number; readonly first: Finding; readonly said: string | null},
): Entry {
  const isVote = row.layer === "votes";
  return {
    section: isVote ? "votes" : "after the shock",
    item: [row.act, isVote ? null : row.partner, row.item].filter((part) => part !== null).join(" "),
    partner: isVote ? null : textOf(row.partner),
    period: textOf(row.date),
    said: said ?? (isVote ? sideless(row) : "no direction"),
    source: textOf(row.source),
    origins: [{finding: first, rows: [at]}],
  };
}

/** What a vote without a direction is: cast before the shock, an abstention, or none. */
function sideless({act, status}: FindingRow): string {
  if (String(act).startsWith("had ")) return "before the shock";
  return status === "absent" ? "no vote cast, which is no abstention" : "no side taken";
}

function textOf(value: FindingRow[string] | undefined): string | null {
  return typeof value === "string" ? value : null;
}
