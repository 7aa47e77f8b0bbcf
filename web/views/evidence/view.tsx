import {grouped} from "../../../src/display/index.ts";
import {useAddress} from "../../address/index.ts";
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
  const {path} = useAddress();
  const [, , id = "", row = "1"] = path.split("/");
  const of = useFinding(`/api/v1/findings/${id}`);
  const answer = useFinding(`/api/v1/findings/${id}/evidence/${row}`);
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
      <p className="soft">{said.count(grouped(finding.rows.length))}</p>
      <EvidenceActions finding={finding} cited={cited} />
      <FindingTable finding={finding} caption={said.caption} />
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
