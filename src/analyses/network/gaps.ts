import {tiesOutsideStudy} from "../../layers/ties/index.ts";
import type {TieMeasure} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {isOutside} from "../entanglement/cut.ts";
import type {NetworkAt} from "./graphs.ts";

/** What the data leave unknown in a network. */
export interface Gaps {
  /** Measures whose data hold only pairs with a state of the study, as `people/asylum`: a whole network is not in them. */
  readonly cut: readonly string[];
  /** Layers of these. */
  readonly layers: ReadonlySet<string>;
  /** A state that the study is not about. */
  readonly isOutside: (state: string) => boolean;
  /** Whether nobody looked at two states, so that no tie listed is no tie known to be absent. */
  readonly isUnknown: (one: string, other: string) => boolean;
}

/**
 * Gaps of the network on a date. What was gathered for the study says nothing of two other states; data that hold no such pair at all were
 * cut. Measures without a tie on the date leave nothing.
 */
export async function gapsOf(
  store: Reader,
  measures: readonly TieMeasure[],
  {at, year}: {readonly at: NetworkAt | undefined; readonly year: number},
): Promise<Gaps> {
  const tied = new Set(at?.slices.flatMap(({stratum, ties}) => (ties.length > 0 ? [stratum.id] : [])));
  const own = measures.filter(({layer, measure}) => tied.has(`${layer}/${measure}`));
  const held = new Set(
    own.length === 0
      ? []
      : (await store.rows(tiesOutsideStudy(own))).map(({measure}) => own[Number(measure)]),
  );
  const cut = own.filter((one) => one.absent !== "none" && !held.has(one));
  const isForeign = (state: string) => isOutside(state, year);
  const isPartial = own.some((one) => one.absent === "none") || cut.length > 0;
  return {
    cut: cut.map(({layer, measure}) => `${layer}/${measure}`),
    layers: new Set(cut.map(({layer}) => layer)),
    isOutside: isForeign,
    isUnknown: (one, other) => isPartial && isForeign(one) && isForeign(other),
  };
}
