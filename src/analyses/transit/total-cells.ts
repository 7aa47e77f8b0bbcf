import {monthsReported, type TradeSlice, totalCells} from "../../layers/trade/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {monthsIn} from "../common/total-cells.ts";

/**
 * Cells of all goods together, one read for all sources; null where a slice asks for something else, which `tradeCells` answers.
 *
 * As there, a year of a reporter is taken as published where it is, and else added up from its months, with `months` telling how many.
 */
export async function totalCellsOf(
  store: Reader,
  slices: readonly (TradeSlice & {readonly source: string})[],
): Promise<StoreRow[] | null> {
  const [first] = slices;
  if (first === undefined || !slices.every(isOfStates)) return null;
  const {flows, range, basis, partners} = first;
  const [rows, months] = await Promise.all([
    store.rows(
      totalCells({
        voices: slices.map(({source, reporters}) => ({source, reporters: codesOf(reporters) ?? []})),
        partners: codesOf(partners),
        flows,
        range,
        basis,
      }),
    ),
    range.frequency === "A" ? store.rows(monthsReported()) : [],
  ]);
  const bySource = Map.groupBy(rows, ({source}) => String(source));
  const own = slices.flatMap(({source}) => bySource.get(source) ?? []);
  return range.frequency === "A" ? wholeFirst(own, months) : own.map((row) => ({...row, label: "TOTAL"}));
}

/** True for all goods of one source, where reporters and partners are states at all times. */
function isOfStates({goods, reporters, partners, splitPartners}: TradeSlice): boolean {
  const members = [...(reporters ?? []), ...(partners ?? [])];
  return (
    goods.kind === "total" &&
    reporters !== null &&
    splitPartners &&
    members.every(({unit, member}) => unit === member && unit !== "W00") &&
    members.every(({first, last}) => first === 0 && last === 999_912)
  );
}

function codesOf(members: TradeSlice["partners"]): string[] | null {
  return members === null ? null : members.map(({member}) => member);
}

// The choice is one of a reporter's year: its partners are never mixed from both.
function wholeFirst(rows: readonly StoreRow[], months: readonly StoreRow[]): StoreRow[] {
  const known = new Map(
    months.map(({source, reporter, flow, year, months: count}) => [
      `${source} ${reporter} ${flow} ${year}`,
      monthsIn(Number(count)),
    ]),
  );
  const keyOf = ({source, reporter, flow, period}: StoreRow) => `${source} ${reporter} ${flow} ${period}`;
  const published = new Set(rows.filter(({frequency}) => frequency === "A").map(keyOf));
  return rows.flatMap((row) => {
    if (row.frequency === "A") return [{...row, label: "TOTAL", months: 12}];
    if (published.has(keyOf(row))) return [];
    return [{...row, label: "TOTAL", months: known.get(keyOf(row)) ?? null}];
  });
}
