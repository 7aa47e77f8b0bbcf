import type {Finding} from "../../data/index.ts";
import {shownDay} from "../../parts/period.ts";
import {useWidth} from "../../parts/use-width.ts";
import {words} from "../../words/index.ts";
import {type Law, type LawChart, type LawLane, lawChart, lawsOf} from "./layout.ts";

const said = words.laws;
const LETTER_PX = 6.7;

/** Laws and bills in time, a lane each, with curves from their models. */
export function LawTimes({finding, shock}: {readonly finding: Finding; readonly shock: string | null}) {
  const [ref, width] = useWidth<HTMLDivElement>(1000);
  const chart = lawChart(lawsOf(finding), {width, shock});
  const publishers = [...new Set(finding.lineage.map(({publisher}) => publisher))].join("; ");
  return (
    <div ref={ref} className="law-times">
      <svg
        width={width}
        height={chart.height}
        role="img"
        aria-label={`${finding.question} ${words.chart.keyboard}`}
        data-picture=""
      >
        <Grid chart={chart} />
        {chart.arcs.map(({key, path, from, to}) => (
          <path key={key} className="law-model" d={path}>
            <title>{said.modelled(to.name, from.name, from.title)}</title>
          </path>
        ))}
        {chart.families.map(({family, y, count}) => (
          <text key={family} className="timeline-kind" x={0} y={y + 24}>
            {said.familyName(family)} <tspan className="timeline-layer">{said.laws(count)}</tspan>
          </text>
        ))}
        {chart.lanes.map((lane) => (
          <Lane key={lane.law.record} lane={lane} chart={chart} source={publishers} />
        ))}
      </svg>
    </div>
  );
}

function Grid({chart: {ticks, shockX, top, height}}: {readonly chart: LawChart}) {
  return (
    <g>
      {ticks.map(({year, x}) => (
        <g key={year}>
          <line className="grid-line" x1={x} x2={x} y1={top - 4} y2={height} />
          <text className="axis-text" x={x} y={top - 10} textAnchor="middle">
            {year}
          </text>
        </g>
      ))}
      {shockX !== null && (
        <line className="shock-line" x1={shockX} x2={shockX} y1={top - 22} y2={height}>
          <title>{words.ties.shock}</title>
        </line>
      )}
    </g>
  );
}

function Lane({
  lane: {law, y, introduced, adopted, force, way, earlier},
  chart: {wide, left, right},
  source,
}: {
  readonly lane: LawLane;
  readonly chart: LawChart;
  readonly source: string;
}) {
  const middle = wide ? y + 6 : y + 20;
  const letters = Math.floor((wide ? left - 16 : right) / LETTER_PX);
  const label = `${law.name}: ${law.title}`;
  const end = force === null ? null : force.x + force.width;
  return (
    <g className="law-lane" data-fate={law.fate}>
      <text className="timeline-label" x={0} y={y + 10}>
        <tspan className="law-state">{law.name}</tspan>
        {cut(label, letters).slice(law.name.length)}
        <title>{tell(law, source)}</title>
      </text>
      {way !== null && (
        <line
          className="law-way"
          x1={way.x}
          x2={way.x + way.width}
          y1={middle}
          y2={middle}
          data-open={way.open}
        />
      )}
      {force !== null && (
        <rect
          className="law-force"
          x={force.x}
          width={force.width}
          y={middle - 4}
          height={8}
          data-open={force.open}
        >
          <title>{tell(law, source)}</title>
        </rect>
      )}
      {introduced !== null && (
        <circle className="law-introduced" cx={introduced} cy={middle} r={4}>
          <title>{tell(law, source)}</title>
        </circle>
      )}
      {adopted !== null && (
        <circle className="law-adopted" cx={adopted} cy={middle} r={4.5}>
          <title>{tell(law, source)}</title>
        </circle>
      )}
      {law.fate === "dropped" && introduced !== null && <Cross x={introduced + 11} y={middle} />}
      {law.fate === "ended" && end !== null && <Cross x={end + 6} y={middle} />}
      {earlier && (
        <text className="axis-text" x={left + 8} y={wide ? middle - 6 : middle + 14}>
          ‹ {(law.introduced ?? law.adopted ?? law.inForce ?? "").slice(0, 4)}
        </text>
      )}
    </g>
  );
}

function Cross({x, y}: {readonly x: number; readonly y: number}) {
  return <path className="law-cross" d={`M${x - 3.5},${y - 3.5}l7,7m0,-7l-7,7`} />;
}

function cut(text: string, letters: number): string {
  return text.length > letters ? `${text.slice(0, Math.max(1, letters - 1))}…` : text;
}

function tell(law: Law, source: string): string {
  const days = [
    [said.days.introduced, law.introduced],
    [said.days.adopted, law.adopted],
    [said.days.inForce, law.inForce],
    [said.days.ended, law.ended],
  ].flatMap(([what, date]) => (date === null ? [] : [`${what} ${shownDay(date ?? "")}`]));
  const parts = [`${law.name}: ${law.title}`, days.join(", "), law.status.replaceAll("_", " ")];
  const model = law.model === null ? [] : [said.after(law.model)];
  const clauses = law.clauses.length === 0 ? [] : [said.clauses(law.clauses.join(", ").replaceAll("_", " "))];
  return `${[...parts, ...model, ...clauses].join(". ")}. ${source}`;
}
