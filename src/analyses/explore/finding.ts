import {
  type Dropped,
  type Evidence,
  type Finding,
  type FindingRow,
  finding,
  formatRange,
} from "../../base/index.ts";
import type {StrandChoice} from "../../layers/trade/index.ts";
import type {CrossGroup} from "../../methods/index.ts";
import {states} from "../../reference/index.ts";
import {type Reader, sql} from "../../store/index.ts";
import {shownPeriod} from "../common/lineage.ts";
import {STRAND_QUERY} from "../common/strand-records.ts";
import type {StrandCells} from "./cells.ts";
import {choiceOf, DIMENSIONS, type Dimension, keptOf, refuseAbsentBlocs} from "./choice.ts";
import {type HeldStrand, heldStrand, strandsOf} from "./held.ts";
import {inventoryFinding} from "./inventory.ts";
import type {ExploreParams} from "./params.ts";
import {chosenStrand, goodsText, type KnownStrand, layerStrand, refuseTooMany} from "./strand.ts";

/**
 * What one source holds of one flow, by period, reporter, partner or chapter, under choices in all of them.
 *
 * The first question reads the strand's cells into memory; further ones are sums over these. A value is missing where all
 * records of the row have none; a period without any record stays in the rows and is missing too.
 *
 * @throws UsageError for names, periods or sources that are not known; what `readCells` throws
 */
export async function exploreFinding(store: Reader, params: ExploreParams): Promise<Finding> {
  const known = await strandsOf(store);
  if (params.by === "source") return inventoryFinding(store, known);
  const strand = chosenStrand(known, params);
  refuseTooMany(strand);
  const choice = choiceOf(params, strand);
  const asked = layerStrand(strand, params);
  const key = JSON.stringify([strand.source, strand.flow, strand.frequency, params.basis, params.goods]);
  const held = await heldStrand(store, key, asked);
  refuseAbsentBlocs(choice, held.cells);
  const by = params.by === "total" ? null : params.by;
  const kept = keptOf(choice, held.cells);
  const groups = held.cells.filter.groups(by === null ? null : DIMENSIONS.indexOf(by), kept);
  const parts =
    by === "period" ? everyPeriod(groups, held.cells, choice) : groups.map(partOf(by, held.cells));
  return finding({
    kind: "explore",
    question: questionOf(params, strand),
    parameters: parametersOf(params, strand),
    columns: columnsOf(by),
    rows: parts.map((part) => rowOf(by, part)),
    estimates: [],
    sample: sampleOfChoice(held, {strand, groups, known}),
    warnings: await warningsOf(store, strand),
    caveats: CAVEATS,
    evidence: parts.flatMap((part, row) => evidenceOf(part, {row, by, params, strand, choice})),
    lineage: held.lineage,
  });
}

/** A group with its name; without records, no number is known of it. */
interface Part {
  readonly name: string;
  readonly group: CrossGroup | null;
}

const partOf =
  (by: Dimension | null, cells: StrandCells) =>
  (group: CrossGroup): Part => ({name: nameOf(by, cells, group.code), group});

function nameOf(by: Dimension | null, cells: StrandCells, code: number): string {
  if (by === null) return "all";
  if (by === "period") return shownPeriod(cells.periods[code] ?? Number.NaN);
  return (
    (by === "reporter" ? cells.reporters : by === "partner" ? cells.partners : cells.chapters)[code] ?? ""
  );
}

/** Every period of the strand within the choice, with and without records. */
function everyPeriod(
  groups: readonly CrossGroup[],
  {periods}: StrandCells,
  {from, to}: StrandChoice,
): Part[] {
  const byCode = new Map(groups.map((group) => [group.code, group]));
  return periods.flatMap((period, code) =>
    period < from || period > to ? [] : [{name: shownPeriod(period), group: byCode.get(code) ?? null}],
  );
}

const SMALLEST_PER_USD = 10_000;

function rowOf(by: Dimension | null, {name, group}: Part): FindingRow {
  const known = group !== null && group.silent < group.records;
  return {
    ...(by === null ? {} : {[by]: name}),
    ...(by === "reporter" || by === "partner" ? {[`${by}_name`]: titleOf(name)} : {}),
    value_usd: known ? group.amount / SMALLEST_PER_USD : null,
    records: group?.records ?? null,
    records_without_value: group?.silent ?? null,
  };
}

function titleOf(unit: string): string {
  return states().has(unit) ? states().get(unit).nameEn : unit;
}

const VALUES = [
  {
    name: "value_usd",
    unit: "usd",
    meaning:
      "sum of the records under the choice, US dollars at each period's own rate; missing where no record has a value",
  },
  {name: "records", unit: "count", meaning: "source records in the sum; missing where there is none"},
  {
    name: "records_without_value",
    unit: "count",
    meaning: "records among them without a value, not in the sum",
  },
] as const;

