/** What `pole-ties` shows: one measure's ties of a pole, or the measures that the store holds. */
export const POLE_TIE_VIEWS = ["ties", "measures"] as const;
export type PoleTieView = (typeof POLE_TIE_VIEWS)[number];

/** What `pole-ties` was asked for. */
export interface PoleTieParams {
  /** A pole of the study, a state or a bloc. */
  readonly pole: string;
  readonly layer: string;
  /** A measure of the layer; null for the first that the store holds. */
  readonly measure: string | null;
  /** First and last year. */
  readonly from: number;
  readonly to: number;
  readonly show: PoleTieView;
}

/** A question with parts left open (null or absent): the default study fills them. */
export type PoleTieRequest = {readonly [Part in keyof PoleTieParams]?: PoleTieParams[Part] | null};

/** The default study; every part of it is a parameter. */
export function poleTieParams(request: PoleTieRequest): PoleTieParams {
  return {
    pole: request.pole ?? "RUS",
    layer: request.layer ?? "institutions",
    measure: request.measure ?? null,
    from: request.from ?? 1990,
    to: request.to ?? 2025,
    show: request.show ?? "ties",
  };
}
