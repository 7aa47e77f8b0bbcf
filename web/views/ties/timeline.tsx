import {useState} from "react";
import type {Finding} from "../../data/index.ts";
import {shownDay} from "../../parts/period.ts";
import {useWidth} from "../../parts/use-width.ts";
import {words} from "../../words/index.ts";
import {type Spell, spellsOf} from "./spells.ts";
import {BAR_PX, type Bar, type Group, type Lane, type Timeline, timelineOf} from "./timeline-layout.ts";

const said = words.ties;
const FIRST_LANES = 14;
const LETTER_PX = 7;

interface TimelineProps {
  readonly finding: Finding;
  readonly from: number;
  readonly shock: string | null;
  readonly nameOf: (code: string) => string;
  /** Codes of the states that were asked for. */
  readonly states: ReadonlySet<string>;
}

/** Ties of a state as bars in time, by layer and kind. */
export function TieTimeline({finding, from, shock, nameOf, states}: TimelineProps) {
  const [ref, width] = useWidth<HTMLDivElement>(1000);
  const [all, showAll] = useState(false);
  const layout = timelineOf(spellsOf(finding, states), {
    width,
    from,
    shock,
    nameOf,
    several: states.size > 1,
    most: all ? Number.POSITIVE_INFINITY : FIRST_LANES,
  });
  const more = layout.groups.reduce((sum, group) => sum + group.more, 0);
  return (
    <div ref={ref} className="timeline">
      <svg
        width={width}
        height={layout.height}
        role="img"
        aria-label={`${finding.question} ${words.chart.keyboard}`}
        data-picture=""
      >
        <HaltedPattern />
        <Axis layout={layout} />
        {layout.groups.map((group) => (
          <GroupRows key={`${group.layer} ${group.kind}`} group={group} layout={layout} />
        ))}
      </svg>
      {more > 0 && (
        <button type="button" className="button" onClick={() => showAll(true)}>
          {said.moreLanes(more)}
        </button>
      )}
    </div>
  );
}

function HaltedPattern() {
  return (
    <defs>
      <pattern
        id="tie-halted"
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect className="tie-halted-ground" width="6" height="6" />
        <line className="tie-halted-line" x1="0" x2="0" y1="0" y2="6" />
      </pattern>
    </defs>
  );
}

function Axis({layout: {ticks, shockX, top, height}}: {readonly layout: Timeline}) {
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
          <title>{said.shock}</title>
        </line>
      )}
    </g>
  );
}

function GroupRows({
  group: {layer, kind, y, lanes},
  layout,
}: {
  readonly group: Group;
  readonly layout: Timeline;
}) {
  return (
    <g>
      <rect
        className="timeline-ground"
        x={0}
        y={y + 4}
        width={layout.wide ? layout.left - 8 : 220}
        height={24}
      />
      <text className="timeline-kind" x={0} y={y + 20}>
        {said.kindName(kind)} <tspan className="timeline-layer">{layer}</tspan>
      </text>
      {lanes.map((lane) => (
        <LaneRow key={lane.key} lane={lane} layout={layout} />
      ))}
    </g>
  );
}

function LaneRow({lane, layout}: {readonly lane: Lane; readonly layout: Timeline}) {
  const {label, y, bars, marks, status} = lane;
  const room = layout.wide ? layout.left - 12 : layout.right;
  const letters = Math.floor(room / LETTER_PX);
  const shown = label.length > letters ? `${label.slice(0, letters - 1)}…` : label;
  const barY = layout.wide ? y : y + 14;
  return (
    <g>
      <text className="timeline-label" x={0} y={y + 10}>
        {shown}
        <title>{label}</title>
      </text>
      {bars.map((bar) => (
        <SpellBar key={bar.spell.row} bar={bar} y={barY} label={label} />
      ))}
      {marks.map(({spell, x}) => (
        <path
          key={spell.row}
          className="tie-event"
          d={`M${x},${barY}l6,6l-6,6l-6,-6z`}
          data-status={spell.status ?? status}
        >
          <title>{tell(spell, label)}</title>
        </path>
      ))}
    </g>
  );
}

function SpellBar({bar, y, label}: {readonly bar: Bar; readonly y: number; readonly label: string}) {
  const {spell, standing, x, width, unsureStart, unsureEnd, fromBefore, open} = bar;
  const right = x + width;
  return (
    <g className="tie-bar" data-standing={standing}>
      <rect
        x={x}
        y={y}
        width={width}
        height={BAR_PX}
        fill={standing === "halted" ? "url(#tie-halted)" : undefined}
        rx={1}
      >
        <title>{tell(spell, label)}</title>
      </rect>
      {[unsureStart, unsureEnd].map(
        (part, at) =>
          part !== null && (
            <rect
              key={at === 0 ? "start" : "end"}
              className="tie-unsure"
              x={part.x}
              y={y}
              width={part.width}
              height={BAR_PX}
            />
          ),
      )}
      {fromBefore && <path className="tie-onward" d={`M${x + 5},${y + 2}l-4,4l4,4`} />}
      {open && <path className="tie-onward" d={`M${right - 5},${y + 2}l4,4l-4,4`} />}
    </g>
  );
}

function tell({status, start, end, lookedTo, form, source}: Spell, label: string): string {
  const when =
    form === "event"
      ? shownDay(start ?? "")
      : said.span(
          start === null ? null : shownDay(start),
          end === null ? null : shownDay(end),
          lookedTo === null ? null : shownDay(lookedTo),
        );
  const what = status === null ? label : `${label}, ${said.statusName(status)}`;
  return `${what}: ${when}. ${source}`;
}