const NAMES = {
  period: [{name: "period", unit: "period", meaning: "year or month of the records"}],
  reporter: [
    {name: "reporter", unit: "text", meaning: "who reported"},
    {name: "reporter_name", unit: "text", meaning: "who reported, by name"},
  ],
  partner: [
    {name: "partner", unit: "text", meaning: "with whom"},
    {name: "partner_name", unit: "text", meaning: "with whom, by name"},
  ],
  chapter: [
    {
      name: "chapter",
      unit: "text",
      meaning: "first two digits of the product code; TOTAL for all goods together",
    },
  ],
} as const;

function columnsOf(by: Dimension | null) {
  return [...(by === null ? [] : NAMES[by]), ...VALUES];
}

const FLOW_NAMES = {X: "exports", M: "imports", RX: "re-exports"} as const;

function questionOf(
  {by, period, reporters, partners, chapters, goods}: ExploreParams,
  strand: KnownStrand,
): string {
  const parts = [
    `What does ${strand.source} hold of ${FLOW_NAMES[strand.flow]}`,
    by === "total" ? "" : ` by ${by}`,
    period === null ? "" : `, ${formatRange(period)}`,
    reporters === null ? "" : `, reported by ${reporters.join(", ")}`,
    partners === null ? "" : `, with ${partners.join(", ")}`,
    chapters === null ? "" : `, of chapters ${chapters.join(", ")}`,
    goods === null ? "" : `, of the list ${goods}`,
  ];
  return `${parts.join("")}?`;
}

function parametersOf(
  params: ExploreParams,
  {source, flow, frequency, digits}: KnownStrand,
): Finding["parameters"] {
  const {by, basis, goods, period, reporters, partners, chapters} = params;
  const range = period === null ? null : formatRange(period);
  return {by, source, flow, frequency, digits, basis, goods, range, reporters, partners, chapters};
}

const CAVEATS = [
  "Sums are of one source, one flow and one frequency, of its finest lines; sources and the two sides of trade are never added.",
  "Chapters are the first two digits of the codes as published, of whatever edition.",
  "A missing value means that the source has no record under the choice; it does not mean that there was no trade.",
];

async function warningsOf(store: Reader, {source, digits}: KnownStrand): Promise<string[]> {
  const {goods, partners} = await store.one(
    sql`SELECT goods, partners FROM meta.source WHERE id = ${source}`,
  );
  return [
    ...(goods === "all" ? [] : [`${source} holds selected goods only: its sums are not all trade`]),
    ...(partners === "all" ? [] : [`${source} holds selected partners only`]),
    ...(digits === 0 ? [`${source} has no product lines here: all goods stand together`] : []),
  ];
}

/** The audit: every row of the source is in the sum or left out for one reason. */
function sampleOfChoice(
  {cells, sample}: HeldStrand,
  {
    strand,
    groups,
    known,
  }: {
    readonly strand: KnownStrand;
    readonly groups: readonly CrossGroup[];
    readonly known: readonly KnownStrand[];
  },
): Finding["sample"] {
  const used = groups.reduce((sum, {records}) => sum + records, 0);
  const sums = [...cells.sums.values()].reduce((sum, records) => sum + records, 0);
  const elsewhere = known
    .filter((other) => other.source === strand.source && other !== strand)
    .reduce((sum, {records, otherRecords}) => sum + records + otherRecords, 0);
  const reasons: Dropped[] = [
    {reason: "another flow or frequency", rows: elsewhere},
    {reason: "a coarser line of trade that finer lines hold", rows: strand.otherRecords},
    {reason: "another basis, or not on the list", rows: strand.records - cells.records - sums},
    {reason: "a sum of other rows", rows: sums, detail: [...cells.sums.keys()].join(", ")},
    {reason: "outside the choice", rows: cells.records - used},
  ];
  return {
    ...sample,
    rows_used: used,
    dropped: [...reasons.filter(({rows}) => rows > 0), ...sample.dropped],
  };
}

function evidenceOf(
  {name, group}: Part,
  {
    row,
    by,
    params,
    strand,
    choice,
  }: {
    readonly row: number;
    readonly by: Dimension | null;
    readonly params: ExploreParams;
    readonly strand: KnownStrand;
    readonly choice: StrandChoice;
  },
): Evidence[] {
  if (group === null) return [];
  const period = by === "period" ? Number(name.replace("-", "")) : null;
  const {source, flow, frequency, digits} = strand;
  return [
    {
      row,
      label: `${FLOW_NAMES[flow]} of ${source}${by === null ? "" : `, ${by} ${name}`}`,
      query: STRAND_QUERY,
      parameters: {
        source,
        flow,
        frequency,
        digits,
        basis: params.basis,
        goods: goodsText(params.goods),
        from: period ?? choice.from,
        to: period ?? choice.to,
        reporters: by === "reporter" ? [name] : choice.reporters,
        partners: by === "partner" ? [name] : choice.partners,
        chapters: by === "chapter" ? [name] : choice.chapters,
      },
    },
  ];
}
