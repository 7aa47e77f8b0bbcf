import type {Evidence} from "../../base/index.ts";
import {specParameters} from "../common/slice.ts";
import {TIE_SLICE_QUERY} from "../common/ties.ts";
import type {Entanglement} from "./compute.ts";
import type {MeasureChange} from "./layer.ts";
import type {RowOf} from "./rows.ts";
import {tradeUnit, turnoverSpec} from "./trade.ts";
import {poleUnit} from "./units.ts";

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
    const members = [...new Set([...unit.members(from), ...unit.members(to)])];
    return {
      row: at,
      label: `${measure.layer}/${measure.measure}: ties of the two`,
      query: TIE_SLICE_QUERY,
      parameters: {
        layer: measure.layer,
        kinds: measure.kinds,
        source: measure.source,
        item: measure.item,
        state: state ?? null,
        others: measure.absent === "none" ? [...members, ...unit.organisations] : members,
        alone: measure.statistic === "proximity",
        from,
        to,
      },
    };
  });
}
