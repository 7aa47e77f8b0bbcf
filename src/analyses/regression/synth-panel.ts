import {UsageError} from "../../base/index.ts";
import {levelCodes, levelsColumn, numbersOf, rowNumber, type Table} from "../../methods/formula/index.ts";
import {balancedPanel, type Panel} from "../../methods/synthetic/index.ts";
import type {ParsedText, SynthParams} from "./params.ts";

/**
 * The panel that the columns name.
 *
 * @throws UsageError as `balancedPanel` does, "missing-key" where a unit or a period is missing
 */
export function panelOf(table: Table, {unit, time, outcome, treated}: SynthParams): Panel {
  return balancedPanel({
    unit: labels(table, unit, "unit").map(String),
    time: labels(table, time, "period"),
    outcome: numbersOf({text: outcome.text, table}, outcome.piece),
    treated: numbersOf({text: treated.text, table}, treated.piece),
  });
}

function labels(table: Table, {text, piece}: ParsedText, what: string): (number | string)[] {
  const {codes, levels} = levelCodes(levelsColumn({text, table}, piece));
  return Array.from(codes, (code, row) => {
    const label = levels[code];
    if (label !== undefined) return label;
    throw new UsageError("missing-key", {
      message: `${text} is missing in row ${rowNumber(table, row)}, where the ${what} stands`,
      where: `row ${rowNumber(table, row)}`,
      hint: `fill it in, or leave the row out: --where "!is.na(${text})"`,
    });
  });
}
