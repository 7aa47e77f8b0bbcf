import {logGamma} from "../special/index.ts";
import type {Vector} from "./engine.ts";
import type {Prepared} from "./prepare.ts";

/** The log pseudo-likelihood and the deviance, from the outcome and the working weights in the solver's memory, both divided by `scale`. */
export function poissonLikelihood(
  prepared: Prepared,
  outcome: Vector,
  scale: number,
): {logLikelihood: number; deviance: number} {
  const {design, sample, panel} = prepared;
  const {source} = panel.layout;
  const {weights} = design;
  const [means, outcomes] = [panel.weight.cells, outcome.cells];
  let [logLikelihood, deviance] = [0, 0];
  // This loop goes over every row, so that it reads without the checked helpers.
  for (let at = 0; at < means.length; at++) {
    const used = source[at] ?? -1;
    if (used < 0) continue;
    const weight = weights === null ? 1 : (weights[sample.rows[used] ?? -1] ?? Number.NaN);
    const weighted = (means[at] ?? Number.NaN) * scale;
    const value = ((outcomes[at] ?? Number.NaN) * scale) / weight;
    if (value > 0) {
      const mean = weighted / weight;
      const logMean = Math.log(mean);
      logLikelihood += weight * (value * logMean - mean - logGamma(value + 1));
      deviance += 2 * weight * (value * (Math.log(value) - logMean) - (value - mean));
    } else {
      logLikelihood -= weighted;
      deviance += 2 * weighted;
    }
  }
  return {logLikelihood, deviance: Math.max(0, deviance)};
}
