import {memo, useId} from "react";
import {grouped} from "../../src/display/index.ts";
import type {Finding} from "../data/index.ts";
import {words} from "../words/index.ts";
import {Link} from "./link.tsx";
import {spoken} from "./spoken.ts";

const {audit} = words;
/** Reasons and reporters shown; the data hold all. */
const MOST_SHOWN = 12;

/** What a reader must know beside the rows: warnings, caveats, what was left out, who reported, whose data. */
export const Audit = memo(function Audit({finding}: {readonly finding: Finding}) {
  // A page may show several findings, each with its own.
  const title = useId();
  return (
    <section className="audit" aria-labelledby={title}>
      <h2 id={title}>{audit.title}</h2>
      <div className="audit-notes">
        <Notes title={audit.warnings} texts={finding.warnings} tone="warning" />
        <Notes title={audit.caveats} texts={finding.caveats} tone="plain" />
      </div>
      <Lineage finding={finding} />
      <SampleAudit finding={finding} />
      <Parameters finding={finding} />
      <p className="soft finding-id">
        {audit.id} {/* Source rows are fetched anew, not remembered. */}
        {finding.kind === "evidence" ? finding.id : <Link to={`/findings/${finding.id}`}>{finding.id}</Link>}
      </p>
    </section>
  );
});

function Notes({
  title,
  texts,
  tone,
}: {
  readonly title: string;
  readonly texts: readonly string[];
  readonly tone: "warning" | "plain";
}) {
  if (texts.length === 0) return null;
  return (
    <div className={`notes notes-${tone}`}>
      <h3>{title}</h3>
      <ul>
        {texts.map((text) => (
          <li key={text}>{spoken(text)}</li>
        ))}
      </ul>
    </div>
  );
}

function Lineage({finding: {lineage}}: {readonly finding: Finding}) {
  if (lineage.length === 0) return null;
  return (
    <details>
      <summary>
        {audit.lineage} <span className="soft">({lineage.length})</span>
      </summary>
      <ul className="lineage">
        {lineage.map(({source, publisher, title, licence, vintage, url, checksum}) => (
          <li key={source}>
            <strong>{publisher}</strong>, {title}. {vintage}; {licence}.{" "}
            {url.startsWith("http") && (
              <a href={url} rel="noreferrer" target="_blank">
                {source}
              </a>
            )}{" "}
            <code title={checksum}>sha256 {checksum.slice(0, 12)}…</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

function SampleAudit({finding: {sample}}: {readonly finding: Finding}) {
  const dropped = sample.dropped.toSorted((a, b) => b.rows - a.rows);
  return (
    <details>
      <summary>{audit.sample}</summary>
      <p>{audit.used(grouped(sample.rows_used), grouped(sample.rows_in))}</p>
      {dropped.length > 0 && (
        <table className="small-table">
          <thead>
            <tr>
              <th scope="col">{audit.reason}</th>
              <th scope="col" className="number">
                {audit.rows}
              </th>
            </tr>
          </thead>
          <tbody>
            {dropped.slice(0, MOST_SHOWN).map(({reason, rows, detail}) => (
              <tr key={`${reason} ${detail ?? ""}`}>
                <td title={detail}>{reason}</td>
                <td className="number">{grouped(rows)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {dropped.length > MOST_SHOWN && (
        <p className="soft">{audit.moreReasons(dropped.length - MOST_SHOWN)}</p>
      )}
      <Coverage sample={sample} />
    </details>
  );
}

function Coverage({sample: {coverage}}: {readonly sample: Finding["sample"]}) {
  if (coverage.length === 0) return null;
  return (
    <>
      <table className="small-table">
        <caption>{audit.coverage}</caption>
        <thead>
          <tr>
            <th scope="col">{audit.reporter}</th>
            <th scope="col">{audit.flow}</th>
            <th scope="col">{audit.from}</th>
            <th scope="col">{audit.to}</th>
            <th scope="col" className="number">
              {audit.periods}
            </th>
            <th scope="col">{audit.source}</th>
          </tr>
        </thead>
        <tbody>
          {coverage.slice(0, MOST_SHOWN).map(({reporter, flow, from, to, periods, source}) => (
            <tr key={`${source} ${reporter} ${flow}`}>
              <td>{reporter}</td>
              <td>{flow}</td>
              <td>{from}</td>
              <td>{to}</td>
              <td className="number">{grouped(periods)}</td>
              <td>{source}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {coverage.length > MOST_SHOWN && <p className="soft">{audit.moreRows(coverage.length - MOST_SHOWN)}</p>}
    </>
  );
}

function Parameters({finding: {parameters}}: {readonly finding: Finding}) {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return null;
  return (
    <details>
      <summary>{audit.parameters}</summary>
      <dl className="parameters">
        {entries.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value === null ? "–" : Array.isArray(value) ? value.join(", ") : String(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
