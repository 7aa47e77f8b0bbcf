import {useRef} from "react";
import {changed, useAddress, writeAddress} from "../../address/index.ts";
import {type Finding, parameterOf, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {type Amounts, amountsIn, amountsOf} from "../../parts/amount.ts";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {Empty} from "../../parts/empty.tsx";
import {Filters} from "../../parts/filters.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {GoodsAsked} from "../../parts/goods.tsx";
import {Grade} from "../../parts/grade.tsx";
import {Link} from "../../parts/link.tsx";
import {shownRange} from "../../parts/period.ts";
import {SourceLine} from "../../parts/source-line.tsx";
import {SparkLine} from "../../parts/spark.tsx";
import {type Series, seriesByPartner} from "../../parts/spark-layout.ts";
import {TestMarks} from "../../parts/test-marks.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {words} from "../../words/index.ts";
import {seriesAddress} from "../series/state.ts";
import {type HubLine, type Ranking, rankingOf} from "./layout.ts";
import {channelsAddress, tiersOf} from "./state.ts";

const said = words.channels;

/** Hubs ranked by refill, each with its months, its bounds, its tests and its grade. */
export function ChannelsView() {
  const {params} = useAddress();
  const answer = useFinding(channelsAddress(params));
  return (
    <article className="view channels">
      <ViewHead title={said.title} lead={words.leads.channels} />
      <Filters
        question="channels"
        first={["goods", "origins", "target", "window"]}
        hidden={["by"]}
        answered={answer.value}
      />
      <Tiers />
      <AnswerFrame answer={answer} back="/channels">
        {(finding) =>
          finding.rows.length === 0 ? <Empty back="/channels" /> : <Answered finding={finding} />
        }
      </AnswerFrame>
    </article>
  );
}

/** The tiers of the list that is asked about, each a way to ask for it alone. */
function Tiers() {
  const {params} = useAddress();
  const lists = useFinding("/api/v1/goods-lists").value;
  const {list, tiers} = tiersOf(lists, params);
  if (tiers.length === 0) return null;
  return (
    <nav className="soft choices-row" aria-label={said.tiers}>
      <span>{said.tiers}:</span>
      {tiers.map(({tier, goods, chosen}) => (
        <Link key={goods} to={writeAddress("/channels", changed(params, {goods}))} current={chosen}>
          {tier === null ? said.wholeList(list) : tier}
        </Link>
      ))}
    </nav>
  );
}

function Answered({finding}: {readonly finding: Finding}) {
  const picture = useRef<HTMLElement>(null);
  const ranking = rankingOf(finding);
  const amounts = amountsIn(finding, "usd", [
    "refill_documented_usd",
    "refill_upper_usd",
    "refill_conf_high_usd",
    "listed_in_usd",
  ]);
  const surge = ranking.lines.every(({upperUsd}) => upperUsd === null);
  return (
    <>
      <p className="question">{finding.question}</p>
      <GoodsAsked asked={parameterOf(finding, "goods")} />
      {surge ? null : <Summary finding={finding} />}
      {surge ? null : (
        <figure className="figure" ref={picture}>
          <RankingTable finding={finding} ranking={ranking} amounts={amounts} />
          <SourceLine finding={finding} unit={amounts.unit} period={periodsText(finding)} />
        </figure>
      )}
      <Actions finding={finding} {...(surge ? {} : {picture})} />
      <details className="behind" open={surge}>
        <summary>{words.table.behind}</summary>
        <FindingTable finding={finding} caption={finding.question} />
      </details>
      <Audit finding={finding} />
    </>
  );
}

function periodsText(finding: Finding): string {
  const window = parameterOf(finding, "window") ?? "";
  const baseline = (parameterOf(finding, "baseline") ?? "").split(",").map(shownRange).join(", ");
  return said.periods(shownRange(window), baseline);
}

/** The sizes that everything on the page is held against. */
function Summary({finding}: {readonly finding: Finding}) {
  const [row] = finding.rows;
  const loss = row?.direct_loss_usd;
  const usual = row?.baseline_usd;
  if (typeof loss !== "number" || typeof usual !== "number") return null;
  const {full} = amountsOf("usd", [loss]);
  const candidates = finding.rows.filter(({grade}) => grade === "A" || grade === "B").length;
  return (
    <dl className="summary">
      <div>
        <dt>{said.loss}</dt>
        <dd>{full(loss)}</dd>
      </div>
      <div>
        <dt>{said.hubs}</dt>
        <dd>{finding.rows.length}</dd>
      </div>
      <div>
        <dt>{said.candidates}</dt>
        <dd>{candidates}</dd>
      </div>
    </dl>
  );
}

function RankingTable({
  finding,
  ranking,
  amounts,
}: {
  readonly finding: Finding;
  readonly ranking: Ranking;
  readonly amounts: Amounts;
}) {
  const series = useFinding(seriesAddress(finding)).value;
  const byHub = series === null ? null : seriesByPartner(series);
  const shock = parameterOf(finding, "shock");
  return (
    <table className="ranking">
      <caption className="unseen">{finding.question}</caption>
      <thead>
        <tr>
          <th scope="col">{said.columns.hub}</th>
          <th scope="col" className="wide-only">
            {said.columns.months}
          </th>
          <th scope="col" className="refill-head">
            {said.columns.refill} <small>{amounts.unit}</small>
            {ranking.lines.some(({confidence}) => confidence !== null) && <small> · {said.whisker}</small>}
            <Axis ranking={ranking} amounts={amounts} />
          </th>
          <th scope="col" className="number">
            {said.columns.share} <small>%</small>
          </th>
          <th scope="col" className="medium-only">
            {said.columns.tests}
          </th>
          <th scope="col">{said.columns.grade}</th>
        </tr>
      </thead>
      <tbody>
        {ranking.lines.map((line) => (
          <RankingRow
            key={line.row}
            line={line}
            amounts={amounts}
            series={byHub?.get(line.hub) ?? null}
            shock={shock}
            ranking={ranking}
          />
        ))}
      </tbody>
    </table>
  );
}

function Axis({ranking: {ticks}, amounts}: {readonly ranking: Ranking; readonly amounts: Amounts}) {
  return (
    <span className="refill-axis" aria-hidden="true">
      {ticks.map(({usd, left}) => (
        <span key={usd} style={{left: `${left}%`}}>
          {amounts.text(usd).replace(/\.0$/, "")}
        </span>
      ))}
    </span>
  );
}

interface RowProps {
  readonly line: HubLine;
  readonly amounts: Amounts;
  readonly series: Series | null;
  readonly shock: string | null;
  readonly ranking: Ranking;
}

function RankingRow({line, amounts, series, shock, ranking}: RowProps) {
  const {params} = useAddress();
  const {hub, name, bar, confidence, documentedUsd, upperUsd, sharePct, tests, grade} = line;
  const share = amountsOf("percent", [sharePct]);
  const interval = said.interval(amounts.text(documentedUsd), amounts.full(upperUsd));
  const sure =
    confidence === null
      ? null
      : said.confidence(amounts.text(confidence.lowUsd), amounts.text(confidence.highUsd));
  return (
    <tr>
      <th scope="row">
        <Link to={writeAddress(`/channels/${hub}`, {...Object.fromEntries(params), hubs: null})}>{name}</Link>
        <small>{hub}</small>
      </th>
      <td className="wide-only">
        {series !== null && (
          <SparkLine
            series={series}
            shock={shock}
            name={said.sparkOf(name)}
            amounts={amountsOf(
              "usd",
              series.points.map(({usd}) => usd),
            )}
          />
        )}
      </td>
      <td className="refill" title={`${name}: ${interval}${sure === null ? "" : `; ${sure}`}`}>
        <span className="refill-field" aria-hidden="true">
          {ranking.ticks.map(({usd, left}) => (
            <i key={usd} style={{left: `${left}%`}} />
          ))}
          {bar !== null && <b style={{left: `${bar.left}%`, width: `${bar.width}%`}} />}
          {confidence !== null && (
            <u style={{left: `${confidence.span.left}%`, width: `${confidence.span.width}%`}} />
          )}
        </span>
        <span className="refill-text">
          {interval}
          {sure !== null && <small>{sure}</small>}
        </span>
      </td>
      <td className="number">{share.text(sharePct)}</td>
      <td className="medium-only">
        <TestMarks tests={tests} />
      </td>
      <td>
        <Grade grade={grade} />
      </td>
    </tr>
  );
}
