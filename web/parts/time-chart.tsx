import {words} from "../words/index.ts";
import type {Amounts} from "./amount.ts";
import {shownPeriod} from "./period.ts";
import {type TimeInput, timeLayout} from "./time-layout.ts";
import {useWidth} from "./use-width.ts";

/** A chart in time with titled marks. Missing periods are hatched: they are not zero. */
export function TimeChart({
  name,
  as,
  amounts,
  source,
  height = 240,
  ...input
}: Omit<TimeInput, "width" | "height"> & {
  readonly name: string;
  readonly as: "columns" | "line";
  readonly amounts: Amounts;
  /** Publisher, for the title of each mark. */
  readonly source: string;
  readonly height?: number;
}) {
  const [ref, width] = useWidth<HTMLDivElement>(720);
  const {plot, ticks, periods, columns, line, usual, marks} = timeLayout({...input, width, height});
  const said = (period: string, value: number | null) =>
    `${shownPeriod(period)}: ${value === null ? words.table.missing : amounts.full(value)}. ${source}`;
  return (
    <div ref={ref} className="time-chart">
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`${name}. ${words.chart.keyboard}`}
        data-picture=""
      >
        <defs>
          <pattern
            id="hatch"
            width="6"
            height="6"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line className="hatch-line" x1="0" x2="0" y1="0" y2="6" />
          </pattern>
        </defs>
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
        {columns.map(({period, value, x, width: wide, y, height: tall}) =>
          y === null || tall === null ? (
            <rect
              key={period}
              className="missing-column"
              x={x}
              width={wide}
              y={plot.top}
              height={plot.bottom - plot.top}
              fill="url(#hatch)"
            >
              <title>{said(period, null)}</title>
            </rect>
          ) : as === "columns" ? (
            <rect key={period} className="column" x={x} width={wide} y={y} height={Math.max(tall, 0.5)}>
              <title>{said(period, value)}</title>
            </rect>
          ) : (
            <rect
              key={period}
              className="hover-column"
              x={x}
              width={wide}
              y={plot.top}
              height={plot.bottom - plot.top}
            >
              <title>{said(period, value)}</title>
            </rect>
          ),
        )}
        {as === "line" && line.map((path) => <path key={path} className="series-line" d={path} />)}
        {usual.map((path) => (
          <path key={path} className="usual-line" d={path} />
        ))}
        {marks.map(({x, label}) => (
          <g key={`${label} ${x}`}>
            <line className="shock-line" x1={x} x2={x} y1={plot.top - 6} y2={plot.bottom}>
              <title>{label}</title>
            </line>
            <text className="mark-text" x={x + 5} y={plot.top - 6}>
              {label}
            </text>
          </g>
        ))}
        {periods.map(({text, x}) => (
          <text key={text} className="axis-text" x={x} y={height - 8} textAnchor="middle">
            {text.endsWith("-01") && input.points.length > 24 ? text.slice(0, 4) : shownPeriod(text)}
          </text>
        ))}
      </svg>
    </div>
  );
}
