import type {Covariance} from "../../methods/inference/index.ts";
import {kernelFault} from "../../methods/regression/index.ts";
import type {Estimated} from "./estimate.ts";
import type {FitParams} from "./params.ts";

/** How the estimates were made: stands with each of them. */
export function methodOf({family}: Pick<FitParams, "family">, covariance: Covariance): string {
  const estimator = family === "poisson" ? "Poisson pseudo-maximum likelihood" : "least squares";
  return `${estimator}, ${errorsOf(covariance)}`;
}

function errorsOf({kind, clusters}: Covariance): string {
  if (kind === "iid") return "errors of equal variance";
  if (kind === "hc0" || kind === "hc1") return `errors robust to unequal variance (${kind.toUpperCase()})`;
  const ways = clusters.map(({name, groups}) => `${name} (${whole(groups)} groups)`);
  return `errors clustered by ${ways.join(" and ")}`;
}

/** What a reader must know of one regression beside its coefficients, in a sentence. */
export function summaryOf({model, fit, covariance, slopes}: Estimated, number: number | null): string {
  const {audit, convergence, family} = fit;
  const fitted =
    family === "poisson"
      ? `log pseudo-likelihood ${digits(fit.logLikelihood)}, deviance ${digits(fit.deviance)}`
      : `log-likelihood ${digits(fit.logLikelihood)}, residual sum of squares ${digits(fit.deviance)}`;
  const effects = fit.effects.map(({name, levels}) => `${name} (${whole(levels)} levels)`);
  const varying = model.slopes.map(({name}) => {
    const own = fit.names.filter((each) => slopes.has(each) && each.startsWith(`${name}::`));
    return `${name} (${whole(own.length)} slopes)`;
  });
  return [
    `${number === null ? "" : `model ${number}, `}${model.text}: ${whole(audit.rowsUsed)} rows used`,
    ...(effects.length === 0 ? [] : [`effects ${effects.join(", ")}`]),
    ...(varying.length === 0 ? [] : [`slopes by level ${varying.join(", ")}, counted as parameters`]),
    fitted,
    `standard ${errorsOf(covariance)}${factorsOf(covariance)}`,
    `solved in ${whole(convergence.iterations)} ${convergence.iterations === 1 ? "step" : "steps"} to a relative score of ${convergence.relativeScore.toExponential(0)}`,
  ].join("; ");
}

function factorsOf({factors}: Covariance): string {
  return factors.length === 0 ? "" : `, times ${factors.map(({name}) => name).join(" and ")}`;
}

/** That fits ran slowly, and why: said once, however many regressions there are. */
export function slownessOf(fault: string | null = kernelFault()): string[] {
  if (fault === null) return [];
  return [
    `solved by the plain kernels, several times slower than the compiled ones and on one thread: ${fault}`,
  ];
}

/** What may mislead in one regression: what was left out, and what the covariance needed. */
export function warningsOf({fit, covariance, cohorts, slopes}: Estimated, number: number | null): string[] {
  const {dropped} = fit.audit;
  const collinear = fit.audit.collinear.filter((name) => !slopes.has(name));
  const idle = fit.audit.collinear.length - collinear.length;
  const separated = dropped.get("separated")?.length;
  const told = [
    ...(collinear.length === 0
      ? []
      : [`left out, because the others and the effects explain it: ${collinear.join(", ")}`]),
    ...(idle === 0
      ? []
      : [
          `${whole(idle)} slopes by level are explained by the effects and the other slopes, and were left out`,
        ]),
    ...(separated === undefined
      ? []
      : [`${whole(separated)} rows are separated and were left out: without them the estimates exist`]),
    ...(cohorts === null || cohorts.alwaysTreated === 0
      ? []
      : [
          `${whole(cohorts.alwaysTreated)} rows of cohorts treated from the first period on were left out as missing`,
        ]),
    ...(covariance.raisedEigenvalues === 0
      ? []
      : [`the covariance had ${covariance.raisedEigenvalues} negative eigenvalues, set to zero`]),
  ];
  return told.map((text) => (number === null ? text : `model ${number}: ${text}`));
}

const grouped = new Intl.NumberFormat("en-US");
const precise = new Intl.NumberFormat("en-US", {maximumSignificantDigits: 10});

function whole(value: number): string {
  return grouped.format(value);
}

function digits(value: number): string {
  return precise.format(value).replace("-", "−");
}
