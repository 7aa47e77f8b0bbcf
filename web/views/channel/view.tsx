import {useRef} from "react";
import {useAddress, writeAddress} from "../../address/index.ts";
import {type Finding, numberIn, parameterOf, textIn, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {amountsIn, amountsOf} from "../../parts/amount.ts";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {GoodsAsked} from "../../parts/goods.tsx";
import {Grade} from "../../parts/grade.tsx";
import {Link} from "../../parts/link.tsx";
import {useNames} from "../../parts/names.ts";
import {shownRange} from "../../parts/period.ts";
import {SourceLine} from "../../parts/source-line.tsx";
import {seriesByPartner} from "../../parts/spark-layout.ts";
import {TimeChart} from "../../parts/time-chart.tsx";
import {words} from "../../words/index.ts";
import {seriesAddress} from "../series/state.ts";
import {BarsSection} from "./bars.tsx";
import "./channel.css";
import {EventStudySection} from "./event-study.tsx";
import {EvidenceList} from "./evidence.tsx";
import {MirrorSection} from "./mirror.tsx";
import {channelAddress, hubIn} from "./state.ts";
import {TestsSection} from "./tests.tsx";
import {UnitValueSection} from "./unit-values.tsx";

const said = words.channel;

/** One channel: what it can have carried, why, when, which goods, from whom, and the rows behind all of it. */
export function ChannelView() {
  const {path, params} = useAddress();
  const hub = hubIn(path);
  const answer = useFinding(channelAddress(params, hub, "hub"));
  const all = writeAddress("/channels", Object.fromEntries(params));
  const nameOf = useNames();
  return (
    <article className="view channel">
      <p className="way-back">
        <Link to={all}>← {said.back}</Link>
      </p>
      {(answer.value === null || answer.value.rows.length === 0) && <h1>{nameOf(hub).slice(0, 60)}</h1>}
      <AnswerFrame answer={answer} back="/channels">
        {(finding) =>
          finding.rows.length === 0 ? (
            <p className="problem">{said.unknown(hub.slice(0, 60))}</p>
          ) : (
            <Channel finding={finding} hub={hub} />
          )
        }
      </AnswerFrame>
    </article>
  );
}

function Channel({finding, hub}: {readonly finding: Finding; readonly hub: string}) {
  const {params} = useAddress();
  const [row = {}] = finding.rows;
  const name = textIn(row, "hub_name") ?? hub;
  return (
    <>
      <header className="view-head channel-head">
        <h1>
          {name} <Grade grade={textIn(row, "grade")} />
        </h1>
        <p className="lead">{said.lead(name)}</p>
        <GoodsAsked asked={parameterOf(finding, "goods")} />
      </header>
      <Facts finding={finding} />
      <Actions finding={finding} />
      <EvidenceList finding={finding} />
      <TestsSection address={channelAddress(params, hub, "test")} />
      <Months address={channelAddress(params, hub, "month")} />
      <Years finding={finding} hub={hub} name={name} />
      <EventStudySection params={params} hub={hub} />
      <MirrorSection finding={finding} hub={hub} />
      <BarsSection address={channelAddress(params, hub, "product")} column="product" title={said.products} />
      <BarsSection address={channelAddress(params, hub, "origin")} column="origin" title={said.origins} />
      <UnitValueSection params={params} hub={hub} />
      <details className="behind">
        <summary>{words.table.behind}</summary>
        <FindingTable finding={finding} caption={finding.question} />
      </details>
      <Audit finding={finding} />
    </>
  );
}

function Facts({finding}: {readonly finding: Finding}) {
  const [row = {}] = finding.rows;
  const usd = amountsIn(finding, "usd", ["refill_upper_usd", "listed_in_usd", "baseline_usd"]);
  const share = amountsOf("percent", [numberIn(row, "share_upper_pct")]);
  const {facts} = said;
  const entries = [
    [
      facts.refill,
      words.channels.interval(
        usd.text(numberIn(row, "refill_documented_usd")),
        usd.full(numberIn(row, "refill_upper_usd")),
      ),
    ],
    [facts.share, words.channel.atMost(share.full(numberIn(row, "share_upper_pct")))],
    [facts.listed, usd.full(numberIn(row, "listed_in_usd"))],
    [facts.baseline, usd.full(numberIn(row, "baseline_usd"))],
    orphansEntry(finding),
  ];
  const unknown = textIn(row, "unknown");
  return (
    <>
      <p className="question">
        {finding.question} {shownRange(parameterOf(finding, "window") ?? "")}.
      </p>
      <dl className="summary">
        {entries.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {unknown !== null && (
        <p className="soft unknown">
          {said.unknownPart}: {unknown}.
        </p>
      )}
    </>
  );
}

function orphansEntry({rows: [row = {}]}: Finding): readonly [string, string] {
  const usd = numberIn(row, "orphans_usd");
  if (usd === null) return [said.facts.orphans, said.notOnRecord];
  const term = said.orphansOf(textIn(row, "orphans_of") ?? "", textIn(row, "orphans_window") ?? "");
  return [term, amountsOf("usd", [usd]).full(usd)];
}

/** Listed exports in the window's months against the usual. */
function Months({address}: {readonly address: string}) {
  const answer = useFinding(address);
  const picture = useRef<HTMLElement>(null);
  return (
    <section aria-labelledby="months-title">
      <h2 id="months-title">{said.months}</h2>
      <AnswerFrame answer={answer} back="/channels">
        {(finding) => {
          const amounts = amountsIn(finding, "usd", ["listed_in_usd", "baseline_usd"]);
          const pointsOf = (column: string) =>
            finding.rows.map((row) => ({period: textIn(row, "period") ?? "", value: numberIn(row, column)}));
          return (
            <figure className="figure" ref={picture}>
              <p className="soft">{said.monthsNote}</p>
              <TimeChart
                name={said.months}
                as="columns"
                amounts={amounts}
                source={finding.lineage[0]?.publisher ?? ""}
                points={pointsOf("listed_in_usd")}
                usual={pointsOf("baseline_usd")}
                marks={[]}
              />
              <SourceLine
                finding={finding}
                unit={amounts.unit}
                period={shownRange(parameterOf(finding, "window") ?? "")}
              />
              <Behind finding={finding} picture={picture} />
            </figure>
          );
        }}
      </AnswerFrame>
    </section>
  );
}

interface YearsProps {
  readonly finding: Finding;
  readonly hub: string;
  readonly name: string;
}

/** The same flow over the years around the shock. */
function Years({finding, hub, name}: YearsProps) {
  const address = seriesAddress(finding);
  const answer = useFinding(address);
  if (address === null) return null;
  return (
    <section aria-labelledby="years-title">
      <h2 id="years-title">{said.series}</h2>
      <AnswerFrame answer={answer} back="/channels">
        {(series) => (
          <YearsChart series={series} hub={hub} name={name} shock={parameterOf(finding, "shock")} />
        )}
      </AnswerFrame>
    </section>
  );
}

function YearsChart({
  series,
  hub,
  name,
  shock,
}: Omit<YearsProps, "finding"> & {readonly series: Finding; readonly shock: string | null}) {
  const picture = useRef<HTMLElement>(null);
  const points = seriesByPartner(series).get(hub)?.points;
  if (points === undefined) return <p className="soft">{words.empty.text}</p>;
  const amounts = amountsOf(
    "usd",
    points.map(({usd}) => usd),
  );
  return (
    <figure className="figure" ref={picture}>
      <TimeChart
        name={words.channels.sparkOf(name)}
        as="line"
        amounts={amounts}
        source={series.lineage[0]?.publisher ?? ""}
        points={points.map(({period, usd}) => ({period, value: usd}))}
        marks={shock === null ? [] : [{date: shock, label: said.shock}]}
      />
      <SourceLine
        finding={series}
        unit={amounts.unit}
        period={shownRange(parameterOf(series, "range") ?? "")}
      />
      <Behind finding={series} picture={picture} />
    </figure>
  );
}

function Behind({
  finding,
  picture,
}: {
  readonly finding: Finding;
  readonly picture: React.RefObject<HTMLElement | null>;
}) {
  return (
    <details className="behind">
      <summary>{words.table.behind}</summary>
      <FindingTable finding={finding} caption={finding.question} />
      <Actions finding={finding} picture={picture} />
    </details>
  );
}
