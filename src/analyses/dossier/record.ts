import type {Finding, FindingRow} from "../../base/index.ts";
import {tieKinds} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {EVERY_TIE, tiesFinding} from "../ties/index.ts";
import type {Section} from "./columns.ts";
import type {Entry, Gap, Part} from "./entry.ts";
import type {DossierParams} from "./params.ts";

/** Layers told as a timeline, and what a state of which nothing is on record lacks. */
const TIMELINES = [
  {layer: "institutions", kinds: ["membership"]},
  {layer: "security", kinds: null},
  {layer: "law", kinds: null},
] as const;

/** Sets that list exercises and pacts by the hundred: `ties` lists them. */
const LEFT_OUT = ["exercise", "alliance"];

/** Memberships, security ties and laws as the reviewed tables hold them, from the oldest. */
export async function recordPart(store: Reader, {state}: DossierParams): Promise<Part> {
  const kinds = tieKinds()
    .filter(({layer, kind, form}) => TIMELINES.some((line) => takes(line, layer, kind)) && form !== "value")
    .map(({kind}) => kind)
    .filter((kind) => !LEFT_OUT.includes(kind));
  const finding = await tiesFinding(store, {
    ...EVERY_TIE,
    states: [state],
    layers: TIMELINES.map(({layer}) => layer),
    kinds,
  });
  const entries = finding.rows
    .map((row, at) => ({row, at}))
    .filter(({row}) => row.a === state && isReviewed(row))
    .toSorted(byStart)
    .map(({row, at}) => entryOf(row, at, finding));
  return {entries, gaps: TIMELINES.flatMap(({layer}) => gapOf(layer, entries)), findings: [finding]};
}

function takes(
  {layer, kinds}: {readonly layer: string; readonly kinds: readonly string[] | null},
  asked: string,
  kind: string,
): boolean {
  return layer === asked && (kinds === null || kinds.includes(kind));
}

// Data sets that repeat the reviewed tables year by year stand in `ties`, and where they differ in its disagreements.
function isReviewed({source}: FindingRow): boolean {
  return String(source).startsWith("reference/");
}

function byStart(one: {readonly row: FindingRow}, other: {readonly row: FindingRow}): number {
  const [a, b] = [String(one.row.start ?? ""), String(other.row.start ?? "")];
  return a < b ? -1 : a > b ? 1 : 0;
}

function entryOf(row: FindingRow, at: number, finding: Finding): Entry {
  const {layer, kind, b, status, item, value, unit, confidence} = row;
  const words = [status, confidence === "high" ? null : `confidence ${confidence}`].filter(
    (word) => word !== null,
  );
  return {
    section: sectionOf(String(layer)),
    item: [String(kind).replaceAll("_", " "), item].filter((part) => part !== null).join(": "),
    partner: textOf(b),
    period: periodOf(row),
    value: typeof value === "number" ? value : null,
    unit: typeof value === "number" ? textOf(unit) : null,
    said: words.length === 0 ? null : words.join("; "),
    source: textOf(row.source),
    origins: [{finding, rows: [at]}],
  };
}

function sectionOf(layer: string): Section {
  return TIMELINES.find((line) => line.layer === layer)?.layer ?? "institutions";
}

function textOf(value: FindingRow[string] | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** `2002-10-07..`, `2006-06-23..2012-12-19`; a day alone for what happened on it. */
function periodOf({start, end, looked_to: seen, kind}: FindingRow): string | null {
  const isEvent = tieKinds().some((known) => known.kind === kind && known.form === "event");
  if (isEvent) return textOf(start);
  if (start === null && end === null) return seen === null ? null : `seen ${seen}`;
  return `${start ?? ""}..${end ?? ""}`;
}

function gapOf(layer: string, entries: readonly Entry[]): Gap[] {
  if (entries.some(({section}) => section === layer)) return [];
  return [
    {
      item: layer,
      reason: "the reviewed tables hold nothing about it: they were gathered for the states of the study",
    },
  ];
}
