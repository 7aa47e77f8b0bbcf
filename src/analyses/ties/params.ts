import type {PeriodRange} from "../../base/index.ts";

/** How a tie lies in time: from a day to a day, at a day, or as a value of a period. */
export const TIE_FORMS = ["spell", "event", "value"] as const;
export type TieForm = (typeof TIE_FORMS)[number];

/** What `ties` was asked for. */
export interface TieParams {
  readonly states: readonly string[] | null;
  readonly partners: readonly string[] | null;
  readonly layers: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  /** Spells, events or values; null for all. */
  readonly forms: readonly TieForm[] | null;
  /** A year, month or day. */
  readonly date: string | null;
  readonly period: PeriodRange | null;
  readonly source: string | null;
  /** The ties themselves, their number by source, what sources say against each other, or what is covered. */
  readonly show: "ties" | "counts" | "disagreements" | "coverage";
}

/** Every tie that the store holds; a question narrows it. */
export const EVERY_TIE: TieParams = {
  states: null,
  partners: null,
  layers: null,
  kinds: null,
  forms: null,
  date: null,
  period: null,
  source: null,
  show: "ties",
};
