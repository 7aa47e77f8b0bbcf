import {type ReactNode, useRef} from "react";
import {type Finding, parameterOf} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {Audit} from "../../parts/audit.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {Link} from "../../parts/link.tsx";
import {shownDay} from "../../parts/period.ts";
import {SourceLine} from "../../parts/source-line.tsx";
import {words} from "../../words/index.ts";
import {placesOf} from "../atlas/places.ts";
import {fillOf} from "./patterns.tsx";
import {byChoice, CHOICES, type Choice, tallyOf, type Vote, votesOf} from "./roll-call-layout.ts";
import {RollCallMap} from "./roll-call-map.tsx";

const said = words.votes;

/** One roll call: the map, the tally, and the states by their choice. */
export function RollCall({
  finding,
  states,
  children,
}: {
  readonly finding: Finding;
  readonly states: Finding;
  /** Stands between the picture and the lists: the other roll calls. */
  readonly children: ReactNode;
}) {
  const picture = useRef<HTMLElement>(null);
  const votes = votesOf(finding);
  const groups = byChoice(votes);
  const tally = tallyOf(finding);
  const when = shownDay(parameterOf(finding, "date") ?? "");
  const call = parameterOf(finding, "resolution") ?? "";
  const publishers = [...new Set(finding.lineage.map(({publisher}) => publisher))].join("; ");
  return (
    <>
      <p className="question">{finding.question}</p>
      <figure className="figure" ref={picture}>
        <ul className="vote-key" aria-label={said.tally}>
          {CHOICES.map((choice) => (
            <li key={choice}>
              <Sample choice={choice} />
              <strong>{tally.get(choice) ?? groups.get(choice)?.length}</strong> {said.choices[choice]}
            </li>
          ))}
        </ul>
        <RollCallMap
          votes={votes}
          places={placesOf(states)}
          name={finding.question}
          tell={({name, choice, why}) =>
            `${name}: ${why ?? said.choices[choice]}. ${call}, ${when}. ${publishers}`
          }
        />
        <p className="soft vote-note">{said.smallStates}</p>
        <SourceLine finding={finding} unit={said.unit} period={when} />
      </figure>
      <Actions finding={finding} picture={picture} />
      {children}
      <h3 className="list-head">{said.byChoice}</h3>
      <div className="vote-lists">
        {CHOICES.map((choice) => (
          <StateList key={choice} choice={choice} votes={groups.get(choice) ?? []} finding={finding} />
        ))}
      </div>
      <details className="behind">
        <summary>{words.table.behind}</summary>
        <FindingTable finding={finding} caption={finding.question} />
      </details>
      <Audit finding={finding} />
    </>
  );
}

// The patterns stand in the map's own picture.
function Sample({choice}: {readonly choice: Choice}) {
  return (
    <svg className="vote-sample" width="26" height="16" aria-hidden="true">
      <rect width="26" height="16" fill={fillOf(choice)} />
    </svg>
  );
}

function StateList({
  choice,
  votes,
  finding,
}: {
  readonly choice: Choice;
  readonly votes: readonly Vote[];
  readonly finding: Finding;
}) {
  if (votes.length === 0) return null;
  return (
    <details open={choice === "no"}>
      <summary>
        {said.choices[choice]} <span className="soft">({votes.length})</span>
      </summary>
      <ul className="inline-list">
        {votes.map(({row, iso3, name, why}) => (
          <li key={iso3} title={why ?? undefined}>
            {choice === "missing" ? (
              name
            ) : (
              <Link to={`/evidence/${finding.id}/${row}`} title={words.table.toRow(row)}>
                {name}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
