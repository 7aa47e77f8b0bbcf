import {UsageError} from "../../base/index.ts";
import type {Literal, ModelFormula} from "../../methods/formula/index.ts";
import {type EventStudy, eventStudy, type SunAbraham, sunAbraham} from "../../methods/inference/index.ts";
import type {Estimated} from "./estimate.ts";
import type {EventParams} from "./params.ts";

/** A series by period, and the averages over cohorts where `sunab()` made it. */
export interface Study {
  readonly series: EventStudy;
  readonly average: SunAbraham | null;
}

/** The reference period of a formula that writes none. */
const USUAL_REFERENCE = -1;

/** The one regression of a formula. @throws UsageError "several-regressions" */
export function onlyModel(models: readonly ModelFormula[]): ModelFormula {
  const [only, ...more] = models;
  if (only !== undefined && more.length === 0) return only;
  throw new UsageError("several-regressions", {
    message: `the formula stands for ${models.length} regressions; events takes one`,
    where: "formula",
    hint: "ask for one at a time, or use fit",
  });
}

/** The series of the fitted regression. @throws UsageError "no-periods", "several-series", "reference-estimated" */
export function studyOf({model, fit, covariance, cohorts, weights}: Estimated, params: EventParams): Study {
  const referencePeriod = params.reference ?? referenceOf(model, params.series) ?? USUAL_REFERENCE;
  const options = {referencePeriod, level: params.level / 100};
  if (cohorts === null) {
    const variable = params.series === null ? {} : {variable: params.series};
    return {series: eventStudy(fit, covariance, {...options, ...variable}), average: null};
  }
  const average = sunAbraham(fit, covariance, cohorts, {weights});
  return {series: eventStudy(average.periods, average.periods.covariance, options), average};
}

/** The first period that `ref` names in `i()` or `sunab()`; null where none is named. */
function referenceOf({terms}: ModelFormula, series: string | null): number | null {
  for (const factor of terms.flatMap(({factors}) => factors)) {
    if (factor.kind === "cohorts") return firstNumber(factor.refPeriods);
    const isSeries =
      factor.kind === "levels" &&
      factor.variable.kind === "name" &&
      (series ?? factor.variable.name) === factor.variable.name;
    if (isSeries && factor.ref !== null && factor.ref !== "first") return firstNumber(factor.ref);
  }
  return null;
}

function firstNumber(literals: readonly Literal[]): number | null {
  const [first] = literals;
  return typeof first === "number" ? first : null;
}
