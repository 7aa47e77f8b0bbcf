import type {Amounts} from "./amount.ts";
import {shownPeriod} from "./period.ts";
import {type Series, sparkOf} from "./spark-layout.ts";

const SIZE = {width: 120, height: 28};

/** A series without an axis, on a scale of its own, with the shock as a line. Its title says its ends and its peak. */
export function SparkLine({
  series,
  shock,
  amounts,
  name,
}: {
  readonly series: Series;
  readonly shock: string | null;
  readonly amounts: Amounts;
  readonly name: string;
}) {
  const {paths, shockX, peak, last} = sparkOf(series, {...SIZE, shock});
  const [first] = series.points;
  const ends = `${shownPeriod(first?.period ?? "")} – ${shownPeriod(series.points.at(-1)?.period ?? "")}`;
  const said =
    peak === null
      ? `${name}, ${ends}`
      : `${name}, ${ends}; peak ${amounts.full(peak.usd)} in ${shownPeriod(peak.period)}`;
  return (
    <svg className="spark" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={said}>
      <title>{said}</title>
      {shockX !== null && <line className="shock-line" x1={shockX} x2={shockX} y1={0} y2={SIZE.height} />}
      {paths.map((path) => (
        <path key={path} className="spark-line" d={path} />
      ))}
      {last !== null && <circle className="spark-end" cx={last.x} cy={last.y} r={1.8} />}
    </svg>
  );
}
