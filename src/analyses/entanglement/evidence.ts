import type {Cell, Evidence} from "../../base/index.ts";
import type {TieMeasure} from "../../reference/index.ts";
import {specParameters} from "../common/slice.ts";
import {TIE_SLICE_QUERY} from "../common/ties.ts";
import type {Entanglement} from "./compute.ts";
import type {MeasureChange} from "./layer.ts";
import type {RowOf} from "./rows.ts";
import {tradeUnit, turnoverSpec} from "./trade.ts";
import {poleUnit, type Unit} from "./units.ts";

/** The source rows of the state and the pole of a row, one entry a measure. */
export function evidenceOf(
  {row: {state, pole}, measures}: RowOf,
  at: number,
  {windows}: Entanglement,
): Evidence[] {
  const [from, to] = [windows.before.from, windows.after.to];
  return measures.map(({series: {measure}}: MeasureChange) => {
    if (measure.statistic === "trade") {
      const unit = tradeUnit(String(pole));
      return {
        row: at,
        label: `${measure.layer}/${measure.measure}: trade as both report it`,
        query: "trade-records",
        parameters: {
          ...specParameters(turnoverSpec({reporters: [String(state)], partners: [unit], from, to})),
          mirror: true,
        },
      };
    }
    const unit = poleUnit(String(pole));
    return tiesOfTwo(measure, {row: at, state: state ?? null, pole: unit, from, to});
  });
}

/** The records behind what a measure says of a state and a pole in a span of years. */
export function tiesOfTwo(
  {layer, measure, kinds, source, item, absent, statistic}: TieMeasure,
  {
    row,
    state,
    pole,
    from,
    to,
  }: {
    readonly row: number;
    readonly state: Cell;
    readonly pole: Unit;
    readonly from: number;
    readonly to: number;
  },
): Evidence {
  const members = [...new Set([...pole.members(from), ...pole.members(to)])];
  return {
    row,
    label: `${layer}/${measure}: ties of the two`,
    query: TIE_SLICE_QUERY,
    parameters: {
      layer,
      kinds,
      source,
      item,
      state,
      others: absent === "none" ? [...members, ...pole.organisations] : members,
      alone: statistic === "proximity",
      from,
      to,
    },
  };
}
