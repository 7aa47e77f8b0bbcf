import {endsOf, linear, type Scale, tickedFromZero} from "./scale.ts";
import {unbroken} from "./spark-layout.ts";

/** One value of a chart in time. */
export interface TimePoint {
  readonly period: string;
  readonly value: number | null;
}

/** A chart in time: columns or a line over periods, an optional second line, and dated marks. */
export interface TimeInput {
  readonly points: readonly TimePoint[];
  /** Drawn as a stepped line; same periods. */
  readonly usual?: readonly TimePoint[];
  readonly marks: readonly {readonly date: string; readonly label: string}[];
  readonly width: number;
  readonly height: number;
}

export interface TimeLayout {
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly y: Scale;
  readonly ticks: readonly {readonly value: number; readonly y: number}[];
  readonly periods: readonly {readonly text: string; readonly x: number}[];
  readonly columns: readonly Column[];
  readonly line: readonly string[];
  readonly usual: readonly string[];
  readonly marks: readonly {readonly x: number; readonly label: string}[];
}

export interface Column extends TimePoint {
  readonly x: number;
  readonly width: number;
  readonly y: number | null;
  readonly height: number | null;
}

const MARGIN = {left: 56, right: 12, top: 18, bottom: 26};
/** Room that a period's name needs. */
const LABEL_PX = 64;

export function timeLayout({points, usual = [], marks, width, height}: TimeInput): TimeLayout {
  const plot = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: height - MARGIN.bottom,
  };
  const ticks = tickedFromZero([...points, ...usual].map(({value}) => value)) ?? [0];
  const y = linear(endsOf(ticks), [plot.bottom, plot.top]);
  const step = (plot.right - plot.left) / Math.max(1, points.length);
  const middle = (at: number) => plot.left + (at + 0.5) * step;
  const every = Math.max(1, Math.ceil(LABEL_PX / step));
  const placed = (list: readonly TimePoint[]) =>
    list.map(({value}, at) => ({x: middle(at), y: value === null ? null : y(value)}));
  return {
    plot,
    y,
    ticks: ticks.map((value) => ({value, y: y(value)})),
    periods: points.flatMap(({period}, at) =>
      labelled(points, at, every) ? [{text: period, x: middle(at)}] : [],
    ),
    columns: points.map((point, at) => columnAt(point, {x: middle(at), step, y})),
    line: unbroken(placed(points)),
    usual: unbroken(placed(usual)),
    marks: marks.flatMap(({date, label}) => {
      const at = points.findIndex(({period}) => period === date.slice(0, period.length));
      return at < 0 ? [] : [{x: plot.left + at * step, label}];
    }),
  };
}

// Long series of months are labelled at their Januaries.
function labelled(points: readonly TimePoint[], at: number, every: number): boolean {
  const period = points[at]?.period ?? "";
  const long = points.length > 24 && period.length === 7;
  if (long) return period.endsWith("-01");
  return at % every === 0;
}

function columnAt(point: TimePoint, {x, step, y}: {x: number; step: number; y: Scale}): Column {
  const width = Math.max(1, step * 0.68);
  const zero = y(0);
  const top = point.value === null ? null : y(point.value);
  return {
    ...point,
    x: x - width / 2,
    width,
    y: top === null ? null : Math.min(top, zero),
    height: top === null ? null : Math.abs(zero - top),
  };
}
