import type {SourceRow} from "./source.ts";
import type {WorldRow} from "./world.ts";

// What the publisher takes imports to be above exports for freight and insurance, whatever they are in truth.
const FREIGHT = 1.05;

/**
 * A world's products as one figure a pair, as BACI gives them: the mean of the exporter's figure and the importer's less
 * freight; where one of them is silent, the other's alone. Exports only, and no word on who said what.
 */
export function reconciled(rows: readonly WorldRow[]): SourceRow[] {
  const pairs = new Map<string, {readonly row: WorldRow; readonly values: readonly number[]}>();
  for (const row of rows) {
    if (row.book !== "customs") continue;
    const told =
      row.flow === "X" ? row : {...row, reporter: row.partner, partner: row.reporter, flow: "X" as const};
    const key = `${told.period} ${told.reporter} ${told.partner} ${told.product}`;
    const value = row.flow === "X" ? row.value : row.value / FREIGHT;
    const before = pairs.get(key);
    pairs.set(key, {row: told, values: [...(before === undefined ? [] : before.values), value]});
  }
  return [...pairs.values()].map(({row: {period, reporter, partner, flow, product}, values}) => ({
    period,
    reporter,
    partner,
    flow,
    product,
    value: values.reduce((sum, value) => sum + value, 0) / values.length,
  }));
}
