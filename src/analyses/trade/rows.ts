import {
  type FindingColumn,
  type FindingRow,
  type PeriodRange,
  period,
  periodsIn,
  shiftYears,
} from "../../base/index.ts";
import type {StoreRow} from "../../store/index.ts";
import type {TradeBy, TradeParams} from "./params.ts";
import {sumCells, type TradeSum} from "./sums.ts";

/** Cells by what they are for; `mirror` and `before` may be empty. */
export interface TradeCells {
  readonly own: readonly StoreRow[];
  readonly mirror: readonly StoreRow[];
  readonly before: readonly StoreRow[];
}

/** Rows of the answer, with the sums they were made from. */
export interface TradeAnswer {
  readonly columns: readonly FindingColumn[];
  readonly rows: readonly FindingRow[];
  readonly keys: readonly TradeSum["key"][];
  readonly warnings: readonly string[];
}

interface Group {
  readonly key: TradeSum["key"];
  readonly own: TradeSum | null;
  readonly mirror: TradeSum | null;
  readonly before: TradeSum | null;
}

/** Sums the cells by the asked dimensions and lays out the rows; says what is partial or missing. */
export function tradeAnswer(cells: TradeCells, params: TradeParams, by: readonly TradeBy[]): TradeAnswer {
  const groups = grouped(cells, params, by);
  const both = params.side === "both";
  const columns = [
    ...by.map(dimensionColumn),
    ...(both ? sideColumns(params.currency) : valueColumns(params, by)),
  ];
  const rows = groups.map((group) => ({
    ...dimensions(group.key, by),
    ...(both ? sidesRow(group, params) : valueRow(group, params, by)),
  }));
  return {columns, rows, keys: groups.map(({key}) => key), warnings: warningsOf(groups, params)};
}

function grouped(cells: TradeCells, params: TradeParams, by: readonly TradeBy[]): Group[] {
  const sums = {
    own: index(withTurnover(sumCells(inRange(cells.own, params.period), by, params.currency), by)),
    mirror: index(sumCells(inRange(cells.mirror, params.period), by, params.currency)),
    earlier: index(
      withTurnover(sumCells(params.compare === null ? cells.own : cells.before, by, params.currency), by),
    ),
  };
  const seen = new Map([...sums.own, ...sums.mirror].map(([id, {key}]) => [id, key]));
  const keys = by.includes("period") ? allPeriods([...seen.values()], params.period) : [...seen.values()];
  return keys.map((key) => ({
    key,
    own: sums.own.get(idOf(key)) ?? null,
    mirror: sums.mirror.get(idOf(key)) ?? null,
    before: sums.earlier.get(idOf(params.compare === null ? yearBefore(key) : key)) ?? null,
  }));
}

function inRange(cells: readonly StoreRow[], {from, to}: PeriodRange): StoreRow[] {
  return cells.filter((cell) => String(cell.period) >= from && String(cell.period) <= to);
}

function index(sums: readonly TradeSum[]): Map<string, TradeSum> {
  return new Map(sums.map((sum) => [idOf(sum.key), sum]));
}

function idOf(key: TradeSum["key"]): string {
  return [key.period, key.reporter, key.partner, key.product, key.flow]
    .map((part) => part ?? "")
    .join("\u0000");
}

function yearBefore(key: TradeSum["key"]): TradeSum["key"] {
  if (key.period === null) return {...key, period: "none"};
  const at = period(key.period);
  const frequency = key.period.length === 4 ? "A" : "M";
  return {...key, period: shiftYears({from: at, to: at, frequency}, -1).from};
}

/** Exports and imports together, where both are known: the flow "X+M". */
function withTurnover(sums: readonly TradeSum[], by: readonly TradeBy[]): readonly TradeSum[] {
  if (!by.includes("flow")) return sums;
  const pairs = Map.groupBy(sums, ({key}) => idOf({...key, flow: null}));
  const turnover = [...pairs.values()].flatMap(([one, other]) =>
    one === undefined || other === undefined ? [] : [added(one, other)],
  );
  return [...sums, ...turnover];
}

function added(one: TradeSum, other: TradeSum): TradeSum {
  return {
    key: {...one.key, flow: "X+M"},
    value: one.value === null || other.value === null ? null : one.value + other.value,
    netKg: null,
    sources: [...new Set([...one.sources, ...other.sources])].sort(),
    months: one.months === null || other.months === null ? null : Math.min(one.months, other.months),
    records: one.records + other.records,
  };
}

// Every combination that has a record in some period appears in every period: a gap is shown, not skipped.
function allPeriods(keys: readonly TradeSum["key"][], range: PeriodRange): TradeSum["key"][] {
  const combinations = new Map(keys.map((key) => [idOf({...key, period: null}), key]));
  return periodsIn(range).flatMap((at) => [...combinations.values()].map((key) => ({...key, period: at})));
}

function dimensions(key: TradeSum["key"], by: readonly TradeBy[]): FindingRow {
  return Object.fromEntries(by.map((dimension) => [dimension, key[dimension]]));
}

function valueRow({own, mirror, before}: Group, params: TradeParams, by: readonly TradeBy[]): FindingRow {
  const shown = params.side === "partner" ? mirror : own;
  const common = {
    [`value_${params.currency}`]: shown?.value ?? null,
    ...(params.compare === null ? {} : {[`compare_${params.currency}`]: before?.value ?? null}),
    ...(hasChange(params, by) ? {change_pct: changePct(shown, before)} : {}),
  };
  return {
    ...common,
    months: shown?.months ?? null,
    records: shown?.records ?? null,
    source: shown?.sources.join(", ") ?? null,
  };
}

