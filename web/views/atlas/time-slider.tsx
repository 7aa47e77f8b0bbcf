import {shownPeriod} from "../../parts/period.ts";
import {words} from "../../words/index.ts";

const said = words.atlas;

/** Chooses a period; dated events stand below it as marks that can be pressed. */
export function TimeSlider({
  periods,
  at,
  events,
  choose,
}: {
  readonly periods: readonly string[];
  readonly at: string;
  readonly events: readonly {readonly date: string; readonly label: string}[];
  readonly choose: (period: string) => void;
}) {
  const place = Math.max(0, periods.indexOf(at));
  const marks = marksOf(periods, events);
  return (
    <div className="time-slider">
      <label>
        <span className="unseen">{said.period}</span>
        <input
          type="range"
          min={0}
          max={periods.length - 1}
          value={place}
          aria-valuetext={shownPeriod(at)}
          onChange={(event) => choose(periods[Number(event.target.value)] ?? at)}
        />
      </label>
      <div className="time-marks">
        {marks.map(({period, left, labels}) => (
          <button
            key={period}
            type="button"
            style={{left: `${left}%`}}
            data-at={period === at}
            title={`${shownPeriod(period)}: ${labels.join("; ")}`}
            aria-label={`${shownPeriod(period)}: ${labels.join("; ")}`}
            onClick={() => choose(period)}
          />
        ))}
      </div>
      <div className="time-ends" aria-hidden="true">
        <span>{shownPeriod(periods[0] ?? "")}</span>
        {marks.length > 0 && <span className="time-events">{said.marks}</span>}
        <span>{shownPeriod(periods.at(-1) ?? "")}</span>
      </div>
    </div>
  );
}

interface Mark {
  readonly period: string;
  /** Per cent of the way. */
  readonly left: number;
  readonly labels: readonly string[];
}

/** Events at the period they fall into, one mark a period. */
export function marksOf(
  periods: readonly string[],
  events: readonly {readonly date: string; readonly label: string}[],
): readonly Mark[] {
  return periods.flatMap((period, at) => {
    const labels = events.filter(({date}) => date.slice(0, period.length) === period).map(({label}) => label);
    const left = periods.length < 2 ? 0 : (100 * at) / (periods.length - 1);
    return labels.length === 0 ? [] : [{period, left, labels}];
  });
}
