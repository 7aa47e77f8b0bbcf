import {type PointerEvent, useCallback, useEffect, useMemo, useRef, useState} from "react";
import {useWidth} from "../../parts/use-width.ts";
import {words} from "../../words/index.ts";
import {arcAt, arcLayout, type Pixel, type Side} from "./arcs.ts";
import {drawMoving, drawStill, type Scene} from "./draw.ts";
import type {Flow} from "./flows.ts";
import {lensOf, projectedBy} from "./lens.ts";
import type {Place, Point} from "./places.ts";
import {dragged, type Globe, type Size, USUAL_GLOBE, zoomed} from "./projection.ts";
import {stateAt} from "./state-at.ts";
import {movingFlows} from "./thin-arcs.ts";
import {useInks} from "./use-inks.ts";
import {useShapes} from "./use-shapes.ts";
import {useTurning} from "./use-turning.ts";

const said = words.atlas;
/** Arcs that are named. */
const NAMED = 8;

interface MapProps {
  readonly flows: readonly Flow[];
  readonly known: ReadonlySet<string>;
  readonly pole: Point;
  /** The step of filling of each state; none on the map of trade. */
  readonly fills: ReadonlyMap<string, number>;
  readonly side: Side;
  /** Arcs of one width. */
  readonly even: boolean;
  readonly places: ReadonlyMap<string, Place>;
  readonly largest: number;
  /** What is said of an arc under the pointer. */
  readonly tell: (flow: Flow, name: string) => string;
  /** What is said of a state under the pointer where no arc is; null says nothing. */
  readonly tellState: ((state: string) => string) | null;
  readonly label: string;
}

/** The globe, which turns by dragging or with the arrow keys. */
export function FlowMap(props: MapProps) {
  const {flows, known, fills, pole, side, even, places, largest, label, tell, tellState} = props;
  const [holder, width] = useWidth<HTMLDivElement>(900);
  const size = useMemo(
    () => ({width, height: Math.round(Math.min(Math.max(width * 0.56, 300), 720))}),
    [width],
  );
  const [hover, setHover] = useState<Hover | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const shapes = useShapes();
  const inks = useInks(holder);
  const field = useMemo(() => ({pole, side, even, places, largest}), [pole, side, even, places, largest]);
  const moving = useMemo(() => movingFlows(flows, field), [flows, field]);
  const drawTurned = useCallback(
    (globe: Globe) => {
      const context = canvas.current?.getContext("2d");
      if (!context || inks === null) return;
      const lens = lensOf(globe, size);
      const {arcs} = arcLayout(moving.shaped, {...field, project: projectedBy(lens)});
      const ground = {
        lens,
        size,
        shapes: shapes.moving,
        known,
        fills,
        inks,
        ratio: devicePixelRatio,
        moves: true,
      };
      drawMoving(context, {ground, arcs, named: NAMED}, moving.thin);
    },
    [field, moving, size, shapes.moving, known, fills, inks],
  );
  const {globe, turn, moves} = useTurning(drawTurned);
  const lens = useMemo(() => lensOf(globe, size), [globe, size]);
  const layout = useMemo(
    () => arcLayout(flows, {...field, project: projectedBy(lens)}),
    [flows, field, lens],
  );
  const scene: Scene | null = useMemo(() => {
    if (inks === null) return null;
    const ground = {
      lens,
      size,
      shapes: shapes.still,
      known,
      fills,
      inks,
      ratio: devicePixelRatio,
      moves: false,
    };
    return {ground, arcs: layout.arcs, named: NAMED};
  }, [lens, size, shapes.still, known, fills, inks, layout]);
  const flow = hover?.flow ?? null;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || scene === null) return;
    const frame = requestAnimationFrame(() => {
      const chosen = scene.arcs.find((arc) => arc.flow === flow) ?? null;
      // A globe that moves is drawn by its movement.
      if (!moves.current) drawStill(context, scene, chosen);
    });
    return () => cancelAnimationFrame(frame);
  }, [scene, flow, moves]);
  const hoverAt = (at: Pixel): Hover | null => {
    const arc = arcAt(layout.arcs, at);
    if (arc !== null) return {flow: arc.flow, text: tell(arc.flow, arc.name), at};
    const state = tellState === null ? null : stateAt(lens, shapes.still, at);
    return state === null || tellState === null ? null : {flow: null, text: tellState(state), at};
  };
  const pointer = usePointer({canvas, size, turn, hoverAt, setHover});
  return (
    <div className="flow-map" ref={holder}>
      <canvas
        ref={canvas}
        width={Math.round(size.width * devicePixelRatio)}
        height={Math.round(size.height * devicePixelRatio)}
        style={{width: size.width, height: size.height}}
        tabIndex={0}
        role="img"
        aria-label={`${label} ${said.keys}`}
        onKeyDown={(event) => {
          const next = byKey(event.key, size);
          if (next === null) return;
          event.preventDefault();
          setHover(null);
          turn(next);
        }}
        {...pointer}
      />
      {hover !== null && (
        <p
          className="map-tip"
          role="status"
          style={{left: Math.min(hover.at[0] + 14, size.width - 240), top: hover.at[1] + 14}}
        >
          {hover.text}
        </p>
      )}
      <MapButtons turn={turn} />
      {layout.beyond.length > 0 && <p className="soft map-beyond">{said.beyond(layout.beyond.length)}</p>}
    </div>
  );
}

