import type {FindingColumn, FindingRow} from "../../base/index.ts";
import {type ConvertedAmount, convertAmount} from "../../methods/index.ts";
import {hsBridge} from "../../reference/index.ts";
import type {StoreRow} from "../../store/index.ts";
import {ALL_GOODS, amountsBy, type EditionWay} from "./bridge-weights.ts";
import type {BridgedParams} from "./bridged.ts";
import type {TradeBy} from "./params.ts";
import {sumOrNull} from "./sums.ts";

/** A row of the answer with the codes of the asked edition that it sums. */
export interface BridgedRow {
  readonly key: Readonly<Record<TradeBy, string | null>>;
  readonly codes: readonly string[];
  readonly row: FindingRow;
}

interface Asked {
  readonly cells: readonly StoreRow[];
  readonly ways: readonly EditionWay[];
  /** Codes of the asked edition below each code asked for. */
  readonly asked: ReadonlyMap<string, ReadonlySet<string>>;
  readonly params: BridgedParams;
}

/** Rows by the asked dimensions. Cells convert place by place, since weights may be a source's own, and then add up. */
export function bridgedRows({cells, ways, asked, params}: Asked): BridgedRow[] {
  const by: readonly TradeBy[] =
    params.flow === null && !params.by.includes("flow") ? [...params.by, "flow"] : params.by;
  const products = by.includes("product")
    ? [...asked].map(([code, below]) => ({codes: [code], below}))
    : [{codes: [...asked.keys()], below: new Set([...asked.values()].flatMap((below) => [...below]))}];
  return products.flatMap(({codes, below}) => {
    const groups = Map.groupBy(cells, (cell) =>
      by.map((dimension) => dimensionOf(cell, dimension)).join("\u0000"),
    );
    return [...groups.values()].flatMap((group) => {
      const parts = partsOf(group, {ways, below, params});
      if (parts.length === 0) return [];
      const own = new Set(parts.flatMap(({used}) => used));
      const key = keyOf(group[0] ?? {}, by, codes);
      return [
        {key, codes, row: rowOf(parts, {key, by, cells: group.filter((cell) => own.has(cell)), params})},
      ];
    });
  });
}

function dimensionOf(cell: StoreRow, dimension: TradeBy): unknown {
  return dimension === "product" ? "" : cell[dimension];
}

function keyOf(cell: StoreRow, by: readonly TradeBy[], codes: readonly string[]): BridgedRow["key"] {
  const part = (dimension: TradeBy) => (by.includes(dimension) ? String(cell[dimension]) : null);
  return {
    period: part("period"),
    reporter: part("reporter"),
    partner: part("partner"),
    flow: part("flow"),
    product: by.includes("product") ? codes.join("+") : null,
  };
}

interface Part extends ConvertedAmount {
  readonly used: readonly StoreRow[];
  /** Codes asked for take in goods from anywhere: no upper end. */
  readonly open: boolean;
}

/** What each place brings: its own edition as it is, each other edition family by family. */
function partsOf(
  group: readonly StoreRow[],
  {
    ways,
    below,
    params,
  }: {
    readonly ways: readonly EditionWay[];
    readonly below: ReadonlySet<string>;
    readonly params: BridgedParams;
  },
): Part[] {
  const places = Map.groupBy(group, ({source, reporter, partner, flow, period}) =>
    [source, reporter, partner, flow, period].join("\u0000"),
  );
  const column = params.currency === "usd" ? "value_usd" : "value_eur";
  return [...places.values()].flatMap((cells) => {
    const valued = cells.map((cell) => ({...cell, value_usd: cell[column] ?? null}));
    const same = cells.filter(({label}) => isOf(label, params.hs, below));
    const kept = same.length === 0 ? [] : [exactPart(same, column)];
    return [...kept, ...ways.flatMap((way) => convertedParts(way, {cells, valued, below}))];
  });
}

function isOf(label: unknown, edition: string, codes: ReadonlySet<string>): boolean {
  const [own, code = ""] = String(label).split(" ");
  return own === edition && codes.has(code);
}

function exactPart(cells: readonly StoreRow[], column: string): Part {
  const value = sumOrNull(cells.map((cell) => cell[column]));
  const amount = value ?? Number.NaN;
  return {
    exact: amount,
    estimated: 0,
    bounded: 0,
    value,
    low: amount,
    high: amount,
    used: cells,
    open: false,
  };
}

