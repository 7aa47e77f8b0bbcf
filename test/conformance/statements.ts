import {fileURLToPath} from "node:url";
import {indicatorSources, sources, tieSources, voteSources} from "../../sources/index.ts";
import {strandStatement} from "../../src/analyses/common/strand-records.ts";
import {evidenceStatements, specParameters, toSlice} from "../../src/analyses/index.ts";
import {periodRange} from "../../src/base/index.ts";
import {FACTS} from "../../src/ingest/facts.ts";
import {cleanFlows, createFlowTable} from "../../src/ingest/flow-table.ts";
import {createFlowTables, uniteFlows} from "../../src/ingest/flows-job.ts";
import {
  type IndicatorSource,
  referenceResolver,
  referenceUnits,
  type Shape,
  type TieDialect,
  type TieSource,
  type VoteSource,
} from "../../src/ingest/index.ts";
import {cleanIndicators, indicatorCodes} from "../../src/ingest/indicators.ts";
import {inspect} from "../../src/ingest/inspect.ts";
import {cleanRelation} from "../../src/ingest/land.ts";
import {cleanTies, tieCodes} from "../../src/ingest/land-ties.ts";
import {createPacked} from "../../src/ingest/pack-tables.ts";
import {createRaw, publishedRows, rawTable} from "../../src/ingest/raw.ts";
import {and} from "../../src/ingest/settle.ts";
import type {Dialect, Source} from "../../src/ingest/source.ts";
import {disagreements} from "../../src/ingest/tie-disagreements.ts";
import {typedRelation} from "../../src/ingest/typed.ts";
import {cleanRollCalls, cleanVotes, voteCodes} from "../../src/ingest/votes.ts";
import {
  countedFigures,
  figureRecords,
  indicatorRecords,
  observedYears,
  slicedFigures,
} from "../../src/layers/indicators/index.ts";
import {
  countedTies,
  coveredByMeasure,
  heldByMeasure,
  heldTies,
  lawFamilies,
  lawsOf,
  lookedTo,
  networkTies,
  publishedInfluence,
  slicedDisagreements,
  slicedTies,
  sourceIds,
  sourcesBefore,
  tieCoverage,
  tieRecords,
  tiesOutsideStudy,
  weighedByMeasure,
  weighedTies,
} from "../../src/layers/ties/index.ts";
import {
  holdingSources,
  labelledProducts,
  listGoods,
  monthsReported,
  reportedPeriods,
  reporters,
  type Strand,
  type StrandChoice,
  sourceRanks,
  strandCells,
  strandExtent,
  strandPeriods,
  strandRecords,
  strands,
  strandUnits,
  totalCells,
  totalSums,
  tradeCells,
  tradeRecords,
} from "../../src/layers/trade/index.ts";
import {
  idealPointSessions,
  idealPointSpans,
  knownSessions,
  listedRollCalls,
  publishedAgreement,
  publishedIdealPoints,
  rollCalls,
  voteRecords,
  votesOn,
  votesOnCall,
  votesOnResolutions,
} from "../../src/layers/votes/index.ts";
import {shownMeasures, tieMeasures} from "../../src/reference/index.ts";
import {
  cleanTable,
  createClean,
  createCleanIndicators,
  createCleanTies,
  createCleanVotes,
  emptySchema,
  emptyStore,
  fillIndicators,
  fillTies,
  fillVotes,
  firstDayOf,
  lastDayOf,
  name,
  type Statement,
  sql,
  tradeRows,
  tradeView,
  type Writer,
} from "../../src/store/index.ts";
import {FIGURE_SLICES, slices, tieSlices, USUAL} from "./slices.ts";

/** A dialect with the source it belongs to. */
export interface KnownDialect {
  readonly source: Source;
  readonly dialect: Dialect;
}

/** Every dialect of every source. */
export const DIALECTS: readonly KnownDialect[] = sources.flatMap((source) =>
  source.dialects.map((dialect) => ({source, dialect})),
);

/** Every dialect of every source of ties, the tables of reference/ among them. */
export const TIE_DIALECTS: readonly {readonly source: TieSource; readonly dialect: TieDialect}[] = [
  ...tieSources,
  ...FACTS.map(({source}) => source),
].flatMap((source) => source.dialects.map((dialect) => ({source, dialect})));

/** Every dialect of every source of votes. */
export const VOTE_DIALECTS = voteSources.flatMap((source) =>
  source.dialects.map((dialect) => ({source, dialect})),
);

/** Every dialect of every source of indicators. */
export const INDICATOR_DIALECTS = indicatorSources.flatMap((source) =>
  source.dialects.map((dialect) => ({source, dialect})),
);

