import type {Evidence, Finding, FindingRow} from "../../base/index.ts";
import type {Section} from "./columns.ts";

/** Rows of a part that an entry rests on. */
export interface Origin {
  readonly finding: Finding;
  /** Zero-based. */
  readonly rows: readonly number[];
}

/** One line of a dossier. What is not given is null. */
export interface Entry {
  readonly section: Section;
  readonly item: string;
  readonly partner?: string | null;
  readonly period?: string | null;
  readonly value?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly before?: number | null;
  readonly beforePeriod?: string | null;
  readonly unit?: string | null;
  readonly said?: string | null;
  /** Why a number is missing. */
  readonly unknown?: string | null;
  readonly source?: string | null;
  /** Parts it is taken from, the first of them the one that is named. */
  readonly origins: readonly Origin[];
}

/** What is not known, and why. */
export interface Gap {
  readonly item: string;
  readonly reason: string;
  readonly partner?: string | null;
}

/** What a part of the dossier tells: entries, gaps, and the findings they come from. */
export interface Part {
  readonly entries: readonly Entry[];
  readonly gaps: readonly Gap[];
  readonly findings: readonly Finding[];
}

/** Parts one after the other. */
export function joinedParts(parts: readonly Part[]): Part {
  return {
    entries: parts.flatMap(({entries}) => entries),
    gaps: parts.flatMap(({gaps}) => gaps),
    findings: parts.flatMap(({findings}) => findings),
  };
}

/** A row of the dossier's table. */
export function entryRow(entry: Entry): FindingRow {
  const [first] = entry.origins;
  const row = first?.rows[0];
  return {
    section: entry.section,
    item: entry.item,
    partner: entry.partner ?? null,
    period: entry.period ?? null,
    value: entry.value ?? null,
    value_low: entry.low ?? null,
    value_high: entry.high ?? null,
    before: entry.before ?? null,
    before_period: entry.beforePeriod ?? null,
    unit: entry.unit ?? null,
    said: entry.said ?? null,
    unknown: entry.unknown ?? null,
    source: entry.source ?? null,
    finding: first?.finding.id ?? null,
    finding_row: row === undefined ? null : row + 1,
  };
}

/** The evidence of all rows that an entry rests on, under the entry's own row; each once. */
export function entryEvidence({origins}: Entry, at: number): Evidence[] {
  const all = origins.flatMap(({finding, rows}) =>
    finding.evidence.filter(({row}) => rows.includes(row)).map((evidence) => ({...evidence, row: at})),
  );
  return [...new Map(all.map((evidence) => [JSON.stringify(evidence), evidence])).values()];
}

/** True where an entry tells neither a number nor a word: it belongs to what is unknown. */
export function isSilent({value, low, high, said}: Entry): boolean {
  return [value, low, high, said].every((told) => told === null || told === undefined);
}

/** Gaps as entries of the last section: one an item and reason, with all partners that it holds for. */
export function gapEntries(gaps: readonly Gap[]): Entry[] {
  const groups = Map.groupBy(gaps, ({item, reason}) => `${item}\u0000${reason}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const partners = [...new Set(group.flatMap(({partner}) => partner ?? []))];
    return [
      {
        section: "what is unknown",
        item: first.item,
        partner: partners.length === 0 ? null : partners.join(", "),
        said: first.reason,
        origins: [],
      },
    ];
  });
}
