import {useMemo, useRef} from "react";
import {navigate, useAddress} from "../../address/index.ts";
import {type Finding, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {amountsOf} from "../../parts/amount.ts";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {Empty} from "../../parts/empty.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {Link} from "../../parts/link.tsx";
import {shownPeriod} from "../../parts/period.ts";
import {SourceLine} from "../../parts/source-line.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {words} from "../../words/index.ts";
import {AtlasControls} from "./controls.tsx";
import {flowBook, shownPeriodOf} from "./flows.ts";
import {FlowMap} from "./map.tsx";
import {placesOf, pointOf} from "./places.ts";
import {type AtlasState, atlasHref, flowsAddress, periodBefore, readAtlas, readCalendar} from "./state.ts";
import {TimeSlider} from "./time-slider.tsx";

const said = words.atlas;

/** Flows of a pole on the globe, in time. */
export function AtlasView() {
  const {params} = useAddress();
  const state = readAtlas(params);
  const answer = useFinding(flowsAddress(state));
  const states = useFinding("/api/v1/states").value;
  const calendar = useFinding("/api/v1/calendar").value;
  return (
    <article className="view atlas">
      <ViewHead title={said.title} lead={words.leads.atlas} />
      <AtlasControls state={state} />
      <AnswerFrame answer={answer} back="/atlas">
        {(finding) =>
          states === null || calendar === null ? null : (
            <Flows finding={finding} states={states} calendar={calendar} state={state} />
          )
        }
      </AnswerFrame>
    </article>
  );
}

interface FlowsProps {
  readonly finding: Finding;
  readonly states: Finding;
  readonly calendar: Finding;
  readonly state: AtlasState;
}

function Flows({finding, states, calendar, state}: FlowsProps) {
  const picture = useRef<HTMLElement>(null);
  const column = finding.columns.some(({name}) => name === "partner") ? "partner" : "reporter";
  const book = useMemo(() => flowBook(finding, column), [finding, column]);
  const places = useMemo(() => placesOf(states), [states]);
  const {events, shock} = useMemo(() => readCalendar(calendar), [calendar]);
  const at = shownPeriodOf(book, state.at);
  const pole = pointOf(state.pole, places);
  if (at === null || book.largestUsd === null) return <Empty back="/atlas" />;
  const earlier = periodBefore(at, shock);
  const period = state.before && earlier !== null ? earlier : at;
  const flows = book.byPeriod.get(period) ?? [];
  const amounts = amountsOf("usd", [book.largestUsd]);
  const publishers = [...new Set(finding.lineage.map(({publisher}) => publisher))].join("; ");
  const known = new Set([
    ...flows.map((flow) => flow.state),
    ...[...places.values()]
      .filter(({iso3, blocs}) => iso3 === state.pole || blocs.includes(state.pole))
      .map(({iso3}) => iso3),
  ]);
  const now = events.filter(({date}) => date.slice(0, period.length) === period).map(({label}) => label);
  return (
    <>
      <p className="question">{finding.question}</p>
      <figure className="figure atlas-figure" ref={picture}>
        <div className="atlas-time">
          <p className="atlas-period">
            <strong>{shownPeriod(period)}</strong> <span className="soft">{now.join("; ")}</span>
          </p>
          <BeforeAfter state={state} at={at} earlier={earlier} />
        </div>
        <TimeSlider
          periods={book.periods}
          at={at}
          events={events}
          choose={(chosen) => navigate(atlasHref({...state, at: chosen, before: false}), {replace: true})}
        />
        <div className="atlas-body">
          {pole === null ? (
            <p className="problem">{said.noPlace(state.pole)}</p>
          ) : (
            <FlowMap
              flows={flows}
              known={known}
              pole={pole}
              side={state.side}
              places={places}
              largestUsd={book.largestUsd}
              label={`${finding.question} ${shownPeriod(period)}.`}
              tell={(flow, name) =>
                `${name}: ${amounts.full(flow.usd)}, ${shownPeriod(period)}. ${publishers}`
              }
            />
          )}
          <ol className="atlas-list" aria-label={said.largest}>
            {flows.slice(0, 12).map((flow) => (
              <li key={flow.state}>
                <Link to={`/evidence/${finding.id}/${flow.row}`} title={words.table.toRow(flow.row)}>
                  {places.get(flow.state)?.name ?? flow.state}
                </Link>
                <span className="number">{amounts.text(flow.usd)}</span>
              </li>
            ))}
          </ol>
        </div>
        <p className="soft atlas-legend">
          <i className="hatch-sample" aria-hidden="true" /> {said.hatched}{" "}
          {said.widths(amounts.full(book.largestUsd))}
        </p>
        <SourceLine finding={finding} unit={amounts.unit} period={shownPeriod(period)} />
      </figure>
      <Actions finding={finding} picture={picture} permalink={atlasHref(state)} />
      <details className="behind">
        <summary>{words.table.behind}</summary>
        <FindingTable finding={finding} caption={finding.question} />
      </details>
      <Audit finding={finding} />
    </>
  );
}

function BeforeAfter({
  state,
  at,
  earlier,
}: {
  readonly state: AtlasState;
  readonly at: string;
  readonly earlier: string | null;
}) {
  const show = (before: boolean) => navigate(atlasHref({...state, at, before}), {replace: true});
  const {before} = state;
  if (earlier === null) return null;
  return (
    <fieldset className="toggle">
      <legend className="unseen">{said.compare}</legend>
      <button type="button" aria-pressed={before} onClick={() => show(true)}>
        {said.before(shownPeriod(earlier))}
      </button>
      <button type="button" aria-pressed={!before} onClick={() => show(false)}>
        {said.after(shownPeriod(at))}
      </button>
    </fieldset>
  );
}
