/** What `network` shows: a row a state, or a row an edge. */
export const NETWORK_VIEWS = ["states", "edges"] as const;
export type NetworkView = (typeof NETWORK_VIEWS)[number];

/** What `network` was asked for. */
export interface NetworkParams {
  /** A year, month or day: ties that held on one of its days. */
  readonly date: string;
  /** A second date that the first is compared with: what it added, what ended. Null for none. */
  readonly compare: string | null;
  /** States of which one must be an end: codes, names or blocs; null for all. */
  readonly states: readonly string[] | null;
  readonly layers: readonly string[];
  readonly show: NetworkView;
}

/** A question with parts left open (null or absent): the default study fills them. */
export type NetworkRequest = {readonly [Part in keyof NetworkParams]?: NetworkParams[Part] | null};

/** The default study; every part of it is a parameter. */
export function networkParams(request: NetworkRequest): NetworkParams {
  return {
    date: request.date ?? "2020",
    compare: request.compare ?? null,
    states: request.states ?? null,
    layers: request.layers ?? ["institutions", "people", "security"],
    show: request.show ?? "states",
  };
}
