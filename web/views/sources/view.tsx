import {grouped} from "../../../src/display/index.ts";
import {type Finding, type FindingRow, numberIn, textIn, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {words} from "../../words/index.ts";

const said = words.sources;

/** Whose data are loaded, how fresh, under which terms, and whether they passed their checks. */
export function SourcesView() {
  const sources = useFinding("/api/v1/sources");
  const doctor = useFinding("/api/v1/doctor");
  return (
    <article className="view sources">
      <ViewHead title={said.title} lead={words.leads.sources} />
      <AnswerFrame answer={sources} back="/sources">
        {(finding) => <Shelf finding={finding} />}
      </AnswerFrame>
      <section aria-labelledby="checks-title">
        <h2 id="checks-title">{said.checks}</h2>
        <AnswerFrame answer={doctor} back="/sources">
          {(finding) => (
            <>
              <FindingTable finding={finding} caption={finding.question} />
              <Actions finding={finding} />
            </>
          )}
        </AnswerFrame>
      </section>
      <section aria-labelledby="goods-title">
        <h2 id="goods-title">{words.goods.credits}</h2>
        <p className="soft">{words.goods.credit}</p>
      </section>
    </article>
  );
}

function Shelf({finding}: {readonly finding: Finding}) {
  return (
    <>
      <ul className="shelf">
        {finding.rows.map((row) => (
          <Card
            key={textIn(row, "source")}
            row={row}
            url={finding.lineage.find(({source}) => source === row.source)?.url ?? null}
          />
        ))}
      </ul>
      <Actions finding={finding} />
      <details className="behind">
        <summary>{words.table.behind}</summary>
        <FindingTable finding={finding} caption={finding.question} />
      </details>
      <Audit finding={finding} />
    </>
  );
}

function Card({row, url}: {readonly row: FindingRow; readonly url: string | null}) {
  const count = (name: string) => {
    const value = numberIn(row, name);
    return value === null ? "–" : grouped(value);
  };
  const facts = [
    [said.vintage, textIn(row, "vintage")],
    [said.years, `${textIn(row, "first_year") ?? "–"} – ${textIn(row, "last_year") ?? "–"}`],
    [said.rows, said.entered(count("rows"), count("dropped"))],
    [said.licence, textIn(row, "licence")],
    [said.shipped, row.may_be_shipped === true ? said.yes : said.no],
  ];
  return (
    <li>
      <h2>{textIn(row, "title")}</h2>
      <p className="soft">
        {textIn(row, "publisher")} ·{" "}
        {url?.startsWith("http") ? (
          <a href={url} rel="noreferrer" target="_blank">
            {textIn(row, "source")}
          </a>
        ) : (
          textIn(row, "source")
        )}
      </p>
      <dl>
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text ?? "–"}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
