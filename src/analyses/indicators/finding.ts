import {
  type Cell,
  didYouMean,
  type Evidence,
  type Finding,
  type FindingColumn,
  type FindingRow,
  finding,
  quoteList,
  UsageError,
} from "../../base/index.ts";
import {countedFigures, type FigureSlice, slicedFigures} from "../../layers/indicators/index.ts";
import {endsOf, slicedDisagreements, type TieSlice, tieCoverage} from "../../layers/ties/index.ts";
import {indicators} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {lineageOf} from "../common/lineage.ts";
import {FIGURE_QUERY, filesOf, sourcesIn, tieSample} from "../common/ties.ts";
import {COUNT_COLUMNS, COVERAGE_COLUMNS, DISAGREEMENT_COLUMNS, FIGURE_COLUMNS} from "./columns.ts";
import type {IndicatorParams} from "./params.ts";

const MOST_ROWS = 20_000;

interface Answer {
  readonly columns: readonly FindingColumn[];
  readonly rows: readonly FindingRow[];
  readonly sources: readonly string[];
  readonly evidence: readonly Evidence[];
}

/**
 * Figures of one state as their sources hold them: output, prices, indices, arrivals, firms, surveys; or how many there are, what sources
 * say against each other, the years that are covered. One row a figure of one source; sources are never merged.
 *
 * @throws UsageError "unknown-layer", "unknown-indicator", "unknown-state", "bad-years", "too-many-figures"
 */
export async function indicatorsFinding(store: Reader, params: IndicatorParams): Promise<Finding> {
  const slice = sliceOf(params);
  const {columns, rows, sources, evidence} = await answerOf(store, slice, params.show);
  return finding({
    kind: "indicators",
    question: questionOf(params),
    parameters: {...params},
    columns,
    rows,
    estimates: [],
    sample: await tieSample(store, sources, rows.length),
    warnings: await warningsOf(store, slice, params.show),
    caveats: CAVEATS,
    evidence,
    lineage: await lineageOf(store, sources),
  });
}

const CAVEATS = [
  "Sources stand beside each other: nothing is merged, nothing averaged. A year without a row was not told.",
  "Figures of one name are comparable over time within a source, not always between sources.",
];

async function answerOf(store: Reader, slice: FigureSlice, show: IndicatorParams["show"]): Promise<Answer> {
  switch (show) {
    case "figures":
      return listed(store, slice);
    case "counts":
      return plain(await store.rows(countedFigures(slice)), COUNT_COLUMNS);
    case "disagreements":
      return plain(await disagreements(store, slice), DISAGREEMENT_COLUMNS);
    case "coverage":
      return plain(await store.rows(tieCoverage(tieSliceOf(slice))), COVERAGE_COLUMNS);
  }
}

async function listed(store: Reader, slice: FigureSlice): Promise<Answer> {
  const [found, files] = await Promise.all([store.rows(slicedFigures(slice, MOST_ROWS + 1)), filesOf(store)]);
  if (found.length > MOST_ROWS) throw tooMany();
  return {
    columns: FIGURE_COLUMNS,
    rows: found.map((row) => rowOf(row, FIGURE_COLUMNS)),
    sources: sourcesIn(found),
    evidence: found.map((row, at) => ({
      row: at,
      label: `the record in ${row.source}`,
      query: FIGURE_QUERY,
      parameters: {
        source: row.source ?? null,
        file: files.get(Number(row.file_id)) ?? null,
        row: row.source_row ?? null,
      },
    })),
  };
}

function tooMany(): UsageError {
  return new UsageError("too-many-figures", {
    message: `the slice holds more than ${MOST_ROWS} figures`,
    hint: "narrow it with --indicator, --state, --match, --from and --to, or ask for --show counts",
  });
}

function plain(found: readonly StoreRow[], columns: readonly FindingColumn[]): Answer {
  return {
    columns,
    rows: found.map((row) => rowOf(row, columns)),
    sources: sourcesIn(found),
    evidence: [],
  };
}

