import * as Plot from "@observablehq/plot";
import {linear} from "../../parts/scale.ts";
import type {IdealField, IdealLabel, IdealLine, IdealPoint, Stress} from "./ideal-layout.ts";

/** What is drawn. */
export interface IdealDrawing {
  readonly lines: readonly IdealLine[];
  readonly field: IdealField;
  readonly labels: readonly IdealLabel[];
  /** When the shock was, in years; null draws none. */
  readonly shock: number | null;
  readonly name: string;
  /** What is said of a place under the pointer. */
  readonly tell: (line: IdealLine, point: IdealPoint) => string;
}

interface Mark extends IdealPoint {
  readonly line: IdealLine;
}

const WIDTH_PX: Readonly<Record<Stress, number>> = {other: 1.2, pole: 2.4, chosen: 3};
const DOT_PX: Readonly<Record<Stress, number>> = {other: 1.6, pole: 2.6, chosen: 3};
const STRESSES: readonly Stress[] = ["other", "pole", "chosen"];

/** Lines by state over the years in which sessions opened, with the intervals of the stressed ones. */
export function idealDrawing({lines, field, labels, shock, name, tell}: IdealDrawing): Element {
  const {width, height, margin, years, places} = field;
  const marks = lines.flatMap((line) => line.points.map((point): Mark => ({...point, line})));
  const drawn = Plot.plot({
    width,
    height,
    marginTop: margin.top,
    marginRight: margin.right,
    marginBottom: margin.bottom,
    marginLeft: margin.left,
    className: "ideal-plot",
    ariaLabel: name,
    x: {domain: years, label: null},
    y: {domain: places, label: null},
    marks: [
      Plot.gridY({className: "ideal-grid"}),
      Plot.axisY({ticks: 6, tickSize: 0}),
      Plot.axisX({ticks: Math.max(2, Math.floor(width / 90)), tickFormat: "d", tickSize: 4}),
      ...(shock === null ? [] : [Plot.ruleX([shock], {className: "ideal-shock"})]),
      leaders(labels, field),
      ...STRESSES.flatMap((stress) => stressedMarks(stress, marks, tell)),
    ],
  });
  // A style of its own would be against the page's policy, and its rules stand in the page's sheet.
  for (const style of drawn.querySelectorAll("style")) style.remove();
  // The parts of a picture have no names of their own: the whole has one, and the dots have titles.
  for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  drawn.setAttribute("role", "img");
  return drawn;
}

/** Thin lines over the right margin, from where a line ends to its name. */
function leaders(
  labels: readonly IdealLabel[],
  {width, height, margin, years, places}: IdealField,
): Plot.Markish {
  const year = (px: number) => years[1] + (px * (years[1] - years[0])) / (width - margin.left - margin.right);
  const place = linear([height - margin.bottom, margin.top], places);
  return Plot.link(labels, {
    x1: () => year(4),
    y1: ({last}: IdealLabel) => last.value ?? Number.NaN,
    x2: () => year(margin.right - 2),
    y2: ({y}: IdealLabel) => place(y),
    className: "ideal-leader",
  });
}

function stressedMarks(stress: Stress, marks: readonly Mark[], tell: IdealDrawing["tell"]): Plot.Markish[] {
  const own = marks.filter(({line}) => line.stress === stress);
  const place = {x: "year", y: placeOf, z: ({line}: Mark) => line.state};
  const band = Plot.areaY(own, {
    x: "year",
    y1: ({low}: Mark) => low ?? Number.NaN,
    y2: ({high}: Mark) => high ?? Number.NaN,
    z: place.z,
    className: `ideal-band ideal-${stress}`,
  });
  return [
    ...(stress === "other" ? [] : [band]),
    Plot.line(own, {...place, strokeWidth: WIDTH_PX[stress], className: `ideal-line ideal-${stress}`}),
    Plot.dot(
      own.filter(({value}) => value !== null),
      {
        x: "year",
        y: placeOf,
        r: DOT_PX[stress],
        title: ({line, ...point}: Mark) => tell(line, point),
        className: `ideal-dot ideal-${stress}`,
      },
    ),
  ];
}

// Plot breaks a line where a number is none.
function placeOf({value}: Mark): number {
  return value ?? Number.NaN;
}
