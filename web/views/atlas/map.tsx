import {type PointerEvent, useCallback, useEffect, useMemo, useRef, useState} from "react";
import {useWidth} from "../../parts/use-width.ts";
import {words} from "../../words/index.ts";
import {type Arc, type ArcLayout, arcAt, arcLayout, isHasty, type Pixel, samplesOf} from "./arcs.ts";
import {drawScene, type Inks, inksOf} from "./draw.ts";
import type {Flow} from "./flows.ts";
import {type Detail, type Outline, outlines} from "./outlines.ts";
import type {Place, Point} from "./places.ts";
import {dragged, type Globe, projectedBy, projectionOf, USUAL_GLOBE, zoomed} from "./projection.ts";

const said = words.atlas;
/** Arcs that are named. */
const NAMED = 8;
/** After this long without movement the fine outlines come back. */
const REST_MS = 180;

interface MapProps {
  readonly flows: readonly Flow[];
  readonly known: ReadonlySet<string>;
  readonly pole: Point;
  readonly side: "from" | "to";
  readonly places: ReadonlyMap<string, Place>;
  readonly largestUsd: number;
  /** What is said of an arc under the pointer. */
  readonly tell: (flow: Flow, name: string) => string;
  readonly label: string;
}

/** The globe, which turns by dragging or with the arrow keys. */
export function FlowMap(props: MapProps) {
  const {flows, known, pole, side, places, largestUsd, label, tell} = props;
  const [holder, width] = useWidth<HTMLDivElement>(900);
  const size = useMemo(
    () => ({width, height: Math.round(Math.min(Math.max(width * 0.56, 300), 720))}),
    [width],
  );
  const [globe, setGlobe] = useState<Globe>(USUAL_GLOBE);
  const [moving, setMoving] = useState(false);
  const [hover, setHover] = useState<{readonly arc: Arc; readonly at: Pixel} | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const shapes = useOutlines(moving ? "coarse" : "fine");
  const inks = useInks(holder);
  const hasty = isHasty(flows, moving);
  const layout: ArcLayout = useMemo(() => {
    const project = projectedBy(projectionOf(globe, size), globe);
    return arcLayout(flows, {pole, side, places, project, largestUsd, samples: samplesOf(hasty)});
  }, [flows, pole, side, places, largestUsd, globe, size, hasty]);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context || inks === null) return;
    const frame = requestAnimationFrame(() => {
      const projection = projectionOf(globe, size);
      const chosen = layout.arcs.find(({flow}) => flow === hover?.arc.flow) ?? null;
      drawScene(context, {
        projection,
        globe,
        moving,
        size,
        ratio: devicePixelRatio,
        outlines: shapes,
        known,
        arcs: layout.arcs,
        chosen,
        hasty,
        named: NAMED,
        inks,
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [globe, size, layout, shapes, known, inks, hover, hasty, moving]);
  const turn = useCallback((next: (before: Globe) => Globe) => {
    setMoving(true);
    setGlobe(next);
  }, []);
  useRest(
    moving,
    globe,
    useCallback(() => setMoving(false), []),
  );
  const pointer = usePointer({canvas, size, turn, arcs: layout.arcs, setHover});
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
          {tell(hover.arc.flow, hover.arc.name)}
        </p>
      )}
      <MapButtons turn={turn} />
      {layout.beyond.length > 0 && <p className="soft map-beyond">{said.beyond(layout.beyond.length)}</p>}
    </div>
  );
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

/** Outlines of the wanted detail; until they are there, those of the other. */
function useOutlines(wanted: Detail): readonly Outline[] {
  const [held, hold] = useState<Partial<Record<Detail, readonly Outline[]>>>({});
  useEffect(() => {
    const take = (detail: Detail) =>
      outlines(detail).then(
        (found) => hold((before) => ({...before, [detail]: found})),
        // Without outlines the arcs still stand; the other detail may be there.
        () => undefined,
      );
    void take("coarse").then(() => take("fine"));
  }, []);
  return held[wanted] ?? held.coarse ?? [];
}

/** The page's colours, anew when light and dark change places. */
function useInks(holder: React.RefObject<HTMLElement | null>): Inks | null {
  const [inks, setInks] = useState<Inks | null>(null);
  useEffect(() => {
    const read = () => holder.current !== null && setInks(inksOf(holder.current));
    read();
    const system = matchMedia("(prefers-color-scheme: dark)");
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
    system.addEventListener("change", read);
    return () => {
      observer.disconnect();
      system.removeEventListener("change", read);
    };
  }, [holder]);
  return inks;
}

function useRest(moving: boolean, globe: Globe, rest: () => void): void {
  // Each movement puts the rest off: that is what the globe is here for.
  useEffect(() => {
    if (!moving || globe === null) return;
    const timer = setTimeout(rest, REST_MS);
    return () => clearTimeout(timer);
  }, [moving, globe, rest]);
}

interface PointerInput {
  readonly canvas: React.RefObject<HTMLCanvasElement | null>;
  readonly size: {readonly width: number; readonly height: number};
  readonly turn: (next: (before: Globe) => Globe) => void;
  readonly arcs: readonly Arc[];
  readonly setHover: (hover: {readonly arc: Arc; readonly at: Pixel} | null) => void;
}

function usePointer({canvas, size, turn, arcs, setHover}: PointerInput) {
  const held = useRef<Pixel | null>(null);
  const placeOf = (event: PointerEvent): Pixel => {
    const box = canvas.current?.getBoundingClientRect();
    return [event.clientX - (box?.left ?? event.clientX), event.clientY - (box?.top ?? event.clientY)];
  };
  return {
    onPointerDown: (event: PointerEvent) => {
      held.current = placeOf(event);
      canvas.current?.setPointerCapture(event.pointerId);
    },
    onPointerUp: () => {
      held.current = null;
    },
    onPointerLeave: () => setHover(null),
    onPointerMove: (event: PointerEvent) => {
      const at = placeOf(event);
      const from = held.current;
      if (from === null) {
        const arc = arcAt(arcs, at);
        setHover(arc === null ? null : {arc, at});
        return;
      }
      held.current = at;
      setHover(null);
      turn((globe) => dragged(globe, [at[0] - from[0], at[1] - from[1]], size));
    },
  };
}
