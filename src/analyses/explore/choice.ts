import {type PeriodRange, quoteList, UsageError} from "../../base/index.ts";
import type {StrandChoice} from "../../layers/trade/index.ts";
import type {Kept} from "../../methods/index.ts";
import {blocs, states} from "../../reference/index.ts";
import type {StrandCells} from "./cells.ts";
import type {ExploreParams} from "./params.ts";
import type {KnownStrand} from "./strand.ts";

/** Dimensions of the cells, in their order. */
export const DIMENSIONS = ["period", "reporter", "partner", "chapter"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/**
 * The choice of a question as periods and codes of the strand.
 *
 * @throws UsageError "mixed-frequencies", "unknown-state", "bad-chapter"
 */
export function choiceOf(params: ExploreParams, strand: KnownStrand): StrandChoice {
  return {
    ...spanOf(params.period, strand),
    reporters: unitsOf(params.reporters),
    partners: unitsOf(params.partners),
    chapters: chaptersOf(params.chapters),
  };
}

function spanOf(range: PeriodRange | null, {frequency, first, last}: KnownStrand) {
  if (range === null) return {from: first, to: last};
  const [from, to] = [range.from, range.to].map((text) => Number(text.replace("-", "")));
  if (from === undefined || to === undefined) return {from: first, to: last};
  if (frequency === range.frequency) return {from, to};
  if (frequency === "M") return {from: from * 100 + 1, to: to * 100 + 12};
  throw new UsageError("mixed-frequencies", {
    message: `the source has years, and "${range.from}" is a month`,
    where: "--period",
    hint: "give years, such as 2021..2023",
  });
}

// A bloc or the world is a name among others where a publisher reports it as one; its members are not looked up here.
function unitsOf(names: readonly string[] | null): readonly string[] | null {
  const whole = new Set(["W00", ...blocs().map(({id}) => id)]);
  return names?.map((name) => (whole.has(name) ? name : states().toIso3(name))) ?? null;
}

/**
 * Refuses a bloc or the world where the strand has states in its place: no record would bear the name.
 *
 * @throws UsageError "not-by-bloc"
 */
export function refuseAbsentBlocs({reporters, partners}: StrandChoice, cells: StrandCells): void {
  for (const [option, chosen, known] of [
    ["--reporter", reporters, cells.reporters],
    ["--partner", partners, cells.partners],
  ] as const) {
    const absent = chosen?.find((name) => !states().has(name) && !known.includes(name));
    if (absent === undefined) continue;
    throw new UsageError("not-by-bloc", {
      message: `the source has states, and no records of "${absent}" as one`,
      where: option,
      hint: "name its members, or use trade, which adds up members by their spells",
    });
  }
}

function chaptersOf(chapters: readonly string[] | null): readonly string[] | null {
  for (const chapter of chapters ?? []) {
    if (/^(\d\d|TOTAL)$/.test(chapter)) continue;
    throw new UsageError("bad-chapter", {
      message: `"${chapter.slice(0, 40)}" is no chapter`,
      where: "--chapter",
      hint: `give two digits, such as ${quoteList(["84", "85"])}`,
    });
  }
  return chapters;
}

/** The choice as masks over the codes of the cells, one a dimension; null where all are kept. */
export function keptOf({from, to, reporters, partners, chapters}: StrandChoice, cells: StrandCells): Kept {
  const inSpan = (period: number) => period >= from && period <= to;
  return [
    cells.periods.every(inSpan) ? null : mask(cells.periods, inSpan),
    among(cells.reporters, reporters),
    among(cells.partners, partners),
    among(cells.chapters, chapters),
  ];
}

function among(names: readonly string[], chosen: readonly string[] | null): Uint8Array | null {
  return chosen === null ? null : mask(names, (name) => chosen.includes(name));
}

function mask<T>(levels: readonly T[], keeps: (level: T) => boolean): Uint8Array {
  return Uint8Array.from(levels, (level) => (keeps(level) ? 1 : 0));
}
