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

const VIEWS = ["channels", "corridors", "transit", "trade"];

/** A finding at its permanent address: the rows, the audit, the sources, as they were answered. */
export function FindingView() {
  const {path} = useAddress();
  const id = path.split("/")[2] ?? "";
  const answer = useFinding(`/api/v1/findings/${id}`);
  return (
    <article className="view finding">
      {answer.value === null && <h1>{words.views.finding}</h1>}
      <AnswerFrame answer={answer} back="/channels">
        {(finding) => <Whole finding={finding} />}
      </AnswerFrame>
    </article>
  );
}

function Whole({finding}: {readonly finding: Finding}) {
  const view = VIEWS.find((name) => name === finding.kind);
  return (
    <>
      <ViewHead title={words.views.finding} lead={finding.question}>
        {view !== undefined && (
          <p className="soft">
            <Link to={writeAddress(`/${view}`)}>{words.finding.toView(view)}</Link>
          </p>
        )}
      </ViewHead>
      <Actions finding={finding} />
      {finding.rows.length === 0 ? (
        <Empty back="/channels" />
      ) : (
        <FindingTable finding={finding} caption={finding.question} named />
      )}
      <Audit finding={finding} />
    </>
  );
}
