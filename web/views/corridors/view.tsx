import {useRef} from "react";
import {changed, navigate, useAddress, writeAddress} from "../../address/index.ts";
import {type Answer, type Finding, parameterOf, textIn, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {amountsIn} from "../../parts/amount.ts";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {Empty} from "../../parts/empty.tsx";
import {Filters} from "../../parts/filters.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {GoodsAsked} from "../../parts/goods.tsx";
import {Link} from "../../parts/link.tsx";
import {useNames} from "../../parts/names.ts";
import {shownRange} from "../../parts/period.ts";
import {SourceLine} from "../../parts/source-line.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {words} from "../../words/index.ts";
import {RoadDiagram} from "./diagram.tsx";
import {legsOf} from "./layout.ts";
import {closedIn, corridorsAddress, type Shown, shownIn, withTurned} from "./state.ts";

const said = words.corridors;

/** Roads of hubs, as bands of money; closing a hub shows who takes over. */
export function CorridorsView() {
  const {params} = useAddress();
  const arcs = useFinding(corridorsAddress(params, "arc"));
  const roads = useFinding(corridorsAddress(params, "road"));
  return (
    <article className="view corridors">
      <ViewHead title={said.title} lead={words.leads.corridors} />
      <Filters
        question="corridors"
        first={["goods", "origins", "target", "close", "most-hubs"]}
        hidden={["by"]}
      />
      <AnswerFrame answer={arcs} back="/corridors">
        {(finding) => (finding.rows.length === 0 ? <Empty back="/corridors" /> : <Roads finding={finding} />)}
      </AnswerFrame>
      {/* What stops the one stops the other: it is said once. */}
      {(arcs.problem === null || roads.value !== null) && <RoadByRoad roads={roads} />}
    </article>
  );
}

function RoadByRoad({roads}: {readonly roads: Answer<Finding>}) {
  return (
    <section aria-labelledby="roads-title">
      <h2 id="roads-title">{said.roads}</h2>
      <AnswerFrame answer={roads} back="/corridors">
        {(finding) => (
          <>
            <FindingTable finding={finding} caption={finding.question} named />
            <Actions finding={finding} />
            <Audit finding={finding} />
          </>
        )}
      </AnswerFrame>
    </section>
  );
}

function Roads({finding}: {readonly finding: Finding}) {
  const {params} = useAddress();
  const nameOf = useNames();
  const picture = useRef<HTMLElement>(null);
  const before = legsOf(finding, "flow_upper_usd");
  const closed = closedIn(params);
  const shown = closed.length === 0 ? "before" : shownIn(params);
  const legs = shown === "before" ? before : legsOf(finding, "after_upper_usd");
  const amounts = amountsIn(finding, "usd", ["flow_upper_usd"]);
  const target = parameterOf(finding, "target");
  const hubs = [...new Set(finding.rows.map((row) => textIn(row, "to") ?? ""))].filter(
    (hub) => hub !== target,
  );
  return (
    <>
      <p className="question">{finding.question}</p>
      <GoodsAsked asked={parameterOf(finding, "goods")} />
      <nav className="hub-gates" aria-label={said.gates}>
        <span className="soft">{said.close}:</span>
        {[...new Set([...closed, ...hubs])].map((hub) => (
          <Link
            key={hub}
            to={writeAddress("/corridors", withTurned(params, hub))}
            className={closed.includes(hub) ? "gate gate-closed" : "gate"}
            label={closed.includes(hub) ? said.open(nameOf(hub)) : said.shut(nameOf(hub))}
          >
            {nameOf(hub)}
          </Link>
        ))}
      </nav>
      {closed.length > 0 && <BeforeAfter shown={shown} closed={closed} />}
      <figure className="figure" ref={picture}>
        {legs.length === 0 ? (
          <p className="soft">{said.none}</p>
        ) : (
          <RoadDiagram
            measure={before}
            legs={legs}
            amounts={amounts}
            name={finding.question}
            source={finding.lineage[0]?.publisher ?? ""}
          />
        )}
        <p className="soft">{said.legend}</p>
        <SourceLine
          finding={finding}
          unit={amounts.unit}
          period={shownRange(parameterOf(finding, "window") ?? "")}
        />
      </figure>
      <details className="behind">
        <summary>{words.table.behind}</summary>
        <FindingTable finding={finding} caption={finding.question} />
        <Actions finding={finding} picture={picture} />
      </details>
    </>
  );
}

function BeforeAfter({shown, closed}: {readonly shown: Shown; readonly closed: readonly string[]}) {
  const {params} = useAddress();
  const nameOf = useNames();
  const show = (next: Shown) =>
    navigate(writeAddress("/corridors", changed(params, {show: next === "before" ? "before" : null})), {
      replace: true,
    });
  return (
    <fieldset className="toggle">
      <legend className="unseen">{said.compare}</legend>
      <button type="button" aria-pressed={shown === "before"} onClick={() => show("before")}>
        {said.before}
      </button>
      <button type="button" aria-pressed={shown === "after"} onClick={() => show("after")}>
        {said.after(closed.map(nameOf).join(", "))}
      </button>
    </fieldset>
  );
}
