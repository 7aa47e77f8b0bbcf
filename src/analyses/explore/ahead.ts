import type {Reader} from "../../store/index.ts";
import {namedCells} from "./cells.ts";
import type {Progress} from "./gather.ts";
import {LEAST_RECORDS} from "./kept-cells.ts";
import type {ExploreParams} from "./params.ts";
import {chosenStrand, type KnownStrand, knownStrands, layerStrand} from "./strand.ts";

/** What a page asks first: all exports of the source with the most. */
const FIRST: ExploreParams = {
  by: "total",
  source: null,
  flow: "X",
  frequency: null,
  basis: "origin",
  goods: null,
  period: null,
  reporters: null,
  partners: null,
  chapters: null,
};

/** Of what cells were gathered ahead. */
export type GatheredAhead = Pick<KnownStrand, "source" | "flow" | "frequency" | "records">;

/**
 * Gathers the cells that `explore` is asked for first and keeps them beside the store, so that this question does not wait. Nothing
 * where they are gathered in a second or two anyway, or lie there.
 *
 * @param least records from which cells are kept
 * @returns of what; null where nothing was to be done
 * @throws what gathering throws: the store is then as good as before, and `explore` says the same when it is asked
 */
export async function gatherAhead(
  store: Reader,
  tell: (strand: GatheredAhead, progress: Progress) => void,
  least: number = LEAST_RECORDS,
): Promise<GatheredAhead | null> {
  const known = (await knownStrands(store)).filter(({flow}) => flow === FIRST.flow);
  if (known.length === 0) return null;
  const strand = chosenStrand(known, FIRST);
  if (strand.records < least) return null;
  let told = false;
  await namedCells(store, layerStrand(strand, FIRST), {
    least,
    tell: (progress) => {
      told = true;
      tell(strand, progress);
    },
  });
  return told ? strand : null;
}