const TOTALS = "eurostat/comext-totals";
const FLOWS = ["clean", "probe_flows"] as const;
const LABELS = {products: ["870310", "a quote's"], reasons: ["negative value"]};

/** The empty schema with what a build makes before the first row: clean and raw tables of every source, a flow table. */
export async function preparedStore(): Promise<Writer> {
  const store = await emptyStore({threads: 1, units: referenceUnits()});
  // Whether a statement binds is settled before it is optimised, which takes nearly all the time.
  await store.run(sql`PRAGMA disable_optimizer`);
  for (const {meta} of sources) await store.run(createClean(meta.id));
  for (const {source, dialect} of DIALECTS) await store.run(createRaw(source.meta.id, dialect));
  for (const id of new Set(TIE_DIALECTS.map(({source}) => source.meta.id)))
    await store.run(createCleanTies(id));
  for (const {meta} of voteSources)
    for (const statement of createCleanVotes(meta.id)) await store.run(statement);
  for (const {meta} of indicatorSources) await store.run(createCleanIndicators(meta.id));
  for (const {source, dialect} of [...TIE_DIALECTS, ...VOTE_DIALECTS, ...INDICATOR_DIALECTS])
    await store.run(createRaw(source.meta.id, dialect));
  await store.run(createFlowTable(...FLOWS, LABELS));
  return store;
}

/** The typed relation of a dialect over its empty raw table, with these of its columns in the file. */
export function typedOf(
  {source, dialect}: KnownDialect,
  present: readonly string[] = Object.keys(dialect.columns),
): Statement {
  return typedRelation(dialect, name("raw", rawTable(source.meta.id, dialect)), present);
}

/** The same for a dialect of ties. */
export function typedTies({
  source,
  dialect,
}: {
  readonly source: TieSource | VoteSource | IndicatorSource;
  readonly dialect: Shape;
}): Statement {
  return typedRelation(dialect, name("raw", rawTable(source.meta.id, dialect)), Object.keys(dialect.columns));
}

// Columns that every file of a dialect has.
function always({columns}: Dialect): string[] {
  return Object.keys(columns).filter((column) => columns[column]?.optional === false);
}

/**
 * Every exported function of src that returns a statement, by name, called with arguments that reach each of its branches.
 * A function that is not here fails the test beside this file.
 */
