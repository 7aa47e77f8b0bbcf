import type {StoreRow} from "../../store/index.ts";
import type {TradeBy} from "./params.ts";

/** A sum of cells, with what it is made of. Amounts in whole units of the currency; null when no cell has a value. */
export interface TradeSum {
  readonly key: Readonly<Record<TradeBy, string | null>>;
  readonly value: number | null;
  readonly netKg: number | null;
  readonly sources: readonly string[];
  /** Least months that any year in the sum covers; 12 is complete. Null for questions about months. */
  readonly months: number | null;
  readonly records: number;
}

/** Sums of cells by the asked dimensions, in the order of first appearance. Dimensions not asked for are null. */
export function sumCells(
  cells: readonly StoreRow[],
  by: readonly TradeBy[],
  currency: "usd" | "eur",
): TradeSum[] {
  const groups = Map.groupBy(cells, (cell) => by.map((dimension) => cell[COLUMN[dimension]]).join("\u0000"));
  return [...groups.values()].map((group) => sumOf(group, by, currency));
}

const COLUMN: Readonly<Record<TradeBy, string>> = {
  reporter: "reporter",
  partner: "partner",
  product: "label",
  period: "period",
  flow: "flow",
};

function sumOf(group: readonly StoreRow[], by: readonly TradeBy[], currency: "usd" | "eur"): TradeSum {
  const first = group[0] ?? {};
  const part = (dimension: TradeBy): string | null =>
    by.includes(dimension) ? String(first[COLUMN[dimension]]) : null;
  return {
    key: {
      reporter: part("reporter"),
      partner: part("partner"),
      product: part("product"),
      period: part("period"),
      flow: part("flow"),
    },
    value: sumOrNull(group.map((cell) => cell[currency === "usd" ? "value_usd" : "value_eur"])),
    netKg: group.every((cell) => cell.net_kg !== null) ? sumOrNull(group.map((cell) => cell.net_kg)) : null,
    sources: [...new Set(group.map((cell) => String(cell.source)))].sort(),
    months: least(group.map((cell) => cell.months)),
    records: group.reduce((sum, cell) => sum + Number(cell.records), 0),
  };
}

/** Sum of the numbers; null when one of them is missing or there is none, because a partial sum is no sum. */
export function sumOrNull(values: readonly unknown[]): number | null {
  const numbers = values.filter((value) => typeof value === "number");
  return numbers.length === values.length && numbers.length > 0 ? numbers.reduce((a, b) => a + b, 0) : null;
}

function least(values: readonly unknown[]): number | null {
  const numbers = values.filter((value) => typeof value === "number");
  return numbers.length === 0 ? null : Math.min(...numbers);
}
