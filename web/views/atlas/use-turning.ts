import {type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState} from "react";
import {type Globe, USUAL_GLOBE} from "./projection.ts";

/** After this long without movement the globe rests. */
const REST_MS = 180;

export interface Turning {
  /** The globe as it rested last. */
  readonly globe: Globe;
  /** Turns it; drawn with the next frame. */
  readonly turn: (next: (before: Globe) => Globe) => void;
  /** Whether it moves just now. */
  readonly moves: RefObject<boolean>;
}

/** A globe that turns: each frame of its movement goes to `draw` past React, which hears of it when it rests. */
export function useTurning(draw: (globe: Globe) => void): Turning {
  const [globe, setGlobe] = useState<Globe>(USUAL_GLOBE);
  const now = useRef(globe);
  const frame = useRef<number | null>(null);
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const moves = useRef(false);
  const drawNow = useRef(draw);
  useLayoutEffect(() => {
    drawNow.current = draw;
  }, [draw]);
  const turn = useCallback((next: (before: Globe) => Globe) => {
    now.current = next(now.current);
    moves.current = true;
    frame.current ??= requestAnimationFrame(() => {
      frame.current = null;
      drawNow.current(now.current);
    });
    clearTimeout(resting.current);
    resting.current = setTimeout(() => {
      moves.current = false;
      // Another object even where it came back to its place: what was drawn last is the picture of a globe that moves.
      setGlobe({...now.current});
    }, REST_MS);
  }, []);
  useEffect(
    () => () => {
      if (frame.current !== null) cancelAnimationFrame(frame.current);
      clearTimeout(resting.current);
    },
    [],
  );
  return {globe, turn, moves};
}
