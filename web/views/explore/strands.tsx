import {writeAddress} from "../../address/index.ts";
import {type Finding, numberIn, parameterOf, textIn} from "../../data/index.ts";
import {Link} from "../../parts/link.tsx";
import {shownPeriod} from "../../parts/period.ts";
import {words} from "../../words/index.ts";

const said = words.explore;

/** What there is to choose from: sources, flows and frequencies, by records. They are never added, so one is chosen. */
export function Strands({known, shown}: {readonly known: Finding; readonly shown: Finding | null}) {
  const most = Math.max(1, ...known.rows.map((row) => numberIn(row, "records") ?? 1));
  const rows = known.rows.toSorted((a, b) => (numberIn(b, "records") ?? 0) - (numberIn(a, "records") ?? 0));
  return (
    <details className="behind strands">
      <summary>{said.strands(known.rows.length)}</summary>
      <p className="soft">{said.strandsNote}</p>
      <ol className="bars">
        {rows.map((row) => {
          const [source = "", flow = "", freq = ""] = ["source", "flow", "frequency"].map(
            (name) => textIn(row, name) ?? "",
          );
          const records = numberIn(row, "records");
          const isShown = ["source", "flow", "frequency"].every(
            (name) => shown !== null && parameterOf(shown, name) === textIn(row, name),
          );
          const span = `${shownPeriod(textIn(row, "first_period") ?? "")} – ${shownPeriod(textIn(row, "last_period") ?? "")}`;
          return (
            <li key={`${source} ${flow} ${freq}`}>
              <Link
                to={writeAddress("/explore", {source, flow, freq})}
                className="bar-name"
                current={isShown}
              >
                {source}, {said.flows(flow)}, {said.frequencies(freq)}
              </Link>
              <span className="bar-field" title={span}>
                {records !== null && <b style={{width: `${(100 * records) / most}%`}} />}
              </span>
              <span className="bar-text">
                {records === null ? words.table.missing : said.records(records)} <small>{span}</small>
              </span>
            </li>
          );
        })}
      </ol>
    </details>
  );
}
