import {type Finding, UsageError} from "../../base/index.ts";
import {knownSessions} from "../../layers/votes/index.ts";
import {blocMembers} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {agreementFinding, agreementParams} from "../votes/index.ts";
import {otherPoles, type PoleUnit, sourcesBehind} from "./asked.ts";
import type {Entry, Part} from "./entry.ts";
import type {DossierParams} from "./params.ts";

/** The year in which session 0 would have opened. */
const FIRST_YEAR = 1945;

/** Agreement with each pole in the session before the shock and the last one after it; of a bloc the mean over its members. */
export async function votesPart(store: Reader, params: DossierParams): Promise<Part> {
  const sessions = await sessionsOf(store, params);
  const poles = otherPoles(params.state);
  const others = poles.flatMap((pole) => votersOf(pole, params.state));
  const finding = await agreementFinding(
    store,
    agreementParams({sessions, others: [...new Set(others)], states: [params.state]}),
  );
  const [before = null, after = null] = [sessions.find((at) => at <= beforeOf(params)), sessions.at(-1)];
  const parts = poles.map((pole) => agreementEntry(pole, finding, {before, after, params}));
  return {
    entries: parts.flatMap((entry) => entry ?? []),
    gaps: poles.flatMap(({id}, at) =>
      parts[at] === null
        ? [{item: "agreement in the General Assembly", partner: id, reason: whyNone(finding)}]
        : [],
    ),
    findings: [finding],
  };
}

function beforeOf({from}: DossierParams): number {
  return from - FIRST_YEAR;
}

async function sessionsOf(store: Reader, {from, to}: DossierParams): Promise<number[]> {
  const known = (await store.rows(knownSessions())).map(({session}) => Number(session)).sort((a, b) => a - b);
  const before = known.filter((at) => at <= from - FIRST_YEAR).at(-1);
  const after = known.filter((at) => at > from - FIRST_YEAR && at <= to - FIRST_YEAR).at(-1);
  const sessions = [before, after].flatMap((at) => at ?? []);
  if (sessions.length > 0) return sessions;
  throw new UsageError("no-votes", {
    message: `the store holds no votes of the sessions opened in ${from} to ${to}`,
    hint: "build it from data that has them: the README of sources/voeten/unga-votes says which files",
  });
}

function sessionText(session: number | null): string {
  return `session ${session} (${Number(session) + FIRST_YEAR})`;
}

function votersOf({unit, isBloc}: PoleUnit, state: string): string[] {
  if (!isBloc) return [unit];
  const members = blocMembers().flatMap(({bloc, iso3}) => (bloc === unit ? [String(iso3)] : []));
  return [...new Set(members)].filter((iso3) => iso3 !== state);
}

interface Sessions {
  readonly before: number | null;
  readonly after: number | null;
  readonly params: DossierParams;
}

function agreementEntry(pole: PoleUnit, finding: Finding, {before, after, params}: Sessions): Entry | null {
  const voters = votersOf(pole, params.state);
  const last = before === after ? null : meanOf(finding, after, voters);
  const first = meanOf(finding, before, voters);
  const late = last ?? first;
  if (late === null) return null;
  const early = last === null ? null : first;
  const at = last === null ? before : after;
  const rows = [...late.rows, ...(early?.rows ?? [])];
  return {
    section: "votes",
    item: `agreement in the General Assembly${pole.isBloc ? `, mean over ${late.rows.length} members` : ""}`,
    partner: pole.id,
    period: sessionText(at),
    value: late.value,
    before: early?.value ?? null,
    beforePeriod: early === null ? null : sessionText(before),
    unit: "share",
    said: late.said,
    unknown: early === null ? `${last === null ? "after" : "before"}: ${whyNone(finding)}` : null,
    source: sourcesBehind(finding, rows),
    origins: [{finding, rows}],
  };
}

interface Mean {
  readonly value: number;
  readonly rows: readonly number[];
  readonly said: string | null;
}

/** The mean agreement with these voters in a session: counted here, or the published one where no roll calls are loaded. */
function meanOf(finding: Finding, session: number | null, voters: readonly string[]): Mean | null {
  const found = finding.rows.flatMap((row, at) => {
    const value = row.agreement_share ?? row.published_share ?? null;
    const isAsked = row.session === String(session) && voters.includes(String(row.with_state));
    return isAsked && typeof value === "number" ? [{value, at, isCounted: row.agreement_share !== null}] : [];
  });
  if (found.length === 0) return null;
  const isCounted = found.every((one) => one.isCounted);
  return {
    value: found.reduce((sum, {value}) => sum + value, 0) / found.length,
    rows: found.map(({at}) => at),
    said: isCounted ? null : "as published: its roll calls are not loaded",
  };
}

function whyNone({rows}: Finding): string {
  const told = rows.flatMap(({agreement_share_missing: reason}) =>
    typeof reason === "string" ? [reason] : [],
  );
  return told.at(-1) ?? "no vote of both is loaded";
}
