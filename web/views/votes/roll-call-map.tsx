import {useEffect, useMemo, useState} from "react";
import {useWidth} from "../../parts/use-width.ts";
import {words} from "../../words/index.ts";
import {type Outline, outlines} from "../atlas/outlines.ts";
import type {Place} from "../atlas/places.ts";
import {fillOf, VotePatterns} from "./patterns.tsx";
import type {Vote} from "./roll-call-layout.ts";
import {type Shape, worldHeight, worldShapes} from "./world.ts";

const WIDEST_PX = 1400;

/** The world with each state's vote as colour and pattern; every state has a title. */
export function RollCallMap({
  votes,
  places,
  name,
  tell,
}: {
  readonly votes: readonly Vote[];
  readonly places: ReadonlyMap<string, Place>;
  readonly name: string;
  /** What is said of a state under the pointer. */
  readonly tell: (vote: Vote) => string;
}) {
  const [ref, measured] = useWidth<HTMLDivElement>(1000);
  const width = Math.min(measured, WIDEST_PX);
  const height = worldHeight(width);
  const drawn = useCoarseOutlines();
  const byState = useMemo(() => new Map(votes.map((vote) => [vote.iso3, vote])), [votes]);
  const shapes = useMemo(
    () => (drawn.length === 0 ? [] : worldShapes(drawn, places, {width, height})),
    [drawn, places, width, height],
  );
  return (
    <div ref={ref} className="roll-call-map">
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`${name} ${words.chart.keyboard}`}
        data-picture=""
      >
        <VotePatterns />
        {shapes.map((shape) => (
          <StateShape
            key={`${shape.iso3} ${shape.small}`}
            shape={shape}
            vote={byState.get(shape.iso3) ?? null}
            tell={tell}
          />
        ))}
      </svg>
    </div>
  );
}

function StateShape({
  shape: {path, small},
  vote,
  tell,
}: {
  readonly shape: Shape;
  readonly vote: Vote | null;
  readonly tell: (vote: Vote) => string;
}) {
  // A place of its own on the map that is no state of the list, and has no vote to lack.
  if (vote === null) return small ? null : <path className="vote-land" d={path} />;
  return (
    <path className="vote-shape" d={path} fill={fillOf(vote.choice)} data-small={small}>
      <title>{tell(vote)}</title>
    </path>
  );
}

function useCoarseOutlines(): readonly Outline[] {
  const [found, setFound] = useState<readonly Outline[]>([]);
  useEffect(() => {
    let current = true;
    outlines("coarse").then(
      (shapes) => current && setFound(shapes),
      // Without outlines the lists of states below still say all.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  return found;
}
