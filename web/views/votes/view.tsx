import {useAddress} from "../../address/index.ts";
import {type Answer, type Finding, parameterOf, together, useFinding} from "../../data/index.ts";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Empty} from "../../parts/empty.tsx";
import {Filters} from "../../parts/filters.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {words} from "../../words/index.ts";
import {Agreement} from "./agreement.tsx";
import {IdealPoints} from "./ideal-points.tsx";
import {RollCall} from "./roll-call.tsx";
import {RollCallList, RollCallSearch} from "./roll-call-list.tsx";
import {
  agreementAddress,
  agreementChoices,
  idealAddress,
  POSITIONS,
  rollCallAddress,
  rollCallsAddress,
  stressedCodes,
} from "./state.ts";

const said = words.votes;

/** One roll call on the map; positions and agreement session by session. */
export function VotesView() {
  return (
    <article className="view votes">
      <ViewHead title={said.title} lead={words.leads.votes} />
      <OneRollCall />
      <OverSessions />
    </article>
  );
}

function OneRollCall() {
  const {params} = useAddress();
  const answer = useFinding(rollCallAddress(params));
  const states = useFinding("/api/v1/states");
  return (
    <section aria-labelledby="roll-call">
      <h2 id="roll-call">{said.rollCall}</h2>
      <AnswerFrame answer={together(answer, [states])} back="/votes">
        {(finding) =>
          states.value === null ? null : (
            <RollCall finding={finding} states={states.value}>
              <OtherCalls shown={params.get("call") ?? parameterOf(finding, "resolution")} />
            </RollCall>
          )
        }
      </AnswerFrame>
    </section>
  );
}

function OtherCalls({shown}: {readonly shown: string | null}) {
  const {params} = useAddress();
  const answer = useFinding(rollCallsAddress(params));
  return (
    <section className="calls" aria-labelledby="calls">
      <h3 id="calls" className="list-head">
        {said.list}
      </h3>
      <RollCallSearch />
      <AnswerFrame answer={answer} back="/votes">
        {(finding) => <RollCallList finding={finding} shown={shown} />}
      </AnswerFrame>
    </section>
  );
}

function OverSessions() {
  const {params} = useAddress();
  const states = useFinding("/api/v1/states");
  const calendar = useFinding("/api/v1/calendar");
  return (
    <section aria-labelledby="over-sessions">
      <h2 id="over-sessions">{said.overSessions}</h2>
      {states.value !== null && (
        <Filters
          question="votes-agreement"
          first={["with", "states", "session"]}
          usual={agreementChoices(params, states.value)}
        />
      )}
      <Positions states={states} calendar={calendar} />
      <AgreementPart states={states} calendar={calendar} />
    </section>
  );
}

interface PartProps {
  readonly states: Answer<Finding>;
  readonly calendar: Answer<Finding>;
}

function Positions(needed: PartProps) {
  const {params} = useAddress();
  const [states, calendar] = [needed.states.value, needed.calendar.value];
  const answer = useFinding(states === null ? null : idealAddress(params, states));
  return (
    <section aria-labelledby={POSITIONS} className="positions">
      <h3 id={POSITIONS}>{said.ideal.title}</h3>
      <p className="lead">{said.ideal.lead}</p>
      <AnswerFrame answer={together(answer, [needed.states, needed.calendar])} back="/votes">
        {(finding) =>
          states === null || calendar === null ? null : (
            <IdealPoints
              finding={finding}
              states={states}
              calendar={calendar}
              {...stressedCodes(params, states)}
            />
          )
        }
      </AnswerFrame>
    </section>
  );
}

function AgreementPart(needed: PartProps) {
  const {params} = useAddress();
  const [states, calendar] = [needed.states.value, needed.calendar.value];
  const answer = useFinding(states === null ? null : agreementAddress(params, states));
  return (
    <section aria-labelledby="agreement">
      <h3 id="agreement">{said.agreement}</h3>
      <p className="lead">{said.agreementLead}</p>
      <AnswerFrame answer={together(answer, [needed.states, needed.calendar])} back="/votes">
        {(finding) =>
          states === null || calendar === null ? null : finding.rows.length === 0 ? (
            <Empty back="/votes" />
          ) : (
            <Agreement finding={finding} states={states} calendar={calendar} />
          )
        }
      </AnswerFrame>
    </section>
  );
}
