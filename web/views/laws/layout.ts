import {type Finding, type FindingRow, textIn} from "../../data/index.ts";
import {linear} from "../../parts/scale.ts";
import {spanOfDate} from "../ties/spells.ts";

/** What became of a law or bill. */
export type Fate = "in force" | "adopted" | "open" | "dropped" | "ended";

/** A law or bill in time. */
export interface Law {
  /** Row of the finding, from 1. */
  readonly row: number;
  readonly record: string;
  readonly family: string;
  readonly name: string;
  readonly title: string;
  readonly introduced: string | null;
  readonly adopted: string | null;
  readonly inForce: string | null;
  readonly ended: string | null;
  readonly status: string;
  readonly fate: Fate;
  readonly model: string | null;
  readonly modelRecord: string | null;
  readonly clauses: readonly string[];
}

const FATES: readonly Fate[] = ["in force", "adopted", "open", "dropped", "ended"];

/** How the finding sorts a law's standing; one that it does not sort is drawn open. */
function fateIn(row: FindingRow): Fate {
  return FATES.find((fate) => fate === row.standing) ?? "open";
}

/** The families of the finding, each once, in their alphabet. */
export function familiesOf({rows}: Finding): readonly string[] {
  return [...new Set(rows.map((row) => textIn(row, "family") ?? ""))].sort();
}

export function lawsOf({rows}: Finding): readonly Law[] {
  return rows.map((row, at) => {
    const status = textIn(row, "status") ?? "";
    return {
      row: at + 1,
      record: textIn(row, "record") ?? "",
      family: textIn(row, "family") ?? "",
      name: textIn(row, "name") ?? "",
      title: textIn(row, "title") ?? "",
      introduced: textIn(row, "introduced"),
      adopted: textIn(row, "adopted"),
      inForce: textIn(row, "in_force"),
      ended: textIn(row, "ended"),
      status,
      fate: fateIn(row),
      model: textIn(row, "model"),
      modelRecord: textIn(row, "model_record"),
      clauses: (textIn(row, "clauses") ?? "").split(", ").filter((clause) => clause !== ""),
    };
  });
}

/** A law on its lane. Positions in CSS pixels; null where no day is known. */
export interface LawLane {
  readonly law: Law;
  readonly y: number;
  readonly introduced: number | null;
  readonly adopted: number | null;
  /** From the day in force to its end, or to the edge. */
  readonly force: {readonly x: number; readonly width: number; readonly open: boolean} | null;
  /** The bill's way from its first day to its adoption, or to the edge where it is still open. */
  readonly way: {readonly x: number; readonly width: number; readonly open: boolean} | null;
  /** It lies wholly or in part before the axis. */
  readonly earlier: boolean;
}

/** A curve from a model to the law that is made after it. */
export interface ModelArc {
  readonly key: string;
  readonly path: string;
  readonly from: Law;
  readonly to: Law;
}

export interface LawChart {
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly families: readonly {readonly family: string; readonly y: number; readonly count: number}[];
  readonly lanes: readonly LawLane[];
  readonly arcs: readonly ModelArc[];
  readonly ticks: readonly {readonly year: number; readonly x: number}[];
  readonly shockX: number | null;
  readonly wide: boolean;
}

export interface LawField {
  readonly width: number;
  readonly shock: string | null;
}

/** First year of the axis: what is older stands at its edge. */
export const FIRST_YEAR = 2008;
const WIDE_FROM_PX = 640;
const TOP_PX = 26;
const FAMILY_PX = 36;
const LANE_PX = {beside: 23, above: 38};