function convertedParts(
  {from, into, families}: EditionWay,
  {
    cells,
    valued,
    below,
  }: {
    readonly cells: readonly StoreRow[];
    readonly valued: readonly StoreRow[];
    readonly below: ReadonlySet<string>;
  },
): Part[] {
  const {newer, gathered} = hsBridge(from, into);
  return families.flatMap(({family, leaking, weights}) => {
    const codes = new Set(family.sources);
    const used = cells.filter(({label}) => isOf(label, from, codes));
    const asked = new Set([...family.targets.keys()].filter((at) => below.has(family.targets[at] ?? "")));
    if (used.length === 0 || asked.size === 0) return [];
    const fit = weights.get(ALL_GOODS) ?? weights.get(String(used[0]?.source)) ?? null;
    const amounts = amountsBy(valued, family.sources, from);
    const found = convertAmount({family, amounts, into: asked, weights: fit, leaking});
    const open = newer === into && [...asked].some((at) => gathered.has(family.targets[at] ?? ""));
    return found.high === 0 && used.some(({value_usd}) => Number(value_usd) > 0)
      ? []
      : [{...found, used, open}];
  });
}

function rowOf(
  parts: readonly Part[],
  {
    key,
    by,
    cells,
    params,
  }: {
    readonly key: BridgedRow["key"];
    readonly by: readonly TradeBy[];
    readonly cells: readonly StoreRow[];
    readonly params: BridgedParams;
  },
): FindingRow {
  const sum = (field: "exact" | "estimated" | "bounded" | "low" | "high") =>
    parts.reduce((total, part) => total + part[field], 0);
  const open = parts.some((part) => part.open);
  const known = finite(sum("low")) !== null;
  const whole = sum("exact") + sum("estimated") + sum("bounded");
  const percent = (field: "exact" | "estimated" | "bounded") =>
    known && whole > 0 ? (100 * sum(field)) / whole : null;
  const {currency} = params;
  return {
    ...Object.fromEntries(by.map((dimension) => [dimension, key[dimension]])),
    [`value_${currency}`]: open ? null : sumOrNull(parts.map(({value}) => value)),
    [`low_${currency}`]: finite(sum("low")),
    [`high_${currency}`]: open ? null : finite(sum("high")),
    exact_pct: percent("exact"),
    estimated_pct: percent("estimated"),
    bounded_pct: percent("bounded"),
    months: leastMonths(cells),
    records: cells.reduce((total, {records}) => total + Number(records), 0),
    source: [...new Set(cells.map(({source}) => String(source)))].sort().join(", "),
    editions: [...new Set(cells.map(({label}) => String(label).slice(0, 6)))].sort().join(", "),
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function leastMonths(cells: readonly StoreRow[]): number | null {
  const months = cells.map(({months: covered}) => covered).filter((value) => typeof value === "number");
  return months.length === 0 ? null : Math.min(...months);
}

const MEANINGS: Readonly<Record<TradeBy, FindingColumn>> = {
  reporter: {name: "reporter", unit: "text", meaning: "who reports"},
  partner: {name: "partner", unit: "text", meaning: "the other side, as the reporter states it"},
  product: {name: "product", unit: "text", meaning: "code asked for, of the asked edition"},
  period: {name: "period", unit: "period", meaning: "calendar year or month"},
  flow: {name: "flow", unit: "text", meaning: "X exports, M imports, RX re-exports"},
};

/** Columns of an answer in one edition. */
export function bridgedColumns({by, flow, currency}: BridgedParams): FindingColumn[] {
  const shown: readonly TradeBy[] = flow === null && !by.includes("flow") ? [...by, "flow"] : by;
  return [
    ...shown.map((dimension) => MEANINGS[dimension]),
    {
      name: `value_${currency}`,
      unit: currency,
      meaning:
        "trade in the asked edition: exact and estimated; missing where a part of it can only be bounded",
    },
    {
      name: `low_${currency}`,
      unit: currency,
      meaning:
        "least that it can be: lower end of the 95 % interval of the estimated part, nothing of the bounded part",
    },
    {
      name: `high_${currency}`,
      unit: currency,
      meaning:
        "most that it can be: upper end of the estimated part, all of the bounded part; missing where goods may come from anywhere",
    },
    {
      name: "exact_pct",
      unit: "percent",
      meaning: "share of the amount whose code leads to asked codes only, or was published in the edition",
    },
    {name: "estimated_pct", unit: "percent", meaning: "share that estimated weights give"},
    {
      name: "bounded_pct",
      unit: "percent",
      meaning: "share that may stand under the asked codes or not; nothing identifies it",
    },
    {
      name: "months",
      unit: "months",
      meaning: "least months of a year that a cell covers; a year of two editions has them apart",
    },
    {name: "records", unit: "count", meaning: "source records in the sum"},
    {name: "source", unit: "text", meaning: "source of the value"},
    {name: "editions", unit: "text", meaning: "editions the records were published in"},
  ];
}
