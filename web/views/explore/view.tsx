import {useRef, useState} from "react";
import {grouped} from "../../../src/display/index.ts";
import {changed, navigate, useAddress, writeAddress} from "../../address/index.ts";
import {type Finding, parameterOf, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {type Amounts, amountsOf} from "../../parts/amount.ts";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {Empty} from "../../parts/empty.tsx";
import {Filters} from "../../parts/filters.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {GoodsAsked} from "../../parts/goods.tsx";
import {shownRange} from "../../parts/period.ts";
import {SourceLine} from "../../parts/source-line.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {words} from "../../words/index.ts";
import {ChoiceBars} from "./choice-bars.tsx";
import "./explore.css";
import {Gathering} from "./gathering.tsx";
import {PeriodBrush} from "./period-brush.tsx";
import {choicesIn, DIMENSIONS, type Dimension, exploreAddress, strandOf} from "./state.ts";
import {Strands} from "./strands.tsx";
import {type Linked, useLinked} from "./use-linked.ts";

const said = words.explore;

/** One source's records, cut along periods, states and chapters by charts that filter each other. */
export function ExploreView() {
  const {params} = useAddress();
  // What is wrong with an address every chart meets; it is said once.
  const total = useFinding(exploreAddress(params, "total"));
  const known = useFinding("/api/v1/explore?by=source").value;
  // The charts wait for the first answer about their records: a browser keeps few questions open, and news of the wait is one.
  const linked = useLinked(total.of === null ? null : strandOf(total.of), choicesIn(params));
  const answer = {
    ...total,
    problem: total.problem ?? linked.problem,
    again: () => {
      total.again();
      linked.again();
    },
  };
  return (
    <article className="view explore">
      <ViewHead title={said.title} lead={words.leads.explore} />
      <Filters
        question="explore"
        first={["source", "flow", "goods", "period", "reporter", "partner", "chapter"]}
        hidden={["by"]}
      />
      {known !== null && <Strands known={known} shown={total.value} />}
      <Gathering waiting={total.waiting} />
      <AnswerFrame answer={answer} back="/explore">
        {(finding) => <Charts finding={finding} linked={linked} />}
      </AnswerFrame>
    </article>
  );
}

function Charts({finding, linked}: {readonly finding: Finding; readonly linked: Linked}) {
  const {params} = useAddress();
  const [live, setLive] = useState<Partial<Record<Dimension, string | null>>>({});
  const choices = {...choicesIn(params), ...live};
  const source = finding.lineage.map(({publisher}) => publisher).join("; ");
  const choose = (dimension: Dimension, text: string | null, rests: boolean) => {
    linked.choose(dimension, text);
    setLive(rests ? {} : {[dimension]: text});
    if (rests) navigate(writeAddress("/explore", changed(params, {[dimension]: text})), {replace: true});
  };
  const everything = [linked.parts.total, ...DIMENSIONS.map((dimension) => linked.parts[dimension])];
  const amountsIn = (dimension: Dimension) =>
    amountsOf(
      "usd",
      (linked.parts[dimension] ?? []).map(({usd}) => usd),
    );
  return (
    <div aria-busy={everything.some((parts) => parts === null)}>
      <p className="question">{finding.question}</p>
      <GoodsAsked asked={choices.chapter} />
      <Total linked={linked} finding={finding} />
      {linked.parts.period?.length === 0 ? (
        <Empty back="/explore" />
      ) : (
        <div className="linked">
          {DIMENSIONS.map((dimension) => (
            <Chart key={dimension} dimension={dimension} amounts={amountsIn(dimension)} finding={finding}>
              {linked.parts[dimension] === null ? null : dimension === "period" ? (
                <PeriodBrush
                  parts={linked.parts.period ?? []}
                  range={choices.period}
                  amounts={amountsIn("period")}
                  source={source}
                  choose={(range, rests) => choose("period", range, rests)}
                />
              ) : (
                <ChoiceBars
                  dimension={dimension}
                  parts={linked.parts[dimension] ?? []}
                  chosen={choices[dimension]}
                  amounts={amountsIn(dimension)}
                  source={source}
                  choose={(text) => choose(dimension, text, true)}
                />
              )}
            </Chart>
          ))}
        </div>
      )}
      <Actions finding={finding} permalink={writeAddress("/explore", Object.fromEntries(params))} />
      <Audit finding={finding} />
    </div>
  );
}

/** The sum under all choices, with its records and those without a value. */
function Total({linked, finding}: {readonly linked: Linked; readonly finding: Finding}) {
  const [row] = linked.parts.total ?? [];
  const {full} = amountsOf("usd", [row?.usd ?? null]);
  return (
    <dl className="summary">
      <div>
        <dt>{said.sum}</dt>
        <dd>{row === undefined ? said.noRecords : full(row.usd)}</dd>
      </div>
      <div>
        <dt>{said.recordsIn}</dt>
        <dd>{row?.records === undefined || row.records === null ? "–" : grouped(row.records)}</dd>
      </div>
      <div>
        <dt>{said.silent}</dt>
        <dd>{row?.silent === undefined || row.silent === null ? "–" : grouped(row.silent)}</dd>
      </div>
      <div>
        <dt>{words.figure.source}</dt>
        <dd className="small">{parameterOf(finding, "source")}</dd>
      </div>
    </dl>
  );
}

function Chart({
  dimension,
  amounts,
  finding,
  children,
}: {
  readonly dimension: Dimension;
  readonly amounts: Amounts;
  readonly finding: Finding;
  readonly children: React.ReactNode;
}) {
  const {params} = useAddress();
  const picture = useRef<HTMLElement>(null);
  return (
    <section className={`linked-chart linked-${dimension}`} aria-labelledby={`${dimension}-title`}>
      <h2 id={`${dimension}-title`}>{said.charts[dimension]}</h2>
      <figure className="figure" ref={picture}>
        {children}
        <SourceLine
          finding={finding}
          unit={amounts.unit}
          period={params.get("period") === null ? said.allPeriods : shownRange(params.get("period") ?? "")}
        />
      </figure>
      <Behind dimension={dimension} picture={picture} />
    </section>
  );
}

/** The same rows as a table, asked for when it is opened. */
function Behind({
  dimension,
  picture,
}: {
  readonly dimension: Dimension;
  readonly picture: React.RefObject<HTMLElement | null>;
}) {
  const {params} = useAddress();
  const [open, setOpen] = useState(false);
  const answer = useFinding(open ? exploreAddress(params, dimension) : null);
  return (
    <details className="behind" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.table.behind}</summary>
      {open && (
        <AnswerFrame answer={answer} back="/explore">
          {(finding) => (
            <>
              <FindingTable finding={finding} caption={finding.question} />
              <Actions
                finding={finding}
                picture={picture}
                permalink={writeAddress("/explore", Object.fromEntries(params))}
              />
            </>
          )}
        </AnswerFrame>
      )}
    </details>
  );
}
