import {useMemo} from "react";
import {useAddress, writeAddress} from "../../address/index.ts";
import {parameterOf, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {Link} from "../../parts/link.tsx";
import {words} from "../../words/index.ts";
import {type Place, placesOf} from "../atlas/places.ts";
import {EntanglementPart} from "./entanglement.tsx";
import {DossierSections} from "./sections.tsx";
import {dossierAddress, stateIn} from "./state.ts";

const said = words.state;

/** The dossier of one state: what is known of it, section by section, and what is not. */
export function StateView() {
  const {path, params} = useAddress();
  const state = stateIn(path);
  const answer = useFinding(dossierAddress(params, state));
  const known = useFinding("/api/v1/states");
  const states = known.value;
  const places = useMemo(() => (states === null ? null : placesOf(states)), [states]);
  const place = places?.get(state) ?? null;
  return (
    <article className="view state" aria-busy={known.waiting}>
      <p className="way-back">
        <Link to={writeAddress("/states")}>← {said.back}</Link>
      </p>
      <header className="view-head">
        <h1>{place?.name ?? state.slice(0, 60)}</h1>
        <p className="lead">{said.lead}</p>
        {place !== null && <Ways place={place} />}
      </header>
      {places !== null && place !== null && <EntanglementPart state={state} places={places} />}
      <AnswerFrame answer={answer} back="/states">
        {(finding) => (
          <>
            <p className="question">{finding.question}</p>
            <p className="soft">
              {said.asOf(parameterOf(finding, "from") ?? "", parameterOf(finding, "to") ?? "")}
            </p>
            <Actions finding={finding} />
            <DossierSections finding={finding} />
            <Audit finding={finding} />
          </>
        )}
      </AnswerFrame>
    </article>
  );
}

function Ways({place: {iso3, blocs}}: {readonly place: Place}) {
  const shown = blocs.filter((bloc) => bloc !== "");
  return (
    <p className="soft state-ways">
      {shown.length > 0 && <span>{said.blocs(shown.join(", "))}</span>}
      <Link to={writeAddress("/ties", {state: iso3})}>{said.toTies}</Link>
      <Link to={`/channels/${iso3}`}>{said.toChannel}</Link>
      <Link to={writeAddress("/atlas", {pole: iso3})}>{said.toAtlas}</Link>
      <Link to={writeAddress("/laws", {family: "all", state: iso3})}>{said.toLaws}</Link>
    </p>
  );
}
