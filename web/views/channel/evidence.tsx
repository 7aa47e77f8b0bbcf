import type {Finding} from "../../data/index.ts";
import {Link} from "../../parts/link.tsx";
import {words} from "../../words/index.ts";

const said = words.channel;
/** Labels shown beside the link; the rest is told by number. */
const MOST_SHOWN = 6;

/** The way from the channel's figures to the source records. */
export function EvidenceList({finding}: {readonly finding: Finding}) {
  const labels = [...new Set(finding.evidence.filter(({row}) => row === 0).map(({label}) => label))];
  if (labels.length === 0) return null;
  return (
    <section className="evidence-list" aria-labelledby="evidence-title">
      <h2 id="evidence-title">{said.evidence}</h2>
      <p>
        <Link to={`/evidence/${finding.id}/1`} className="button primary">
          {said.toEvidence}
        </Link>
      </p>
      <p className="soft">
        {said.evidenceNote} {said.holds}: {labels.slice(0, MOST_SHOWN).join("; ")}
        {labels.length > MOST_SHOWN ? `; ${words.audit.moreRows(labels.length - MOST_SHOWN)}` : ""}.
      </p>
    </section>
  );
}
