import {useMemo, useRef} from "react";
import {useAddress, writeAddress} from "../../address/index.ts";
import {type Finding, parameterOf, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {Empty} from "../../parts/empty.tsx";
import {Filters} from "../../parts/filters.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {Link} from "../../parts/link.tsx";
import {shownDay} from "../../parts/period.ts";
import {SourceLine} from "../../parts/source-line.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {words} from "../../words/index.ts";
import {type Place, placesOf} from "../atlas/places.ts";
import {mostActs, type StateLine, typesOf} from "./layout.ts";

const said = words.states;

/** The states of the study by what they did after the shock, each with the way to its page. */
export function StatesView() {
  const {params} = useAddress();
  const answer = useFinding(writeAddress("/api/v1/response", {...Object.fromEntries(params), state: null}));
  const states = useFinding("/api/v1/states").value;
  const places = useMemo(() => (states === null ? null : placesOf(states)), [states]);
  return (
    <article className="view states">
      <ViewHead title={said.title} lead={words.leads.states} />
      <Filters question="response" first={["pole", "shock"]} hidden={["state"]} />
      <AnswerFrame answer={answer} back="/states">
        {(finding) =>
          places === null ? null : finding.rows.length === 0 ? (
            <Empty back="/states" />
          ) : (
            <Index finding={finding} places={places} />
          )
        }
      </AnswerFrame>
    </article>
  );
}

function Index({finding, places}: {readonly finding: Finding; readonly places: ReadonlyMap<string, Place>}) {
  const picture = useRef<HTMLElement>(null);
  const pole = parameterOf(finding, "pole") ?? "";
  const most = mostActs(finding);
  const shock = shownDay(parameterOf(finding, "shock") ?? "");
  return (
    <>
      <p className="question">{finding.question}</p>
      <figure className="figure" ref={picture}>
        <p className="key states-key">
          <span className="key-away">{said.away(pole)}</span>{" "}
          <span className="key-toward">{said.toward(pole)}</span>
        </p>
        {[...typesOf(finding, places)].map(([type, lines]) => (
          <section key={type} className="state-type" aria-label={type}>
            <h2>
              {type} <small>{said.count(lines.length)}</small>
            </h2>
            <ul className="state-lines">
              {lines.map((line) => (
                <Line key={line.iso3} line={line} most={most} finding={finding} />
              ))}
            </ul>
          </section>
        ))}
        <SourceLine finding={finding} unit={said.unit} period={said.since(shock)} />
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

function Line({
  line: {row, iso3, name, away, toward, firstAway, firstToward},
  most,
  finding,
}: {
  readonly line: StateLine;
  readonly most: number;
  readonly finding: Finding;
}) {
  const half = (count: number | null) => (count === null ? 0 : (42 * count) / most);
  const first = [firstAway, firstToward].filter((text) => text !== null).sort()[0] ?? null;
  return (
    <li>
      <h3>
        <Link to={`/states/${iso3}`}>{name}</Link>
      </h3>
      <div className="acts-field" title={said.acts(name, away ?? 0, toward ?? 0)}>
        <u />
        <b className="away" style={{right: "50%", width: `${half(away)}%`}} />
        <b className="toward" style={{left: "50%", width: `${half(toward)}%`}} />
        <span className="acts-away">{away}</span>
        <span className="acts-toward">{toward}</span>
      </div>
      <p>
        {first === null
          ? said.noActs
          : said.first(
              shownDay(first.slice(0, first.indexOf(" "))),
              first.slice(first.indexOf(" ") + 1),
            )}{" "}
        {finding.evidence.some((entry) => entry.row === row - 1) && (
          <Link to={`/evidence/${finding.id}/${row}`} label={said.sourcesOf(name)}>
            {words.table.source}
          </Link>
        )}
      </p>
    </li>
  );
}
