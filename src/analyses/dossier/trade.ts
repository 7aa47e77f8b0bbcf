import {type Finding, type FindingRow, periodRange} from "../../base/index.ts";
import type {Reader} from "../../store/index.ts";
import {type TradeParams, tradeFinding} from "../trade/index.ts";
import {otherPoles, type PoleUnit} from "./asked.ts";
import type {Entry, Gap, Origin, Part} from "./entry.ts";
import type {DossierParams} from "./params.ts";

/** Exports and imports of all goods with each pole, as both sides report them, and with the world. */
export async function tradePart(store: Reader, params: DossierParams): Promise<Part> {
  const poles = otherPoles(params.state);
  const [withPoles, withWorld] = await Promise.all([
    tradeFinding(
      store,
      asked(params, {partners: poles.map(({unit}) => unit), by: ["partner", "flow", "period"]}),
    ),
    tradeFinding(store, asked(params, {partners: null, by: ["flow", "period"], side: "reporter"})),
  ]);
  const lines = [...poles.flatMap((pole) => linesOf(pole)), ...WORLD_LINES];
  const parts = lines.map((line) => lineOf(line, line.pole === null ? withWorld : withPoles, params));
  return {
    entries: parts.flatMap(({entry}) => entry),
    gaps: parts.flatMap(({gap}) => gap),
    findings: [withPoles, withWorld],
  };
}

function asked(
  {state, from, to}: DossierParams,
  more: Partial<TradeParams> & Pick<TradeParams, "partners" | "by">,
): TradeParams {
  return {
    reporters: [state],
    flow: null,
    product: "TOTAL",
    goods: null,
    period: periodRange(`${from}..${to}`),
    compare: null,
    side: "both",
    currency: "usd",
    source: null,
    basis: "origin",
    codes: "all",
    hs: null,
    ...more,
  };
}

/** A figure of the section: which flow, by whose report. */
interface Line {
  readonly pole: PoleUnit | null;
  readonly flow: "X" | "M";
  readonly item: string;
  /** Column of the value, its months and its source. */
  readonly columns: readonly [string, string, string];
}

const EXPORTER = ["exporter_usd", "exporter_months", "exporter_source"] as const;
const IMPORTER = ["importer_usd", "importer_months", "importer_source"] as const;
const OWN = ["value_usd", "months", "source"] as const;

function linesOf(pole: PoleUnit): Line[] {
  return [
    {pole, flow: "X", item: "exports to it, by its own report", columns: EXPORTER},
    {pole, flow: "X", item: "exports to it, by the partner's report", columns: IMPORTER},
    {pole, flow: "M", item: "imports from it, by its own report", columns: IMPORTER},
    {pole, flow: "M", item: "imports from it, by the partner's report", columns: EXPORTER},
  ];
}

const WORLD_LINES: readonly Line[] = [
  {pole: null, flow: "X", item: "exports to the world, by its own report", columns: OWN},
  {pole: null, flow: "M", item: "imports from the world, by its own report", columns: OWN},
];

interface Told {
  readonly entry: readonly Entry[];
  readonly gap: readonly Gap[];
}

function lineOf(line: Line, finding: Finding, {state, from, to}: DossierParams): Told {
  const whole = wholeYears(line, finding);
  const before = whole.filter(({year}) => year === from).at(-1);
  const after = whole.filter(({year}) => year > from).at(-1);
  const item = line.item.replace("its own", `${state}'s own`);
  if (after === undefined) {
    const reason = `no loaded source has a whole year from ${from + 1} to ${to}`;
    return {entry: [], gap: [{item: `trade: ${item}`, partner: line.pole?.id ?? null, reason}]};
  }
  const rows = [after, ...(before === undefined ? [] : [before])].map(({row}) => row);
  const origins: Origin[] = [{finding, rows}];
  return {
    gap: [],
    entry: [
      {
        section: "trade",
        item,
        partner: line.pole?.id ?? "world",
        period: String(after.year),
        value: after.value,
        before: before?.value ?? null,
        beforePeriod: before === undefined ? null : String(from),
        unit: "usd",
        unknown: before === undefined ? `before: no loaded source has ${from} whole` : null,
        source: [...new Set([after, before].flatMap((one) => one?.source ?? []))].join(", "),
        origins,
      },
    ],
  };
}

interface YearValue {
  readonly year: number;
  readonly value: number;
  readonly source: string;
  readonly row: number;
}

/** Years with a value of twelve months, ascending. A part of a year is not comparable with a whole one. */
function wholeYears({pole, flow, columns: [value, months, source]}: Line, {rows}: Finding): YearValue[] {
  const isLine = (row: FindingRow) => row.flow === flow && (pole === null || row.partner === pole.unit);
  return rows
    .flatMap((row, at) => {
      const found = row[value];
      const covered = row[months];
      if (!isLine(row) || typeof found !== "number" || (covered !== null && covered !== 12)) return [];
      return [{year: Number(row.period), value: found, source: String(row[source]), row: at}];
    })
    .toSorted((a, b) => a.year - b.year);
}
