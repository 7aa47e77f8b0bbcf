import {useEffect, useMemo, useRef, useState} from "react";
import {changed, navigate, useAddress, writeAddress} from "../../address/index.ts";
import type {Finding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {amountsOf} from "../../parts/amount.ts";
import {Audit} from "../../parts/audit.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {SourceLine} from "../../parts/source-line.tsx";
import {useWidth} from "../../parts/use-width.ts";
import {words} from "../../words/index.ts";
import {readCalendar} from "../atlas/state.ts";
import {
  type IdealLabel,
  type IdealLine,
  type IdealPoint,
  idealField,
  idealLabels,
  idealLines,
  shockYear,
} from "./ideal-layout.ts";
import type {IdealDrawing} from "./ideal-plot.ts";
import "./ideal.css";
import {POSITIONS} from "./state.ts";

const said = words.votes.ideal;
/** Room for names beside the lines. */
const NAMES_PX = {wide: 150, narrow: 92};
const NARROW_PX = 560;

interface IdealProps {
  readonly finding: Finding;
  readonly states: Finding;
  readonly calendar: Finding;
  /** Codes of the states drawn as poles. */
  readonly poles: readonly string[];
  /** Code of the state that is stressed; null for none. */
  readonly chosen: string | null;
}

/** Where states stand over the sessions: a line a state, the poles and the chosen one stressed. */
export function IdealPoints({finding, states, calendar, poles, chosen}: IdealProps) {
  const picture = useRef<HTMLElement>(null);
  const lines = useMemo(() => {
    const names = new Map(states.rows.map(({iso3, name}) => [String(iso3), String(name)]));
    return idealLines(finding, {poles, chosen, names});
  }, [finding, states, poles, chosen]);
  const opened = finding.rows.map((row) => Number(row.opened));
  const period = words.votes.sessions(Math.min(...opened), Math.max(...opened));
  return (
    <>
      <p className="question">{finding.question}</p>
      <figure className="figure" ref={picture}>
        <p className="key ideal-key">
          <span className="key-pole">{said.pole}</span> <span className="key-chosen">{said.chosen}</span>{" "}
          <span className="key-other">{said.other}</span> <span className="key-band">{said.band}</span>{" "}
          <span className="key-shock">{words.votes.shock}</span>
        </p>
        <IdealChart finding={finding} lines={lines} shock={readCalendar(calendar).shock} chosen={chosen} />
        <NotPlaced lines={lines} />
        <SourceLine finding={finding} unit={said.unit} period={period} />
      </figure>
      <Actions finding={finding} picture={picture} />
      <details className="behind">
        <summary>{words.table.behind}</summary>
        <FindingTable finding={finding} caption={finding.question} />
      </details>
      <Audit finding={finding} />
    </>
  );
}

function IdealChart({
  finding,
  lines,
  shock,
  chosen,
}: {
  readonly finding: Finding;
  readonly lines: readonly IdealLine[];
  readonly shock: string | null;
  readonly chosen: string | null;
}) {
  const [ref, whole] = useWidth<HTMLDivElement>(1000);
  const width = whole - (whole < NARROW_PX ? NAMES_PX.narrow : NAMES_PX.wide);
  const field = useMemo(() => idealField(lines, width), [lines, width]);
  const labels = useMemo(() => (field === null ? [] : idealLabels(lines, field)), [lines, field]);
  const tell = useMemo(() => tellerOf(finding, lines), [finding, lines]);
  if (field === null) return <div ref={ref}>{said.nobody}</div>;
  return (
    <div ref={ref} className="ideal-chart" style={{height: field.height}}>
      <p className="ideal-direction">{said.direction}</p>
      <Drawn
        lines={lines}
        field={field}
        labels={labels}
        shock={shockYear(shock, field)}
        name={`${finding.question} ${words.chart.keyboard}`}
        tell={tell}
      />
      <Names labels={labels} left={width} chosen={chosen} tell={tell} />
    </div>
  );
}

function tellerOf({lineage}: Finding, lines: readonly IdealLine[]): IdealDrawing["tell"] {
  const amounts = amountsOf(
    "coefficient",
    lines.flatMap(({points}) => points.flatMap(({value, low, high}) => [value, low, high])),
  );
  const source = [...new Set(lineage.map(({publisher}) => publisher))].join("; ");
  return ({name}: IdealLine, {session, opened, value, low, high, votes}: IdealPoint) =>
    said.point({
      name,
      session,
      year: String(opened),
      value: amounts.text(value),
      interval: low === null || high === null ? null : `${amounts.text(low)}, ${amounts.text(high)}`,
      votes: votes === null ? null : String(votes),
      source,
    });
}

/** The drawing; its code comes when it is first wanted. */
function Drawn({lines, field, labels, shock, name, tell}: IdealDrawing) {
  const holder = useRef<HTMLDivElement>(null);
  const draw = usePlot();
  useEffect(() => {
    const element = holder.current;
    if (element === null || draw === null) return;
    element.replaceChildren(draw({lines, field, labels, shock, name, tell}));
  }, [draw, lines, field, labels, shock, name, tell]);
  return <div ref={holder} className="ideal-drawing" aria-busy={draw === null} />;
}

function usePlot(): ((drawing: IdealDrawing) => Element) | null {
  const [draw, setDraw] = useState<((drawing: IdealDrawing) => Element) | null>(null);
  useEffect(() => {
    let current = true;
    import("./ideal-plot.ts").then(
      ({idealDrawing}) => current && setDraw(() => idealDrawing),
      // Without the drawing the table below still says all.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  return draw;
}

/** The names at the ends of the lines: pressing one stresses it, pressing it again nobody. */
function Names({
  labels,
  left,
  chosen,
  tell,
}: {
  readonly labels: readonly IdealLabel[];
  /** Where they begin, in pixels. */
  readonly left: number;
  readonly chosen: string | null;
  readonly tell: IdealDrawing["tell"];
}) {
  const {path, params} = useAddress();
  const press = (state: string) =>
    navigate(`${writeAddress(path, changed(params, {state: state === chosen ? null : state}))}#${POSITIONS}`);
  return (
    <ul className="ideal-names" aria-label={said.names} style={{left}}>
      {labels.map(({line, last, y}) => (
        <li key={line.state} style={{top: y}}>
          <button
            type="button"
            className={`ideal-name ideal-${line.stress}`}
            aria-pressed={line.state === chosen}
            title={tell(line, last)}
            onClick={() => press(line.state)}
          >
            {line.name}
          </button>
        </li>
      ))}
    </ul>
  );
}

function NotPlaced({lines}: {readonly lines: readonly IdealLine[]}) {
  const byReason = Map.groupBy(
    lines.filter(({last}) => last === null),
    ({why}) => why ?? "",
  );
  return [...byReason].map(([why, own]) => (
    <p key={why} className="soft ideal-missing">
      {said.notPlaced(own.map(({name}) => name).join(", "), why)}
    </p>
  ));
}
