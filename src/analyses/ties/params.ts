import type {PeriodRange} from "../../base/index.ts";

/** What `ties` was asked for. */
export interface TieParams {
  readonly states: readonly string[] | null;
  readonly partners: readonly string[] | null;
  readonly layers: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  /** A year, month or day. */
  readonly date: string | null;
  readonly period: PeriodRange | null;
  readonly source: string | null;
  /** The ties themselves, their number by source, what sources say against each other, or what is covered. */
  readonly show: "ties" | "counts" | "disagreements" | "coverage";
}
