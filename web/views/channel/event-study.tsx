import {useRef, useState} from "react";
import {writeAddress} from "../../address/index.ts";
import {type Finding, parameterOf, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {amountsOf} from "../../parts/amount.ts";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {SourceLine} from "../../parts/source-line.tsx";
import {useWidth} from "../../parts/use-width.ts";
import {words} from "../../words/index.ts";
import {type EventStudy, eventLayout, eventStudyOf} from "./event-layout.ts";

const said = words.channel.events;
const HEIGHT = 260;

/** The estimated effect by period from the shock on; fitted when it is asked for, for it takes some seconds. */
export function EventStudySection({params, hub}: {readonly params: URLSearchParams; readonly hub: string}) {
  const [asked, ask] = useState(params.get("effects") === "estimate");
  const address = writeAddress("/api/v1/channels", {
    ...Object.fromEntries(params),
    hubs: hub,
    by: "hub",
    effects: "estimate",
    // The placebo draws are for papers: a hundred fits more, and no line of this picture.
    draws: params.get("draws") ?? "0",
  });
  const answer = useFinding(asked ? address : null);
  return (
    <section aria-labelledby="events-title">
      <h2 id="events-title">{said.title}</h2>
      {asked ? (
        <AnswerFrame answer={answer} back="/channels">
          {(finding) => <Study finding={finding} hub={hub} />}
        </AnswerFrame>
      ) : (
        <p>
          <button type="button" className="button" onClick={() => ask(true)}>
            {said.ask}
          </button>{" "}
          <span className="soft">{said.askNote}</span>
        </p>
      )}
    </section>
  );
}

/** The hub's effect, or why there is none; and that of the target, which shows whether the listing bit at all. */
function Study({finding, hub}: {readonly finding: Finding; readonly hub: string}) {
  const target = parameterOf(finding, "target") ?? "";
  const [own, direct] = [eventStudyOf(finding, hub), eventStudyOf(finding, target)];
  return (
    <>
      {own === null ? <NoEffect finding={finding} /> : <Figure finding={finding} study={own} of={hub} />}
      {direct !== null && <Figure finding={finding} study={direct} of={target} />}
    </>
  );
}

function NoEffect({finding}: {readonly finding: Finding}) {
  const why = [...finding.warnings, ...finding.caveats].filter((text) => /no effect/.test(text));
  return (
    <div className="soft">
      <p>{said.none}</p>
      {why.map((text) => (
        <p key={text}>{text}.</p>
      ))}
    </div>
  );
}

function Figure({
  finding,
  study,
  of,
}: {
  readonly finding: Finding;
  readonly study: EventStudy;
  readonly of: string;
}) {
  const picture = useRef<HTMLElement>(null);
  return (
    <figure className="figure event-study" ref={picture}>
      <h3>{said.of(of)}</h3>
      <p className="soft">{said.note}</p>
      <EventChart study={study} source={finding.lineage.map(({publisher}) => publisher).join("; ")} />
      <Tests study={study} />
      <SourceLine finding={finding} unit={said.unit} period={said.period} />
      <details className="behind">
        <summary>{words.table.behind}</summary>
        <EstimateTable study={study} />
        <Actions finding={finding} picture={picture} />
      </details>
    </figure>
  );
}

const number = (value: number | null, digits = 3) =>
  value === null ? "–" : value.toFixed(digits).replace("-", "−");

function Tests({study: {effect, preTrend, method}}: {readonly study: EventStudy}) {
  const percent = amountsOf("percent", [effect?.estimate ?? null]);
  return (
    <ul className="event-tests">
      {effect !== null && (
        <li>
          {said.effect(
            percent.full(effect.estimate),
            percent.text(effect.conf_low),
            percent.full(effect.conf_high),
            number(effect.p_value),
          )}
        </li>
      )}
      <li>
        {preTrend === null
          ? said.noPreTrend
          : said.preTrend(number(preTrend.statistic, 2), number(preTrend.p_value))}{" "}
        {preTrend !== null && <span className="soft">{preTrend.method}</span>}
      </li>
      <li className="soft">{method}</li>
    </ul>
  );
}

function EventChart({study, source}: {readonly study: EventStudy; readonly source: string}) {
  const [ref, width] = useWidth<HTMLDivElement>(720);
  const {plot, ticks, points, labels, reference, shockX} = eventLayout(study, {width, height: HEIGHT});
  return (
    <div ref={ref} className="time-chart">
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`${said.title}. ${words.chart.keyboard}`}
        data-picture=""
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
              {number(value, 1)}
            </text>
          </g>
        ))}
        <line className="shock-line" x1={shockX} x2={shockX} y1={plot.top - 6} y2={plot.bottom}>
          <title>{words.channel.shock}</title>
        </line>
        <text className="mark-text" x={shockX + 5} y={plot.top - 6}>
          {words.channel.shock}
        </text>
        {points.map(({period, estimate, low, high, x, y, yLow, yHigh}) => (
          <g key={period} className="event-point">
            <title>{`${said.at(period)}: ${number(estimate)} [${number(low)}, ${number(high)}]. ${source}`}</title>
            {yLow !== null && yHigh !== null && (
              <line className="event-interval" x1={x} x2={x} y1={yLow} y2={yHigh} />
            )}
            <circle className="event-dot" cx={x} cy={y} r={3.5} />
          </g>
        ))}
        {reference !== null && (
          <circle className="event-reference" cx={reference.x} cy={reference.y} r={3.5}>
            <title>{said.reference}</title>
          </circle>
        )}
        {labels.map(({text, x}) => (
          <text key={text} className="axis-text" x={x} y={HEIGHT - 14} textAnchor="middle">
            {text}
          </text>
        ))}
      </svg>
    </div>
  );
}

function EstimateTable({study: {points}}: {readonly study: EventStudy}) {
  return (
    <table className="small-table">
      <caption>{said.caption}</caption>
      <thead>
        <tr>
          <th scope="col" className="number">
            {said.columns.period}
          </th>
          <th scope="col" className="number">
            {said.columns.estimate}
          </th>
          <th scope="col" className="number">
            {said.columns.low}
          </th>
          <th scope="col" className="number">
            {said.columns.high}
          </th>
        </tr>
      </thead>
      <tbody>
        {points.map(({period, estimate, low, high}) => (
          <tr key={period}>
            <th scope="row" className="number">
              {period}
            </th>
            <td className="number">{number(estimate, 4)}</td>
            <td className="number">{number(low, 4)}</td>
            <td className="number">{number(high, 4)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
