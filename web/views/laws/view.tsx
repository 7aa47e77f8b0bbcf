import {useRef} from "react";
import {useAddress} from "../../address/index.ts";
import {type Finding, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {Empty} from "../../parts/empty.tsx";
import {Filters} from "../../parts/filters.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {Link} from "../../parts/link.tsx";
import {SourceLine} from "../../parts/source-line.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {words} from "../../words/index.ts";
import {readCalendar} from "../atlas/state.ts";
import {LawTimes} from "./chart.tsx";
import {FIRST_YEAR, familiesOf, lawsOf} from "./layout.ts";
import {ALL_LAWS, EVERY_FAMILY, lawChoices, lawsAddress} from "./state.ts";

const said = words.laws;

/** Laws and bills of a family on a time axis, with their standing, model and clauses. */
export function LawsView() {
  const {params} = useAddress();
  const answer = useFinding(lawsAddress(params));
  const calendar = useFinding("/api/v1/calendar").value;
  const shock = calendar === null ? null : readCalendar(calendar).shock;
  return (
    <article className="view laws">
      <ViewHead title={said.title} lead={words.leads.laws} />
      <Filters question="laws" first={["family", "state"]} usual={lawChoices(params)} />
      <Families />
      <AnswerFrame answer={answer} back="/laws">
        {(finding) =>
          finding.rows.length === 0 ? <Empty back="/laws" /> : <LawFigure finding={finding} shock={shock} />
        }
      </AnswerFrame>
    </article>
  );
}

function Families() {
  const all = useFinding(ALL_LAWS).value;
  const families = all === null ? [] : [...familiesOf(all), EVERY_FAMILY];
  return (
    <p className="soft law-families">
      {said.families}:{" "}
      {families.map((family) => (
        <Link key={family} to={`/laws?family=${family}`} className="law-family">
          {said.familyName(family)}
        </Link>
      ))}
    </p>
  );
}

function LawFigure({finding, shock}: {readonly finding: Finding; readonly shock: string | null}) {
  const picture = useRef<HTMLElement>(null);
  return (
    <>
      <p className="question">{finding.question}</p>
      <figure className="figure" ref={picture}>
        <ul className="tie-key law-key" aria-label={words.ties.key}>
          {(["introduced", "adopted", "force", "open", "cross", "model", "shock"] as const).map((mark) => (
            <li key={mark}>
              <i data-mark={mark} aria-hidden="true" /> {said.marks[mark]}
            </li>
          ))}
        </ul>
        <LawTimes finding={finding} shock={shock} />
        <p className="soft vote-note">{said.note}</p>
        <SourceLine finding={finding} unit={said.unit} period={said.since(FIRST_YEAR)} />
      </figure>
      <Actions finding={finding} picture={picture} />
      <Clauses finding={finding} />
      <details className="behind">
        <summary>{words.table.behind}</summary>
        <FindingTable finding={finding} caption={finding.question} />
      </details>
      <Audit finding={finding} />
    </>
  );
}

/** Which law has which clauses, as a grid of signs. */
function Clauses({finding}: {readonly finding: Finding}) {
  const laws = lawsOf(finding).filter(({clauses}) => clauses.length > 0);
  const names = [...new Set(laws.flatMap(({clauses}) => clauses.map(nameOf)))].sort();
  if (laws.length === 0) return null;
  return (
    <section aria-labelledby="clauses">
      <h2 id="clauses">{said.clausesTitle}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard. */}
      <section className="scroll" tabIndex={0} aria-label={said.clausesTitle}>
        <table className="clauses">
          <thead>
            <tr>
              <th scope="col">{said.law}</th>
              {names.map((name) => (
                <th key={name} scope="col">
                  {name.replaceAll("_", " ")}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {laws.map(({row, record, name: state, title, clauses}) => (
              <tr key={record}>
                <th scope="row">
                  <Link to={`/evidence/${finding.id}/${row}`} title={words.table.toRow(row)}>
                    {state}
                  </Link>{" "}
                  <small>{title}</small>
                </th>
                {names.map((name) => (
                  <td key={name}>{signOf(clauses.find((clause) => nameOf(clause) === name))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="soft vote-note">{said.clausesNote}</p>
    </section>
  );
}

function nameOf(clause: string): string {
  return clause.split(" ")[0] ?? clause;
}

function signOf(clause: string | undefined): string {
  if (clause === undefined) return "";
  const [, value] = clause.split(" ");
  return value ?? "●";
}