const COLUMN_OF: Readonly<Record<string, string>> = {
  value_missing: "missing",
  sample_size: "sample",
  indicator: "kind",
  figures: "ties",
};

function rowOf(row: StoreRow, columns: readonly FindingColumn[]): FindingRow {
  return Object.fromEntries(columns.map(({name}) => [name, cellOf(row, name)]));
}

// What sources say against each other, and what is covered, stand in the tables of the ties, where a state is an end.
function cellOf(row: StoreRow, name: string): Cell {
  const value = row[name] ?? row[COLUMN_OF[name] ?? name] ?? (name === "state" ? row.a : null) ?? null;
  return name === "first_year" || name === "last_year" ? String(value) : value;
}

/** The same question about the tables that ties and figures share. */
function tieSliceOf({layers, indicators: kinds, states, source, from, to}: FigureSlice): TieSlice {
  return {
    layers,
    kinds,
    states,
    partners: null,
    source,
    from: from === null ? null : `${from}-01-01`,
    to: to === null ? null : `${to}-12-31`,
  };
}

function sliceOf({states, layers, indicators: asked, match, from, to, source}: IndicatorParams): FigureSlice {
  refuseBadYears(from, to);
  const known = indicators();
  const lost = layers?.find((layer) => !known.some((one) => one.layer === layer));
  if (lost !== undefined) throw unknown("layer", lost, [...new Set(known.map(({layer}) => layer))]);
  const own = known.filter(({layer}) => layers === null || layers.includes(layer));
  const names = own.map(({indicator}) => indicator);
  const missed = asked?.find((indicator) => !names.includes(indicator));
  if (missed !== undefined) throw unknown("indicator", missed, names);
  return {
    layers,
    indicators: asked ?? names,
    states: states === null ? null : endsOf(states),
    match,
    from,
    to,
    source,
  };
}

function unknown(what: "layer" | "indicator", name: string, allowed: readonly string[]): UsageError {
  return new UsageError(`unknown-${what}`, {
    message: `unknown ${what} "${name}"; one of ${quoteList(allowed, 60)}`,
    where: `--${what}`,
    hint: didYouMean(name, allowed),
  });
}

function refuseBadYears(from: number | null, to: number | null): void {
  if (from === null || to === null || from <= to) return;
  throw new UsageError("bad-years", {
    message: `the years ${from} to ${to} hold none`,
    where: "--from",
    hint: "name the earlier year first",
  });
}

async function warningsOf(
  store: Reader,
  slice: FigureSlice,
  show: IndicatorParams["show"],
): Promise<string[]> {
  const found = show === "figures" ? await disagreements(store, slice) : [];
  return found.length === 0
    ? []
    : [`sources say ${found.length} things against each other about these figures: see --show disagreements`];
}

/** What sources say against each other of the years of a slice. */
async function disagreements(store: Reader, slice: FigureSlice): Promise<StoreRow[]> {
  const {from, to} = slice;
  const found = await store.rows(slicedDisagreements(tieSliceOf(slice)));
  return found.filter(({period}) => {
    const year = Number(String(period).slice(0, 4));
    return (from === null || year >= from) && (to === null || year <= to);
  });
}

function questionOf({states, layers, indicators: asked, match, from, to, show}: IndicatorParams): string {
  const what = {
    figures: "Which figures",
    counts: "How many figures",
    disagreements: "What do sources say against each other about figures",
    coverage: "In which years are figures known",
  }[show];
  const of = [
    states === null ? "of any state" : `of ${states.join(", ")}`,
    ...(layers === null ? [] : [`in ${layers.join(", ")}`]),
    ...(asked === null ? [] : [`of ${asked.join(", ")}`]),
    ...(match === null ? [] : [`with "${match}" in their item`]),
    ...(from === null ? [] : [`from ${from}`]),
    ...(to === null ? [] : [`to ${to}`]),
  ];
  return `${what} ${of.join(" ")}, as their sources hold them?`;
}
