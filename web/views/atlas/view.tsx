import {useMemo, useRef} from "react";
import {navigate, useAddress} from "../../address/index.ts";
import {type Finding, parameterOf, textIn, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
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
import {AtlasLegend} from "./legend.tsx";
import {FlowMap} from "./map.tsx";
import {type AtlasInput, atlasOf, eventsIn, type Scene, sceneOf} from "./scene.ts";
import {type AtlasState, atlasHref, flowsAddress, MEASURES_ADDRESS, readAtlas, TRADE} from "./state.ts";
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
      <ViewHead title={state.layer === TRADE ? said.title : said.tiesTitle} lead={words.leads.atlas} />
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

interface FlowsProps extends AtlasInput {
  readonly state: AtlasState;
}

function Flows({finding, states, calendar, state}: FlowsProps) {
  const picture = useRef<HTMLElement>(null);
  const {pole, side, at, before} = state;
  const atlas = useMemo(
    () => atlasOf({finding, states, calendar}, {pole, side}),
    [finding, states, calendar, pole, side],
  );
  const scene = useMemo(() => sceneOf(atlas, {pole, at, before}), [atlas, pole, at, before]);
  if (scene === null) return <Empty back="/atlas" />;
  const {amounts, isTrade} = scene.reading;
  const shown = shownPeriod(scene.period);
  return (
    <>
      <p className="question">{finding.question}</p>
      {!isTrade && <MeasureMeaning finding={finding} />}
      <figure className="figure atlas-figure" ref={picture}>
        <TimeControls scene={scene} state={state} />
        <div className="atlas-body">
          <SceneMap scene={scene} state={state} finding={finding} />
          <LargestFlows scene={scene} finding={finding} />
        </div>
        <AtlasLegend scene={scene} pole={pole} />
        <SourceLine finding={finding} unit={amounts.unit} period={shown} />
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

function TimeControls({scene, state}: {readonly scene: Scene; readonly state: AtlasState}) {
  const {period, book, calendar, at, earlier} = scene;
  const now = eventsIn(calendar, period).join("; ");
  const choose = (chosen: string) =>
    navigate(atlasHref({...state, at: chosen, before: false}), {replace: true});
  return (
    <>
      <div className="atlas-time">
        <p className="atlas-period" title={now}>
          <strong>{shownPeriod(period)}</strong> <span className="soft">{now}</span>
        </p>
        <BeforeAfter state={state} at={at} earlier={earlier} />
      </div>
      <TimeSlider periods={book.periods} at={at} events={calendar.events} choose={choose} />
    </>
  );
}

interface PartProps {
  readonly scene: Scene;
  readonly finding: Finding;
}

function SceneMap({scene, state, finding}: PartProps & {readonly state: AtlasState}) {
  const {pole, drawn, known, fills, places, largest, period, reading} = scene;
  const {amounts, side, even, isTrade} = reading;
  if (pole === null) return <p className="problem">{said.noPlace(state.pole)}</p>;
  const publishers = [...new Set(finding.lineage.map(({publisher}) => publisher))].join("; ");
  const shown = shownPeriod(period);
  return (
    <FlowMap
      flows={drawn}
      known={known}
      fills={fills}
      pole={pole}
      side={side}
      even={even}
      places={places}
      largest={largest}
      label={`${finding.question} ${shown}.`}
      tell={(flow, name) => `${name}: ${amounts.full(flow.amount)}, ${shown}. ${publishers}`}
      tellState={isTrade ? null : (code) => `${toldOf(code, scene)}. ${publishers}`}
    />
  );
}

/** What is said of a state: its figure, that there is none on record, or that nobody looked. */
function toldOf(code: string, {places, flows, known, period, reading}: Scene): string {
  const [name, shown] = [places.get(code)?.name ?? code, shownPeriod(period)];
  const flow = flows.find(({state}) => state === code);
  if (flow === undefined) return known.has(code) ? `${name}: ${said.own}` : said.silent(name, shown);
  return flow.amount === 0
    ? said.none(name, shown)
    : `${name}: ${reading.amounts.full(flow.amount)}, ${shown}`;
}

/** What a weight is, in the words of the list of measures. */
function MeasureMeaning({finding}: {readonly finding: Finding}) {
  const measures = useFinding(MEASURES_ADDRESS).value;
  const [layer, measure] = [parameterOf(finding, "layer"), parameterOf(finding, "measure")];
  const own = measures?.rows.find((row) => row.layer === layer && row.measure === measure);
  return <p className="soft atlas-meaning">{own === undefined ? null : textIn(own, "meaning")}</p>;
}

const MOST_LISTED = 12;

function LargestFlows({scene: {flows, places, reading}, finding}: PartProps) {
  const {amounts, isTrade} = reading;
  const listed = isTrade ? flows : flows.filter(({amount}) => amount !== 0);
  return (
    <ol className="atlas-list" aria-label={isTrade ? said.largest : said.largestTies}>
      {listed.slice(0, MOST_LISTED).map(({state, amount, row}) => (
        <li key={state}>
          <Link to={`/evidence/${finding.id}/${row}`} title={words.table.toRow(row)}>
            {places.get(state)?.name ?? state}
          </Link>
          <span className="number">{amounts.text(amount)}</span>
        </li>
      ))}
    </ol>
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
