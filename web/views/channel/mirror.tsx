import {useRef} from "react";
import {writeAddress} from "../../address/index.ts";
import {type Finding, parameterOf, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {Link} from "../../parts/link.tsx";
import {words} from "../../words/index.ts";
import {LedgerFigure} from "../transit/ledger.tsx";

const said = words.channel.mirror;

/** Both sides' records of the origins' exports to the hub, all goods together, and what never arrived beyond the usual. */
export function MirrorSection({finding, hub}: {readonly finding: Finding; readonly hub: string}) {
  const given = {
    origin: parameterOf(finding, "origins"),
    hub,
    by: "period",
    shock: parameterOf(finding, "shock"),
  };
  const picture = useRef<HTMLElement>(null);
  const answer = useFinding(writeAddress("/api/v1/transit", given));
  return (
    <section aria-labelledby="mirror-title">
      <h2 id="mirror-title">{said.title}</h2>
      <AnswerFrame answer={answer} back="/transit">
        {(ledger) =>
          ledger.rows.length === 0 ? (
            <p className="soft">{said.none}</p>
          ) : (
            <>
              <LedgerFigure finding={ledger} picture={picture} />
              <details className="behind">
                <summary>{words.table.behind}</summary>
                <FindingTable finding={ledger} caption={ledger.question} />
                <Actions finding={ledger} picture={picture} />
              </details>
              <p>
                <Link to={writeAddress("/transit", given)}>{said.toLedger}</Link>
              </p>
            </>
          )
        }
      </AnswerFrame>
    </section>
  );
}
