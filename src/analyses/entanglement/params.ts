import {type Day, day} from "../../base/index.ts";

/** What `entanglement` shows, a row each: state × pole × layer, or × measure; state × pole over all layers; what moved it; an index. */
export const ENTANGLEMENT_VIEWS = ["layers", "measures", "composite", "split", "index"] as const;
export type EntanglementView = (typeof ENTANGLEMENT_VIEWS)[number];

/** What `entanglement` was asked for. */
export interface EntanglementParams {
  /** Whose ties: codes, names or blocs; null for the states of the study that are no pole. */
  readonly states: readonly string[] | null;
  /** The poles that are compared: ids of reference/blocs/poles.csv; null for all. Shares add up to one over them. */
  readonly poles: readonly string[] | null;
  /** Only rows of this pole; the comparison stays. Null for all. */
  readonly pole: string | null;
  /** Null for every layer that has a measure. */
  readonly layers: readonly string[] | null;
  /** First and last year; years before that of the shock are before, it and later ones after. */
  readonly from: number;
  readonly to: number;
  readonly shock: Day;
  readonly show: EntanglementView;
  /** Draws of the weightings and of rank correlations. */
  readonly draws: number;
  readonly seed: number;
}

/** A question with parts left open (null or absent): the default study fills them. */
export type EntanglementRequest = {
  readonly [Part in keyof EntanglementParams]?: EntanglementParams[Part] | null;
};

/** The default study; every part of it is a parameter. */
export function entanglementParams(request: EntanglementRequest): EntanglementParams {
  return {
    states: request.states ?? null,
    poles: request.poles ?? null,
    pole: request.pole ?? null,
    layers: request.layers ?? null,
    from: request.from ?? 2017,
    to: request.to ?? 2025,
    shock: request.shock ?? day("2022-02-24"),
    show: request.show ?? "layers",
    draws: request.draws ?? 999,
    seed: request.seed ?? 20_220_224,
  };
}
