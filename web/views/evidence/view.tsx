import {grouped} from "../../../src/display/index.ts";
import {useAddress, writeAddress} from "../../address/index.ts";
import {type Finding, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {Empty} from "../../parts/empty.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {Link} from "../../parts/link.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {words} from "../../words/index.ts";

const said = words.evidence;

/** The source records behind one row of a finding, and the statements that fetched them. */
export function EvidenceView() {
  const {path, params} = useAddress();
  const [, , id = "", row = "1"] = path.split("/");
  const of = useFinding(`/api/v1/findings/${id}`);
  const answer = useFinding(
    writeAddress(`/api/v1/findings/${id}/evidence/${row}`, {from: params.get("from")}),
  );
  return (
    <article className="view evidence">
      <ViewHead title={said.title} lead={said.lead}>
        {of.value !== null && (
          <p className="question">
            {said.row(row)} <Link to={`/findings/${id}`}>{of.value.question}</Link>
          </p>
        )}
      </ViewHead>
      {/* Rows that cannot be shown are shown by asking anew. */}
      <AnswerFrame answer={answer} back={`/${id.replace(/-[0-9a-f]+$/, "")}`}>
        {(finding) =>
          finding.rows.length === 0 ? (
            <Empty back={`/findings/${id}`} />
          ) : (
            <Records finding={finding} cited={of.value} />
          )
        }
      </AnswerFrame>
    </article>
  );
}

function Records({finding, cited}: {readonly finding: Finding; readonly cited: Finding | null}) {
  const {sql, values} = finding.parameters;
  const statements = Array.isArray(sql) ? sql.map(String) : [];
  const bound = Array.isArray(values) ? values.map(String) : [];
  return (
    <>
      <p className="soft">{said.count(grouped(finding.sample.rows_in))}</p>
      <EvidenceActions finding={finding} cited={cited} />
      <Pages finding={finding} />
      <FindingTable key={finding.id} finding={finding} caption={said.caption} first={firstOf(finding)} />
      <Pages finding={finding} />
      {statements.length > 0 && (
        <details className="behind">
          <summary>{said.statements(statements.length)}</summary>
          {statements.map((statement, at) => (
            <pre key={at} className="sql">
              {statement}
              {"\n-- "}
              {bound[at] ?? ""}
            </pre>
          ))}
        </details>
      )}
      <Audit finding={finding} />
    </>
  );
}

function firstOf({parameters: {from}}: Finding): number {
  return typeof from === "number" ? from : 1;
}

/** Where the page stands among all records, and the ways to its neighbours; nothing where one page holds all. */
function Pages({finding}: {readonly finding: Finding}) {
  const {path} = useAddress();
  const {rows, of} = finding.parameters;
  if (typeof rows !== "number" || typeof of !== "number") return null;
  const from = firstOf(finding);
  const to = from + finding.rows.length - 1;
  const at = (first: number) => writeAddress(path, {from: first === 1 ? null : String(first)});
  return (
    <nav className="pages" aria-label={said.pages}>
      {from > 1 && <Link to={at(Math.max(1, from - rows))}>← {said.previous}</Link>}
      <span>{said.between(grouped(from), grouped(to), grouped(of))}</span>
      {to < of && <Link to={at(to + 1)}>{said.next} →</Link>}
    </nav>
  );
}

/** Files of the records; the citation is that of the finding they stand behind. */
function EvidenceActions({finding, cited}: {readonly finding: Finding; readonly cited: Finding | null}) {
  const {path} = useAddress();
  const [, , id = "", row = "1"] = path.split("/");
  return (
    <Actions
      finding={cited === null ? finding : {...finding, citation: cited.citation}}
      data={`/api/v1/findings/${id}/evidence/${row}`}
      permalink={path}
    />
  );
}
