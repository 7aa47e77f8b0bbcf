import {yearOf} from "../../base/index.ts";
import type {Reader} from "../../store/index.ts";
import {growthFinding, growthParams} from "../growth/index.ts";
import {numberIn, textIn} from "./asked.ts";
import type {Entry, Part} from "./entry.ts";
import type {DossierParams} from "./params.ts";

/** Output against a synthetic control: the levels of the last year, and the mean difference with the placebos' spread. */
export async function growthPart(store: Reader, {state, shock, to}: DossierParams): Promise<Part> {
  const finding = await growthFinding(store, growthParams({state, shock, to}));
  const base = yearOf(shock) - 1;
  const last = finding.rows.length - 1;
  const after = finding.rows.flatMap(({period}, row) => (Number(period) > base ? [row] : []));
  const common = {
    section: "growth",
    unit: `(${base} = 100)`,
    source: finding.lineage.map(({source}) => source).join(", "),
  } as const;
  const levels = (["observed", "counterfactual"] as const).map(
    (column): Entry => ({
      ...common,
      item: column === "observed" ? "output at constant prices" : "the same of its synthetic control",
      period: textIn(finding, last, "period"),
      value: numberIn(finding, last, column),
      origins: [{finding, rows: [last]}],
    }),
  );
  const [effect] = finding.estimates;
  if (effect === undefined) return {entries: levels, gaps: [], findings: [finding]};
  const difference: Entry = {
    ...common,
    item: "difference from the synthetic control, mean of the years after",
    period: `${base + 1}..${textIn(finding, last, "period")}`,
    value: effect.estimate,
    low: effect.conf_low,
    high: effect.conf_high,
    unit: "index points",
    said: `p ${effect.p_value?.toFixed(3)} by rank; ${effect.method}, whose spread gives the interval`,
    origins: [{finding, rows: after}],
  };
  return {entries: [...levels, difference], gaps: [], findings: [finding]};
}
