import {useRef} from "react";
import {useAddress} from "../../address/index.ts";
import {type Finding, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {Empty} from "../../parts/empty.tsx";
import {Filters} from "../../parts/filters.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {words} from "../../words/index.ts";
import {LedgerFigure} from "./ledger.tsx";
import {transitAddress} from "./state.ts";

const said = words.transit;

/** The ledger of false transit: both sides' records, and what never arrived beyond the usual gap. */
export function TransitView() {
  const {params} = useAddress();
  const answer = useFinding(transitAddress(params));
  return (
    <article className="view transit">
      <ViewHead title={said.title} lead={words.leads.transit} />
      <Filters
        question="transit"
        first={["origin", "hub", "goods", "period", "by"]}
        answered={answer.value}
      />
      <AnswerFrame answer={answer} back="/transit">
        {(finding) =>
          finding.rows.length === 0 ? <Empty back="/transit" /> : <LedgerAnswer finding={finding} />
        }
      </AnswerFrame>
    </article>
  );
}

function LedgerAnswer({finding}: {readonly finding: Finding}) {
  const picture = useRef<HTMLElement>(null);
  return (
    <>
      <p className="question">{finding.question}</p>
      <LedgerFigure finding={finding} picture={picture} />
      <Actions finding={finding} picture={picture} />
      <details className="behind">
        <summary>{words.table.behind}</summary>
        <FindingTable finding={finding} caption={finding.question} />
      </details>
      <Audit finding={finding} />
    </>
  );
}
