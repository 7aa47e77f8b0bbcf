import {useMemo, useRef} from "react";
import {useAddress} from "../../address/index.ts";
import {type Finding, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {Empty} from "../../parts/empty.tsx";
import {Filters} from "../../parts/filters.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {SourceLine} from "../../parts/source-line.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {words} from "../../words/index.ts";
import {type Place, placesOf} from "../atlas/places.ts";
import {readCalendar} from "../atlas/state.ts";
import {TieNetwork} from "./network.tsx";
import {statesNamed} from "./spells.ts";
import {firstYearIn, tieChoices, tiesAddress} from "./state.ts";
import {TieTimeline} from "./timeline.tsx";

const said = words.ties;

/** The ties of a state in time, and those of the study's states as a network. */
export function TiesView() {
  const {params} = useAddress();
  const answer = useFinding(tiesAddress(params));
  const states = useFinding("/api/v1/states").value;
  const calendar = useFinding("/api/v1/calendar").value;
  const places = useMemo(() => (states === null ? null : placesOf(states)), [states]);
  const shock = calendar === null ? null : readCalendar(calendar).shock;
  return (
    <article className="view ties">
      <ViewHead title={said.title} lead={words.leads.ties} />
      <Filters
        question="ties"
        first={["state", "partner", "layer", "kind"]}
        hidden={["show", "form"]}
        usual={tieChoices(params)}
      />
      <AnswerFrame answer={answer} back="/ties">
        {(finding) =>
          places === null || calendar === null ? null : finding.rows.length === 0 ? (
            <Empty back="/ties" />
          ) : (
            <TimelineFigure finding={finding} places={places} shock={shock} />
          )
        }
      </AnswerFrame>
      {places !== null && calendar !== null && <TieNetwork places={places} shock={shock} />}
    </article>
  );
}

function TimelineFigure({
  finding,
  places,
  shock,
}: {
  readonly finding: Finding;
  readonly places: ReadonlyMap<string, Place>;
  readonly shock: string | null;
}) {
  const {params} = useAddress();
  const picture = useRef<HTMLElement>(null);
  const from = firstYearIn(params);
  const states = statesNamed(tieChoices(params).get("state") ?? "", places);
  return (
    <>
      <p className="question">{finding.question}</p>
      <figure className="figure" ref={picture}>
        <ul className="tie-key" aria-label={said.key}>
          {(["whole", "part", "halted"] as const).map((standing) => (
            <li key={standing}>
              <i data-standing={standing} aria-hidden="true" /> {said.standings[standing]}
            </li>
          ))}
          <li>
            <i data-standing="event" aria-hidden="true" /> {said.event}
          </li>
          <li>
            <i data-standing="shock" aria-hidden="true" /> {said.shock}
          </li>
        </ul>
        <TieTimeline
          finding={finding}
          from={from}
          shock={shock}
          nameOf={(code) => places.get(code)?.name ?? code}
          states={states}
        />
        <p className="soft vote-note">{said.onward}</p>
        <SourceLine finding={finding} unit={said.unit} period={said.since(from)} />
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
