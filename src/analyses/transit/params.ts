import {type Day, day, type PeriodRange} from "../../base/index.ts";

/** One row a hub, or a hub's products, periods or origins. */
export type TransitBy = "hub" | "product" | "period" | "origin";

/** The question of `transit`. Parts left null are chosen from what the store covers, and the finding says which. */
export interface TransitParams {
  /** Exporting states or blocs. */
  readonly origins: readonly string[];
  /** States whose imports are held against the origins' exports; null takes every importer that both sides are known of. */
  readonly hubs: readonly string[] | null;
  /** `TOTAL`, codes with commas between them, or a goods list of `reference/goods`. */
  readonly goods: string;
  /** Digits of the products that all goods are told apart by; null for all goods together, or chapters where rows are products. */
  readonly digits: 2 | 4 | 6 | null;
  /** Years or months; null takes every year from the shock's on that both sides cover. */
  readonly period: PeriodRange | null;
  /** Years to take the usual gap from; null takes up to five before the shock. */
  readonly baseline: PeriodRange | null;
  readonly shock: Day;
  /** Where the goods may go on to; it is neither origin, hub nor control. Null for none. */
  readonly target: string | null;
  /** Importers whose change is taken off; null takes all others that both sides are known of, if there are enough. */
  readonly controls: readonly string[] | null;
  /** Share by which imports exceed exports for freight; null estimates it from the store. */
  readonly margin: number | null;
  /** Share of imports added before they are held against exports; for `orphans_usd` alone. */
  readonly tolerance: number;
  readonly by: TransitBy;
  readonly seed: number;
}

/** A question with parts left open (null or absent): the default study fills them. */
export type TransitRequest = {readonly [Part in keyof TransitParams]?: TransitParams[Part] | null};

/** The default study; every part of it is a parameter. */
export function transitParams(request: TransitRequest): TransitParams {
  return {
    origins: request.origins ?? ["EU27"],
    hubs: request.hubs ?? null,
    goods: request.goods ?? "TOTAL",
    digits: request.digits ?? null,
    period: request.period ?? null,
    baseline: request.baseline ?? null,
    shock: request.shock ?? day("2022-02-24"),
    target: request.target ?? null,
    controls: request.controls ?? null,
    margin: request.margin ?? null,
    tolerance: request.tolerance ?? NO_TOLERANCE,
    by: request.by ?? "hub",
    seed: request.seed ?? 20220224,
  };
}

const NO_TOLERANCE = 0;