function hasChange(params: TradeParams, by: readonly TradeBy[]): boolean {
  return params.side !== "partner" && (params.compare !== null || by.includes("period"));
}

// A part of a year is not comparable, not even with as long a part of another: they may be other months.
function changePct(now: TradeSum | null, before: TradeSum | null): number | null {
  if (now === null || before === null || now.value === null || before.value === null || before.value === 0)
    return null;
  const whole = [now.months, before.months].every((months) => months === null || months === 12);
  return whole ? 100 * (now.value / before.value - 1) : null;
}

function sidesRow({key, own, mirror}: Group, {flow, currency}: TradeParams): FindingRow {
  const [exporter, importer] = (key.flow ?? flow) === "M" ? [mirror, own] : [own, mirror];
  const gap =
    exporter === null ||
    importer === null ||
    exporter.value === null ||
    importer.value === null ||
    exporter.months !== importer.months
      ? null // parts of a year that differ are not to be subtracted
      : exporter.value - importer.value;
  return {
    [`exporter_${currency}`]: exporter?.value ?? null,
    [`importer_${currency}`]: importer?.value ?? null,
    [`missing_${currency}`]: gap,
    missing_pct:
      gap === null || exporter?.value === null || exporter?.value === undefined || exporter.value === 0
        ? null
        : (100 * gap) / exporter.value,
    exporter_months: exporter?.months ?? null,
    importer_months: importer?.months ?? null,
    exporter_source: exporter?.sources.join(", ") ?? null,
    importer_source: importer?.sources.join(", ") ?? null,
  };
}

const DIMENSIONS: Readonly<Record<TradeBy, FindingColumn>> = {
  reporter: {name: "reporter", unit: "text", meaning: "who reports"},
  partner: {name: "partner", unit: "text", meaning: "the other side, as the reporter states it"},
  product: {name: "product", unit: "text", meaning: "HS or CN code asked for"},
  period: {name: "period", unit: "period", meaning: "calendar year or month"},
  flow: {name: "flow", unit: "text", meaning: "X exports, M imports, RX re-exports, X+M both together"},
};

function dimensionColumn(dimension: TradeBy): FindingColumn {
  return DIMENSIONS[dimension];
}

function valueColumns(params: TradeParams, by: readonly TradeBy[]): FindingColumn[] {
  const {currency} = params;
  return [
    {
      name: `value_${currency}`,
      unit: currency,
      meaning: "trade value as reported; missing where nobody reports it",
    },
    ...(params.compare === null
      ? []
      : [{name: `compare_${currency}`, unit: currency, meaning: "the same in the range compared with"}]),
    ...(hasChange(params, by)
      ? [
          {
            name: "change_pct",
            unit: "percent",
            meaning:
              "change on the range compared with, or on a year before; missing where either is unknown or covers other months",
          } as const,
        ]
      : []),
    {name: "months", unit: "months", meaning: "months of the year that are covered; 12 is a whole year"},
    {name: "records", unit: "count", meaning: "source records in the sum"},
    {name: "source", unit: "text", meaning: "source of the value"},
  ];
}

function sideColumns(currency: "usd" | "eur"): FindingColumn[] {
  return [
    {name: `exporter_${currency}`, unit: currency, meaning: "what the exporting side reports, fob"},
    {
      name: `importer_${currency}`,
      unit: currency,
      meaning: "what the importing side reports, cif unless its source says otherwise",
    },
    {
      name: `missing_${currency}`,
      unit: currency,
      meaning:
        "exporter's figure less importer's; negative where the importer reports more; missing where a side is, or covers other months",
    },
    {
      name: "missing_pct",
      unit: "percent",
      meaning: "the same as a share of the exporter's figure; missing where that is",
    },
    {name: "exporter_months", unit: "months", meaning: "months the exporter's figure covers"},
    {name: "importer_months", unit: "months", meaning: "months the importer's figure covers"},
    {name: "exporter_source", unit: "text", meaning: "source of the exporter's figure"},
    {name: "importer_source", unit: "text", meaning: "source of the importer's figure"},
  ];
}

function warningsOf(groups: readonly Group[], {period: range, side}: TradeParams): string[] {
  const shown = groups.flatMap(({key, own, mirror}) =>
    (side === "both" ? [own, mirror] : [side === "partner" ? mirror : own]).map((sum) => ({key, sum})),
  );
  const partial = shown.filter(
    ({sum}) => range.frequency === "A" && sum !== null && sum.months !== null && sum.months < 12,
  );
  const missing = shown.filter(({sum}) => sum === null);
  return [
    ...(partial.length > 0
      ? [`years known only in part (see months), not comparable with whole ones: ${shownKeys(partial)}`]
      : []),
    ...(missing.length > 0 ? [`no loaded source has a record for: ${shownKeys(missing)}`] : []),
  ];
}

function shownKeys(items: readonly {readonly key: TradeSum["key"]}[], most = 6): string {
  const parts = items.map(({key}) =>
    [key.reporter, key.flow, key.partner, key.product, key.period].filter((part) => part !== null).join(" "),
  );
  const all = [...new Set(parts)];
  return `${all.slice(0, most).join("; ")}${all.length > most ? ` and ${all.length - most} more` : ""}`;
}
