import {
  type Cell,
  type Evidence,
  type Finding,
  type FindingColumn,
  type FindingRow,
  finding,
  formatRange,
  UsageError,
} from "../../base/index.ts";
import {
  countedTies,
  slicedDisagreements,
  slicedTies,
  sourcesBefore,
  type TieSlice,
  tieCoverage,
} from "../../layers/ties/index.ts";
import {standingOf} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {lineageOf} from "../common/lineage.ts";
import {filesOf, sourcesIn, tieEvidence, tieSample} from "../common/ties.ts";
import {COUNT_COLUMNS, COVERAGE_COLUMNS, DISAGREEMENT_COLUMNS, TIE_COLUMNS} from "./columns.ts";
import type {TieParams} from "./params.ts";
import {sliceOf} from "./slice.ts";

const MOST_ROWS = 20_000;

interface TieAnswer {
  readonly columns: readonly FindingColumn[];
  readonly rows: readonly FindingRow[];
  readonly sources: readonly string[];
  readonly evidence: readonly Evidence[];
}

/**
 * Ties as their sources hold them: any slice, or its size, its coverage, or what its sources say against each other.
 *
 * One row a spell, event or value of one source; sources are never merged. A tie is in a slice of a date when it can have
 * held on it, by the precision of its dates and by what its source looked at.
 *
 * @throws UsageError for unknown names, or when the slice is too large to be listed
 */
export async function tiesFinding(store: Reader, params: TieParams): Promise<Finding> {
  const slice = sliceOf(params);
  const [{columns, rows, sources, evidence}, warnings] = await Promise.all([
    answerOf(store, slice, params.show),
    warningsOf(store, slice, params.show),
  ]);
  const [sample, lineage] = await Promise.all([
    tieSample(store, sources, rows.length),
    lineageOf(store, sources),
  ]);
  return finding({
    kind: "ties",
    question: questionOf(params),
    parameters: parametersOf(params),
    columns,
    rows,
    estimates: [],
    sample,
    warnings,
    caveats: CAVEATS,
    evidence,
    lineage,
  });
}

const CAVEATS = [
  "Facts gathered by hand and data sets alike hold what was found: what is not in them is not known to be absent.",
  "A date known to the year or month may lie anywhere in it.",
];

function answerOf(store: Reader, slice: TieSlice, show: TieParams["show"]): Promise<TieAnswer> {
  switch (show) {
    case "ties":
      return listed(store, slice);
    case "counts":
      return plain(store, countedTies(slice), COUNT_COLUMNS);
    case "disagreements":
      return plain(store, slicedDisagreements(slice), DISAGREEMENT_COLUMNS);
    case "coverage":
      return plain(store, tieCoverage(slice), COVERAGE_COLUMNS);
  }
}

async function listed(store: Reader, slice: TieSlice): Promise<TieAnswer> {
  const [found, files] = await Promise.all([store.rows(slicedTies(slice, MOST_ROWS + 1)), filesOf(store)]);
  if (found.length > MOST_ROWS) throw await tooMany(store, slice);
  return {
    columns: TIE_COLUMNS,
    rows: found.map(tieRow),
    sources: sourcesIn(found),
    evidence: found.map((row, at) => tieEvidence(row, at, files)),
  };
}

async function tooMany(store: Reader, slice: TieSlice): Promise<UsageError> {
  const counts = await store.rows(countedTies(slice));
  const total = counts.reduce((sum, {ties}) => sum + Number(ties), 0);
  return new UsageError("too-many-ties", {
    message: `the slice holds ${total} ties; at most ${MOST_ROWS} are listed`,
    hint: "narrow it with --state, --partner, --kind, --date, or ask for --show counts",
  });
}

async function plain(
  store: Reader,
  statement: Parameters<Reader["rows"]>[0],
  columns: readonly FindingColumn[],
): Promise<TieAnswer> {
  const found = await store.rows(statement);
  return {
    columns,
    rows: found.map((row) => Object.fromEntries(columns.map(({name}) => [name, cellOf(row, name)]))),
    sources: sourcesIn(found),
    evidence: [],
  };
}

const RENAMED: Readonly<Record<string, string>> = {
  looked_from: "seen_from",
  looked_to: "seen_to",
  without_value: "without",
};

function tieRow(row: StoreRow): FindingRow {
  const {layer, status} = row;
  const standing = typeof status === "string" ? standingOf(String(layer), status) : null;
  return Object.fromEntries(
    TIE_COLUMNS.map(({name}) => [name, name === "standing" ? standing : cellOf(row, name)]),
  );
}

function cellOf(row: StoreRow, name: string): Cell {
  const value = row[RENAMED[name] ?? name] ?? null;
  return name === "first_year" || name === "last_year" ? String(value) : value;
}

async function warningsOf(store: Reader, slice: TieSlice, show: TieParams["show"]): Promise<string[]> {
  const disagreements = show === "disagreements" ? [] : await store.rows(slicedDisagreements(slice));
  const ended = slice.from === null ? [] : await store.rows(sourcesBefore(slice));
  return [
    ...(disagreements.length === 0
      ? []
      : [
          `sources say ${disagreements.length} things against each other about these ties, at some time: see --show disagreements`,
        ]),
    ...ended.map(
      ({source, last_day: day}) => `${source} ends on ${day}: it says nothing about the time asked for`,
    ),
  ];
}

const DAY_LENGTH = "2022-02-24".length;

function questionOf({states, partners, layers, kinds, forms, date, period, show}: TieParams): string {
  const what = {
    ties: "Which ties",
    counts: "How many ties",
    disagreements: "What do sources say against each other about ties",
    coverage: "In which years are ties known",
  }[show];
  const of = [
    states === null ? "of any state" : `of ${states.join(", ")}`,
    ...(partners === null ? [] : [`with ${partners.join(", ")}`]),
    ...(layers === null ? [] : [`in ${layers.join(", ")}`]),
    ...(kinds === null ? [] : [`of the kind ${kinds.join(", ")}`]),
    ...(forms === null ? [] : [`in the form of ${forms.map((form) => `${form}s`).join(", ")}`]),
    ...(date === null ? [] : [`${date.length === DAY_LENGTH ? "on" : "in"} ${date}`]),
    ...(period === null ? [] : [`in ${formatRange(period)}`]),
  ];
  return `${what} ${of.join(" ")}, as their sources hold them?`;
}

function parametersOf({period, ...rest}: TieParams): Finding["parameters"] {
  return {...rest, period: period === null ? null : formatRange(period)};
}
