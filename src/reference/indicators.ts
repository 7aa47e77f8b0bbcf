import {SourceError} from "../base/index.ts";
import {lazy, readTable} from "./table.ts";

/** A row of reference/indicators/indicators.csv: a figure of one state, in which unit, of which layer. */
export interface Indicator {
  readonly layer: string;
  /** Unique. */
  readonly indicator: string;
  readonly unit: string;
  readonly meaning: string;
}

const FILE = "indicators/indicators.csv";

/** Every indicator, sorted by layer and name. @throws SourceError "indicator-twice" */
export const indicators: () => readonly Indicator[] = lazy(() => {
  const rows = readTable(FILE, ["layer", "indicator", "unit", "meaning"]);
  const names = rows.map(({indicator}) => indicator);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return rows;
  throw new SourceError("indicator-twice", {
    message: `indicator "${twice}" stands twice`,
    where: `reference/${FILE}`,
    hint: "keep one of the two rows",
  });
});