interface Hover {
  /** The flow of the arc under the pointer; null over a state without one. */
  readonly flow: Flow | null;
  readonly text: string;
  readonly at: Pixel;
}

function MapButtons({turn}: {readonly turn: (next: (before: Globe) => Globe) => void}) {
  return (
    <fieldset className="map-buttons">
      <legend className="unseen">{said.view}</legend>
      <button
        type="button"
        className="button"
        aria-label={said.nearer}
        onClick={() => turn((globe) => zoomed(globe, 1.4))}
      >
        +
      </button>
      <button
        type="button"
        className="button"
        aria-label={said.farther}
        onClick={() => turn((globe) => zoomed(globe, 1 / 1.4))}
      >
        −
      </button>
      <button type="button" className="button" onClick={() => turn(() => USUAL_GLOBE)}>
        {said.usualView}
      </button>
    </fieldset>
  );
}

const STEP_PX = 40;

function byKey(key: string, size: {width: number; height: number}): ((globe: Globe) => Globe) | null {
  const steps: Readonly<Record<string, Pixel>> = {
    ArrowLeft: [STEP_PX, 0],
    ArrowRight: [-STEP_PX, 0],
    ArrowUp: [0, STEP_PX],
    ArrowDown: [0, -STEP_PX],
  };
  const step = steps[key];
  if (step !== undefined) return (globe) => dragged(globe, step, size);
  if (key === "+" || key === "=") return (globe) => zoomed(globe, 1.25);
  if (key === "-") return (globe) => zoomed(globe, 1 / 1.25);
  return key === "0" ? () => USUAL_GLOBE : null;
}

interface PointerInput {
  readonly canvas: React.RefObject<HTMLCanvasElement | null>;
  readonly size: Size;
  readonly turn: (next: (before: Globe) => Globe) => void;
  readonly hoverAt: (at: Pixel) => Hover | null;
  readonly setHover: (hover: Hover | null) => void;
}

function usePointer({canvas, size, turn, hoverAt, setHover}: PointerInput) {
  const held = useRef<Pixel | null>(null);
  const placeOf = (event: PointerEvent): Pixel => {
    const box = canvas.current?.getBoundingClientRect();
    return [event.clientX - (box?.left ?? event.clientX), event.clientY - (box?.top ?? event.clientY)];
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      held.current = placeOf(event);
      canvas.current?.setPointerCapture(event.pointerId);
      setHover(null);
    },
    onPointerUp: () => {
      held.current = null;
    },
    onPointerLeave: () => setHover(null),
    onPointerMove: (event: PointerEvent) => {
      const at = placeOf(event);
      const from = held.current;
      if (from === null) {
        setHover(hoverAt(at));
        return;
      }
      held.current = at;
      turn((globe) => dragged(globe, [at[0] - from[0], at[1] - from[1]], size));
    },
  };
}
