import type {Amounts} from "../../parts/amount.ts";
import {useNames} from "../../parts/names.ts";
import {useWidth} from "../../parts/use-width.ts";
import {words} from "../../words/index.ts";
import {diagramOf, isNarrow, type Leg, NODE_WIDTH} from "./layout.ts";

const said = words.corridors;

/** Bands of money from the origins over the hubs to the target. */
export function RoadDiagram({
  legs,
  measure,
  amounts,
  name,
  source,
}: {
  readonly legs: readonly Leg[];
  /** Legs that set the scale. */
  readonly measure: readonly Leg[];
  readonly amounts: Amounts;
  readonly name: string;
  readonly source: string;
}) {
  const [ref, width] = useWidth<HTMLDivElement>(900);
  const height = Math.max(260, Math.min(440, width * 0.42));
  const nameOf = useNames();
  const {nodes, bands} = diagramOf(legs, {width: Math.min(width, 1200), height}, measure);
  return (
    <div ref={ref} className="road-diagram">
      <svg
        width={Math.min(width, 1200)}
        height={height}
        role="img"
        aria-label={`${name} ${words.chart.keyboard}`}
        data-picture=""
      >
        <defs>
          <pattern
            id="unreported"
            width="7"
            height="7"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect className="unreported-ground" width="7" height="7" />
            <line className="unreported-line" x1="0" x2="0" y1="0" y2="7" />
          </pattern>
        </defs>
        {bands.map(({leg, path}) => (
          <path
            key={`${leg.from} ${leg.to}`}
            className="band"
            d={path}
            fill={leg.reported ? undefined : "url(#unreported)"}
            data-reported={leg.reported}
          >
            <title>
              {said.leg({
                from: nameOf(leg.from),
                to: nameOf(leg.to),
                reported: leg.reported,
                amount: amounts.full(leg.usd),
                source,
              })}
            </title>
          </path>
        ))}
        {nodes.map(({name: place, kind, x, y, height: tall, toldUsd}) => (
          <g key={place}>
            <rect className="road-node" x={x} y={y} width={NODE_WIDTH} height={tall}>
              <title>{toldUsd === null ? nameOf(place) : `${nameOf(place)}: ${amounts.full(toldUsd)}`}</title>
            </rect>
            <text
              className="road-name"
              x={kind === "origin" ? x - 8 : x + NODE_WIDTH + 8}
              y={y + tall / 2}
              textAnchor={kind === "origin" ? "end" : "start"}
              dominantBaseline="central"
            >
              {isNarrow(width) ? place : kind === "hub" ? nameOf(place) : shortName(place, nameOf)}
              <tspan className="road-amount" x={kind === "origin" ? x - 8 : x + NODE_WIDTH + 8} dy="1.25em">
                {tall > 26 && toldUsd !== null ? amounts.text(toldUsd) : ""}
              </tspan>
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** Letters that the margins have room for. */
const MOST_LETTERS = 10;

function shortName(place: string, nameOf: (code: string) => string): string {
  const name = nameOf(place);
  return name.length > MOST_LETTERS ? place : name;
}
