import {writeAddress} from "../../address/index.ts";
import {type Finding, parameterOf} from "../../data/index.ts";

/**
 * The question for the months around a channel: the same goods from the same origins, from the January before the
 * baseline to the end of the window. Null where the finding does not tell them, or counts in years.
 */
export function seriesAddress(finding: Finding): string | null {
  const [origins, goods, window, baseline] = ["origins", "goods", "window", "baseline"].map((name) =>
    parameterOf(finding, name),
  );
  if (!origins || !goods || !window || !baseline) return null;
  const from = baseline.slice(0, 4);
  const to = window.split("..").at(-1) ?? "";
  if (to.length < 7) return null;
  const given = /^[\d,]+$/.test(goods) ? {product: goods} : {goods};
  return writeAddress("/api/v1/trade", {
    reporter: origins,
    flow: "X",
    by: "partner,period",
    period: `${from}-01..${to}`,
    ...given,
  });
}
