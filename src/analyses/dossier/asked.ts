import {type Finding, RoundaboutError} from "../../base/index.ts";
import {poles} from "../../reference/index.ts";
import type {Gap, Part} from "./entry.ts";

/** A pole as the layers name it: a state, or a bloc with the id of its members' list. */
export interface PoleUnit {
  readonly id: string;
  /** ISO3, or the bloc's id: `EU27`. */
  readonly unit: string;
  readonly isBloc: boolean;
}

/** The poles, without the state itself. */
export function otherPoles(state: string): PoleUnit[] {
  return poles()
    .filter(({member}) => member !== state)
    .map(({id, member, kind}) => ({id, unit: member, isBloc: kind === "bloc"}));
}

/**
 * A part, or the reason why it has none: what the person cannot mend here is said, and everything else goes on being an error.
 */
export async function orGap(item: string, ask: () => Promise<Part>): Promise<Part> {
  try {
    return await ask();
  } catch (thrown) {
    if (!(thrown instanceof RoundaboutError) || thrown.status >= 500) throw thrown;
    const gap: Gap = {item, reason: thrown.message};
    return {entries: [], gaps: [gap], findings: []};
  }
}

/** Sources of the records behind some rows; of the whole finding where the records do not name one. */
export function sourcesBehind({evidence, lineage}: Finding, rows: readonly number[]): string {
  const named = evidence.flatMap(({row, parameters: {source}}) =>
    rows.includes(row) && typeof source === "string" ? [source] : [],
  );
  const known = named.length > 0 ? named : lineage.map(({source}) => source);
  return [...new Set(known)].sort().join(", ");
}

/** A number in a cell of a part; null for anything else. */
export function numberIn({rows}: Finding, row: number, column: string): number | null {
  const cell = rows[row]?.[column];
  return typeof cell === "number" ? cell : null;
}

/** A text in a cell of a part; null for anything else. */
export function textIn({rows}: Finding, row: number, column: string): string | null {
  const cell = rows[row]?.[column];
  return typeof cell === "string" ? cell : null;
}