export const STATEMENTS: Readonly<Record<string, (store: Writer) => Promise<readonly Statement[]>>> = {
  // All of them ran when the store was made; the last one may run again.
  emptySchema: async () => emptySchema([]).slice(-1),
  createClean: async () => [createClean("nobody/nothing")],
  tradeView: async () => [tradeView([]), ...sources.map(({meta}) => tradeView([meta.id, meta.id]))],
  tradeRows: async () => [
    ...sources.map(({meta}) => tradeRows(meta.id)),
    tradeRows("nobody/nothing", cleanTable(TOTALS)),
  ],
  createRaw: async () => DIALECTS.map(({dialect}) => createRaw("nobody/nothing", dialect)),
  createFlowTable: async () => [createFlowTable("clean", "nothing", LABELS)],
  cleanFlows: async () => {
    const file = {fileId: 1, hsEdition: "HS2017", vintage: "V202301"};
    const files = [file, {...file, fileId: 2, vintage: "V'2"}];
    return [cleanFlows(...FLOWS, [file]), cleanFlows(...FLOWS, files)];
  },
  uniteFlows: async (store) => {
    const source = "nobody/flows";
    const [known] = DIALECTS.flatMap(({dialect}) => dialect.flows ?? []);
    if (known === undefined) throw new Error("no dialect reads flow tables any more");
    const file = await inspect(fixture("comext-totals/fixture/merged_totals.csv"), "", store);
    const jobs = [{source, columns: known, file, fileId: 1, vintage: "V202301"}];
    await store.run(createClean(source));
    await createFlowTables(store, jobs, referenceResolver);
    const [rename, ...views] = uniteFlows(source, jobs);
    if (rename !== undefined) await store.run(rename);
    return views;
  },
  publishedRows: async (store) => {
    const files = [
      "comext-totals/fixture/merged_totals.csv",
      "comext-banned-goods/fixture/merged_cn8.parquet",
    ];
    const found = await Promise.all(files.map((file) => inspect(fixture(file), "", store)));
    const gzipped = found.map((file) => ({...file, gzipped: true}));
    return [...found, ...gzipped].map((file) => sql`SELECT source_row FROM ${publishedRows(file)}`);
  },
  typedRelation: async () =>
    DIALECTS.flatMap((known) => [typedOf(known), typedOf(known, always(known.dialect))]),
  cleanRelation: async () =>
    DIALECTS.flatMap((known) => [
      cleanRelation(known.dialect, typedOf(known)),
      cleanRelation(known.dialect, typedOf(known, always(known.dialect))),
    ]),
  createCleanVotes: async () => createCleanVotes("nobody/votes"),
  fillVotes: async () => fillVotes(voteSources.map(({meta}) => meta.id)),
  cleanRollCalls: async () => VOTE_DIALECTS.map((known) => cleanRollCalls(known.dialect, typedTies(known))),
  cleanVotes: async () => VOTE_DIALECTS.map((known) => cleanVotes(known.dialect, typedTies(known))),
  voteCodes: async () => VOTE_DIALECTS.map((known) => voteCodes(cleanVotes(known.dialect, typedTies(known)))),
  knownSessions: async () => [knownSessions()],
  rollCalls: async () => [null, "un/library-votes"].map((source) => rollCalls({sessions: [76], source})),
  votesOn: async () => [null, "un/library-votes"].map((source) => votesOn({sessions: [76], source})),
  publishedAgreement: async () => [publishedAgreement({sessions: [76], others: ["RUS"]})],
  idealPointSessions: async () => [idealPointSessions()],
  idealPointSpans: async () => [idealPointSpans({source: "voeten/ideal-points"})],
  publishedIdealPoints: async () =>
    [null, ["RUS"]].map((states) =>
      publishedIdealPoints({source: "voeten/ideal-points", sessions: [76], states}),
    ),
  voteRecords: async () =>
    [null, "A/RES/ES-11/1"].map((record) =>
      voteRecords({session: 76, source: "un/library-votes", states: ["RUS"], record}),
    ),
  listedRollCalls: async () => [
    listedRollCalls({sessions: null, source: null, match: null}),
    listedRollCalls({sessions: [76], source: "un/library-votes", match: "ES-11"}),
  ],
  observedYears: async () => [observedYears({indicator: "gdp_constant_usd", from: 2012, to: 2024})],
  slicedFigures: async () => FIGURE_SLICES.map((slice) => slicedFigures(slice, 5)),
  countedFigures: async () => FIGURE_SLICES.map(countedFigures),
  figureRecords: async () => [figureRecords({source: "a/b", file: "c.csv", row: 2}, 5)],
  indicatorRecords: async () => [
    indicatorRecords({
      indicator: "gdp_constant_usd",
      source: "world-bank/wdi",
      states: ["ARM"],
      from: 2012,
      to: 2024,
    }),
  ],
  votesOnResolutions: async () => [votesOnResolutions({numbers: ["ES-11/1"], states: ["RUS"]})],
  votesOnCall: async () => [votesOnCall({source: "un/library-votes", record: "A/RES/ES-11/1"})],
  createCleanIndicators: async () => [createCleanIndicators("nobody/indicators")],
  fillIndicators: async () => [fillIndicators(indicatorSources.map(({meta}) => meta.id))],
  cleanIndicators: async () =>
    INDICATOR_DIALECTS.map((known) => cleanIndicators(known.dialect, typedTies(known))),
  indicatorCodes: async () =>
    INDICATOR_DIALECTS.map((known) => indicatorCodes(cleanIndicators(known.dialect, typedTies(known)))),
  createPacked: async () =>
    (["trade", "ties", "indicators", "votes", "roll_calls"] as const).flatMap((packed) =>
      createPacked("nobody/packed", packed),
    ),
  createCleanTies: async () => [createCleanTies("nobody/ties")],
  firstDayOf: async () => [sql`SELECT ${firstDayOf("start")} FROM layer.tie`],
  lastDayOf: async () => [sql`SELECT ${lastDayOf("start")} FROM layer.tie`],
  fillTies: async () => [fillTies(TIE_DIALECTS.map(({source}) => source.meta.id))],
  cleanTies: async () => TIE_DIALECTS.map((known) => cleanTies(known.dialect, typedTies(known))),
  tieCodes: async () =>
    TIE_DIALECTS.flatMap((known) =>
      (["a", "b"] as const).map((end) => tieCodes(cleanTies(known.dialect, typedTies(known)), end)),
    ),
  disagreements: async () => disagreements(),
  and: async () => [sql`SELECT 1 FROM layer.tie WHERE ${and([["a", "ARM"]])}`],
  lookedTo: async () => [lookedTo("sanction")],
  slicedTies: async () => tieSlices().map(slicedTies),
  countedTies: async () => tieSlices().map(countedTies),
  slicedDisagreements: async () => tieSlices().map(slicedDisagreements),
  tieCoverage: async () => tieSlices().map(tieCoverage),
  sourcesBefore: async () => tieSlices().map(sourcesBefore),
  lawsOf: async () => [
    lawsOf({families: null, states: null}),
    lawsOf({families: ["foreign_agent"], states: ["KGZ"]}),
  ],
  lawFamilies: async () => [lawFamilies()],
  tieRecords: async () => [tieRecords({source: "a/b", file: "c.csv", row: 2}, 5)],
  weighedTies: async () =>
    tieMeasures().flatMap((measure) =>
      [
        {ends: null, others: []},
        {ends: ["ARM"], others: null},
        {ends: ["ARM"], others: ["RUS", "CSTO"]},
      ].map((ends) => weighedTies({...measure, ...ends, from: 2017, to: 2025})),
    ),
  weighedByMeasure: async () =>
    [null, ["ARM", "RUS"]].map((ends) =>
      weighedByMeasure({measures: tieMeasures(), ends, others: ["RUS", "CSTO"], from: 2017, to: 2025}, [
        "reference/laws",
      ]),
    ),
  sourceIds: async () => [sourceIds()],
  heldByMeasure: async () => [heldByMeasure(shownMeasures())],
  tiesOutsideStudy: async () => [tiesOutsideStudy(shownMeasures())],
  coveredByMeasure: async () => [
    coveredByMeasure(tieMeasures(), {states: ["ARM", "RUS"], from: 2017, to: 2025}),
  ],
  heldTies: async () => [heldTies({layers: ["people"], from: 2017, to: 2025})],
  publishedInfluence: async () => [publishedInfluence({from: 2017, to: 2021})],
  networkTies: async () =>
    tieMeasures().map((measure) => networkTies(measure, {from: "2012-01-01", to: "2012-12-31"})),
  tradeCells: async () => slices().map(tradeCells),
  totalCells: async () =>
    [null, ["RUS", "KAZ"], []].flatMap((partners) =>
      ["2020..2022", "2022-01..2022-03"].map((span) =>
        totalCells({
          voices:
            partners?.length === 0 ? [] : [{source: "eurostat/comext-totals", reporters: ["DEU", "FRA"]}],
          partners,
          flows: ["M"],
          range: periodRange(span),
          basis: "origin",
        }),
      ),
    ),
  monthsReported: async () => [monthsReported()],
  totalSums: async () => {
    const totals = slices().filter(({goods}) => goods.kind === "total");
    // Years in which a bloc gained a member.
    const grown = {...USUAL, reporters: ["EAEU"], goods: "TOTAL", range: periodRange("2014..2016")};
    return [...totals, toSlice(grown)].map(totalSums);
  },
  sourceRanks: async () => [sourceRanks()],
  tradeRecords: async () => slices().map((slice) => tradeRecords(slice, 5)),
  strands: async () => [strands()],
  strandUnits: async () => [strandUnits()],
  strandExtent: async () => knownStrands().map(strandExtent),
  strandPeriods: async () => knownStrands().map(strandPeriods),
  strandCells: async () =>
    knownStrands().flatMap((strand) =>
      [true, false].map((others) =>
        strandCells(strand, {from: 202101, to: 202103}, {otherFlows: others, coarser: others}),
      ),
    ),
  strandRecords: async () =>
    knownStrands().flatMap((strand) => [ALL, SOME].map((choice) => strandRecords(strand, choice, 5))),
  strandStatement: async () => [
    strandStatement({source: TOTALS, flow: "M", frequency: "M", digits: 0, ...SOME, goods: null}, 5),
  ],
  holdingSources: async () => slices().map(holdingSources),
  labelledProducts: async () => slices().map(labelledProducts),
  reporters: async () => [reporters()],
  reportedPeriods: async () =>
    slices().map((slice) => reportedPeriods({...slice, within: slice.within ?? []})),
  evidenceStatements: async () =>
    [true, false].flatMap((mirror) =>
      evidenceStatements({
        row: 0,
        label: "records",
        query: "trade-records",
        parameters: {...specParameters(USUAL), mirror},
      }),
    ),
};

const ALL: StrandChoice = {from: 2021, to: 2023, reporters: null, partners: null, chapters: null};
const SOME: StrandChoice = {...ALL, reporters: ["DEU"], partners: ["KGZ", "KAZ"], chapters: ["84"]};

/** Strands of all goods, and of a list. */
function knownStrands(): Strand[] {
  const strand = {source: TOTALS, flow: "M", frequency: "M", basis: "consignment", digits: 8} as const;
  return [null, listGoods("chpl").goods].map((goods) => ({...strand, goods}));
}

function fixture(path: string): string {
  return fileURLToPath(new URL(`../../sources/eurostat/${path}`, import.meta.url));
}
