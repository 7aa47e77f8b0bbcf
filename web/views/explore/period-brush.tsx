import {type PointerEvent, useRef} from "react";
import type {Amounts} from "../../parts/amount.ts";
import {shownPeriod, shownRange} from "../../parts/period.ts";
import {timeLayout} from "../../parts/time-layout.ts";
import {useWidth} from "../../parts/use-width.ts";
import {words} from "../../words/index.ts";
import {endsAmong, type Part, rangeBetween} from "./layout.ts";

const said = words.explore;
const HEIGHT = 200;

interface BrushProps {
  readonly parts: readonly Part[];
  readonly range: string | null;
  readonly amounts: Amounts;
  readonly source: string;
  /** While the range moves, and once it rests. */
  readonly choose: (range: string | null, rests: boolean) => void;
}

/** Columns in time; a range is drawn over them with the pointer, or set with two sliders below. */
export function PeriodBrush(props: BrushProps) {
  const {parts, range, choose} = props;
  const periods = parts.map(({key}) => key);
  const [from, to] = endsAmong(periods, range);
  const move = (one: number, other: number) => choose(rangeBetween(periods, one, other), true);
  return (
    <div className="period-brush">
      <BrushedColumns {...props} />
      <div className="period-ends">
        <label>
          {said.from}
          <input
            type="range"
            min={0}
            max={periods.length - 1}
            value={from}
            aria-valuetext={shownPeriod(periods[from] ?? "")}
            onChange={(event) => move(Math.min(Number(event.target.value), to), to)}
          />
        </label>
        <label>
          {said.to}
          <input
            type="range"
            min={0}
            max={periods.length - 1}
            value={to}
            aria-valuetext={shownPeriod(periods[to] ?? "")}
            onChange={(event) => move(from, Math.max(Number(event.target.value), from))}
          />
        </label>
        <span className="soft">
          {range === null ? said.allPeriods : shownRange(range)}{" "}
          {range !== null && (
            <button type="button" className="button quiet" onClick={() => choose(null, true)}>
              {said.clear("period")}
            </button>
          )}
        </span>
      </div>
    </div>
  );
}

function BrushedColumns({parts, range, amounts, source, choose}: BrushProps) {
  const [ref, width] = useWidth<HTMLDivElement>(720);
  const points = parts.map(({key, usd}) => ({period: key, value: usd}));
  const {plot, ticks, periods, columns} = timeLayout({points, marks: [], width, height: HEIGHT});
  const names = parts.map(({key}) => key);
  const [from, to] = endsAmong(names, range);
  const step = (plot.right - plot.left) / Math.max(1, names.length);
  const pointer = useBrush({names, plot, step, choose});
  return (
    <div ref={ref} className="time-chart">
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`${said.charts.period}. ${said.brushing}`}
        data-picture=""
        {...pointer}
      >
        {ticks.map(({value, y}) => (
          <g key={value}>
            <line
              className={value === 0 ? "axis-line" : "grid-line"}
              x1={plot.left}
              x2={plot.right}
              y1={y}
              y2={y}
            />
            <text className="axis-text" x={plot.left - 8} y={y + 4} textAnchor="end">
              {amounts.text(value).replace(/\.0+$/, "")}
            </text>
          </g>
        ))}
        {range !== null && (
          <rect
            className="brush-field"
            x={plot.left + from * step}
            width={(to - from + 1) * step}
            y={plot.top}
            height={plot.bottom - plot.top}
          />
        )}
        {columns.map(({period, value, x, width: wide, y, height}, at) => {
          const missing = y === null || height === null;
          return (
            <rect
              key={period}
              className={missing ? "brush-missing" : "column"}
              data-out={at < from || at > to}
              x={x}
              width={wide}
              y={missing ? plot.bottom - 6 : y}
              height={missing ? 6 : Math.max(height, 0.5)}
            >
              <title>{`${shownPeriod(period)}: ${missing ? words.table.missing : amounts.full(value)}. ${source}`}</title>
            </rect>
          );
        })}
        {periods.map(({text, x}) => (
          <text key={text} className="axis-text" x={x} y={HEIGHT - 8} textAnchor="middle">
            {text.endsWith("-01") && names.length > 24 ? text.slice(0, 4) : shownPeriod(text)}
          </text>
        ))}
      </svg>
    </div>
  );
}

interface BrushInput {
  readonly names: readonly string[];
  readonly plot: {readonly left: number};
  readonly step: number;
  readonly choose: BrushProps["choose"];
}

function useBrush({names, plot, step, choose}: BrushInput) {
  const start = useRef<number | null>(null);
  const placeOf = (event: PointerEvent<SVGSVGElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    return Math.max(0, Math.min(names.length - 1, Math.floor((x - plot.left) / step)));
  };
  const drawn = (event: PointerEvent<SVGSVGElement>, rests: boolean) => {
    if (start.current !== null) choose(rangeBetween(names, start.current, placeOf(event)), rests);
  };
  return {
    onPointerDown: (event: PointerEvent<SVGSVGElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId);
      start.current = placeOf(event);
      drawn(event, false);
    },
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => drawn(event, false),
    onPointerUp: (event: PointerEvent<SVGSVGElement>) => {
      drawn(event, true);
      start.current = null;
    },
    onPointerCancel: () => {
      start.current = null;
    },
  };
}
