import {seeded, UsageError} from "../../base/index.ts";
import {nullScores, type WildTest, wildBootstrap} from "../../methods/inference/index.ts";
import {fitLeastSquares, fitPoisson} from "../../methods/regression/index.ts";
import {INTERCEPT} from "../../methods/regression/intercept.ts";
import type {Estimated} from "./estimate.ts";
import type {BootstrapChoice, Running} from "./params.ts";

/**
 * A wild cluster bootstrap of each coefficient that is shown against zero, the hypothesis imposed; null for the constant of a Poisson
 * regression, which cannot be fixed at zero here. Every coefficient draws from the same seed.
 *
 * @throws UsageError "bootstrap-clusters" unless errors are clustered one way
 */
export async function bootstrapOf(
  {fit, design, clusters, slopes}: Estimated,
  {weights, draws, seed}: BootstrapChoice,
  {signal, progress}: Running,
): Promise<(WildTest | null)[]> {
  const [by, ...more] = clusters;
  if (by === undefined || more.length > 0) throw notOneWay(clusters.map(({name}) => name));
  // What is collinear would stand in for the coefficient that the hypothesis takes out.
  const regressors = design.regressors.filter(({name}) => fit.names.includes(name));
  const tests: (WildTest | null)[] = [];
  for (const coefficient of fit.names.filter((name) => !slopes.has(name))) {
    progress(`bootstrap of ${coefficient}`);
    const options = {by, coefficient, weights, draws, random: seeded(seed), signal};
    if (fit.family === "gaussian") tests.push(wildBootstrap(fit, options));
    else if (coefficient === INTERCEPT) tests.push(null);
    else {
      const scores = await nullScores(
        {...design, regressors},
        {rows: fit.rows, coefficient},
        {
          poisson: (given) => fitPoisson(given, {signal}),
          leastSquares: (given) => fitLeastSquares(given, {signal}),
        },
      );
      tests.push(wildBootstrap(fit, {...options, scores}));
    }
  }
  return tests;
}

/** How the bootstrap was made, in a sentence. */
export function bootstrapText(tests: readonly (WildTest | null)[], {weights, seed}: BootstrapChoice): string {
  const [first] = tests.flatMap((test) => test ?? []);
  if (first === undefined) return "boot_p_value: the regression has no coefficient to draw for";
  const how = first.kind === "refit" ? "refitted" : "of the scores (Kline & Santos 2012)";
  const drawn = first.exhaustive
    ? `all ${first.draws} signs of ${first.groups} groups`
    : `${first.draws} draws over ${first.groups} groups, ${weights} weights, seed ${seed}`;
  return `boot_p_value: wild cluster bootstrap ${how} under the hypothesis that the coefficient is zero; ${drawn}`;
}

function notOneWay(names: readonly string[]): UsageError {
  return new UsageError("bootstrap-clusters", {
    message: `the wild bootstrap needs errors clustered one way; there ${names.length === 0 ? "is none" : `are ${names.join(" and ")}`}`,
    where: "--boot",
    hint: "add --vcov cluster:A, usually the coarsest grouping",
  });
}