/** Laws on lanes, family by family, the earliest first. */
export function lawChart(laws: readonly Law[], {width, shock}: LawField): LawChart {
  const wide = width >= WIDE_FROM_PX;
  const left = wide ? Math.round(Math.min(0.36 * width, 430)) : 12;
  const right = width - 8;
  const last = lastYear(laws);
  const x = linear([FIRST_YEAR, last], [left, right]);
  const lanes: LawLane[] = [];
  const families: LawChart["families"][number][] = [];
  let y = TOP_PX;
  for (const [family, own] of Map.groupBy(laws, (law) => law.family)) {
    families.push({family, y, count: own.length});
    y += FAMILY_PX;
    for (const law of own.toSorted((a, b) => (firstDay(a) < firstDay(b) ? -1 : 1))) {
      lanes.push(laneOf(law, {x, y, left, right}));
      y += wide ? LANE_PX.beside : LANE_PX.above;
    }
    y += 8;
  }
  const shockYear = shock === null ? null : spanOfDate(shock).early;
  return {
    height: y + 6,
    left,
    right,
    top: TOP_PX,
    families,
    lanes,
    arcs: arcsOf(lanes, wide ? 6 : 20),
    ticks: yearsOf(FIRST_YEAR, last, right - left).map((year) => ({year, x: x(year)})),
    shockX: shockYear === null ? null : x(shockYear),
    wide,
  };
}

function firstDay({introduced, adopted, inForce}: Law): string {
  return introduced ?? adopted ?? inForce ?? "";
}

interface LaneField {
  readonly x: (year: number) => number;
  readonly y: number;
  readonly left: number;
  readonly right: number;
}

function laneOf(law: Law, {x, y, left, right}: LaneField): LawLane {
  const at = (date: string | null) => {
    if (date === null) return null;
    const {early, late} = spanOfDate(date);
    return Math.max(left, Math.min(right, x((early + late) / 2)));
  };
  const [introduced, adopted, inForce, ended] = [law.introduced, law.adopted, law.inForce, law.ended].map(at);
  const begin = introduced ?? null;
  const passed = adopted ?? inForce ?? null;
  const open = law.fate === "open";
  const wayEnd = passed ?? (open ? right : null);
  return {
    law,
    y,
    introduced: introduced ?? null,
    adopted: adopted ?? null,
    force:
      inForce === null || inForce === undefined
        ? null
        : {
            x: inForce,
            width: Math.max(2, (ended ?? right) - inForce),
            open: ended === null || ended === undefined,
          },
    way: begin === null || wayEnd === null ? null : {x: begin, width: Math.max(0, wayEnd - begin), open},
    earlier: [law.introduced, law.adopted, law.inForce].some(
      (date) => date !== null && spanOfDate(date).early < FIRST_YEAR,
    ),
  };
}

function arcsOf(lanes: readonly LawLane[], middle: number): readonly ModelArc[] {
  const byRecord = new Map(lanes.map((lane) => [lane.law.record, lane]));
  return lanes.flatMap((lane) => {
    const model = lane.law.modelRecord === null ? undefined : byRecord.get(lane.law.modelRecord);
    const [x0, x1] = [model === undefined ? null : startOf(model), startOf(lane)];
    if (model === undefined || x0 === null || x1 === null) return [];
    const [y0, y1] = [model.y + middle, lane.y + middle];
    const path = `M${x0.toFixed(1)},${y0}C${x0.toFixed(1)},${y1} ${x0.toFixed(1)},${y1} ${x1.toFixed(1)},${y1}`;
    return [{key: `${model.law.record} ${lane.law.record}`, path, from: model.law, to: lane.law}];
  });
}

function startOf({introduced, adopted, force}: LawLane): number | null {
  return introduced ?? adopted ?? force?.x ?? null;
}

function lastYear(laws: readonly Law[]): number {
  const years = laws.flatMap(({introduced, adopted, inForce, ended}) =>
    [introduced, adopted, inForce, ended].flatMap((date) => (date === null ? [] : [spanOfDate(date).early])),
  );
  return Math.ceil(Math.max(FIRST_YEAR + 1, ...years) + 0.2);
}

function yearsOf(first: number, last: number, width: number): number[] {
  const step = [1, 2, 4, 5, 10].find((years) => (width * years) / (last - first) >= 44) ?? 20;
  const start = Math.ceil(first / step) * step;
  return Array.from({length: Math.floor((last - start) / step) + 1}, (_, at) => start + at * step);
}
