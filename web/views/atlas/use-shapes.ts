import {useEffect, useState} from "react";
import {type Detail, outlines} from "./outlines.ts";
import {type Shape, shapesOf} from "./sphere.ts";

/** Outlines for a globe that moves and for one that rests; until one is there, the other stands for it. */
export interface Shapes {
  readonly moving: readonly Shape[];
  readonly still: readonly Shape[];
}

/** The outlines of all states, the coarse ones first. */
export function useShapes(): Shapes {
  const [held, hold] = useState<Partial<Record<Detail, readonly Shape[]>>>({});
  useEffect(() => {
    const take = (detail: Detail) =>
      outlines(detail).then(
        (found) => hold((before) => ({...before, [detail]: shapesOf(found)})),
        // Without outlines the arcs still stand; the other detail may be there.
        () => undefined,
      );
    void take("coarse").then(() => take("fine"));
  }, []);
  return {moving: held.coarse ?? held.fine ?? [], still: held.fine ?? held.coarse ?? []};
}
