import {useRef} from "react";
import {useAddress} from "../../address/index.ts";
import {type Finding, parameterOf, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {type Amounts, amountsIn} from "../../parts/amount.ts";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {Empty} from "../../parts/empty.tsx";
import {Filters} from "../../parts/filters.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {GoodsAsked, GoodsLabel, useGoods} from "../../parts/goods.tsx";
import {Link} from "../../parts/link.tsx";
import {shownRange} from "../../parts/period.ts";
import {SourceLine} from "../../parts/source-line.tsx";
import {TimeChart} from "../../parts/time-chart.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {words} from "../../words/index.ts";
import {type TradeBar, tradePicture, valueColumn} from "./layout.ts";
import {tradeAddress, tradeChoices} from "./state.ts";

const said = words.trade;

/** Any slice of trade, drawn where it has one name a row, and always as a table. */
export function TradeView() {
  const {params} = useAddress();
  const answer = useFinding(tradeAddress(params));
  return (
    <article className="view trade">
      <ViewHead title={said.title} lead={words.leads.trade} />
      <Filters
        question="trade"
        first={["reporter", "partner", "flow", "goods", "period", "by", "side"]}
        usual={tradeChoices(params)}
      />
      <AnswerFrame answer={answer} back="/trade">
        {(finding) => (finding.rows.length === 0 ? <Empty back="/trade" /> : <Slice finding={finding} />)}
      </AnswerFrame>
    </article>
  );
}

function Slice({finding}: {readonly finding: Finding}) {
  const holder = useRef<HTMLElement>(null);
  const column = valueColumn(finding);
  const picture = tradePicture(finding);
  const amounts = amountsIn(
    finding,
    column?.endsWith("_eur") ? "eur" : "usd",
    column === null ? [] : [column],
  );
  const range = shownRange(parameterOf(finding, "range") ?? "");
  return (
    <>
      <p className="question">{finding.question}</p>
      <GoodsAsked asked={parameterOf(finding, "product") ?? parameterOf(finding, "goods")} />
      {picture.kind !== "none" && (
        <figure className="figure" ref={holder}>
          {picture.kind === "bars" ? (
            <TradeBars bars={picture.bars} finding={finding} amounts={amounts} />
          ) : (
            <TimeChart
              name={finding.question}
              as="columns"
              amounts={amounts}
              source={[...new Set(finding.lineage.map(({publisher}) => publisher))].join("; ")}
              points={picture.points}
              marks={[]}
              {...(picture.other === null ? {} : {usual: picture.other})}
            />
          )}
          {picture.kind === "time" && picture.other !== null && <p className="soft">{said.both}</p>}
          <SourceLine finding={finding} unit={amounts.unit} period={range} />
        </figure>
      )}
      <Actions finding={finding} {...(picture.kind === "none" ? {} : {picture: holder})} />
      <FindingTable finding={finding} caption={finding.question} named />
      <Audit finding={finding} />
    </>
  );
}

function TradeBars({
  bars,
  finding,
  amounts,
}: {
  readonly bars: readonly TradeBar[];
  readonly finding: Finding;
  readonly amounts: Amounts;
}) {
  const isGoods = String(finding.parameters.by) === "product";
  const goodsOf = useGoods(isGoods);
  return (
    <ol className={isGoods ? "bars goods-bars" : "bars"}>
      {bars.map(({name, row, usd, width}) => (
        <li key={row}>
          <span className="bar-name">
            <Link to={`/evidence/${finding.id}/${row}`} title={words.table.toRow(row)}>
              {name}
            </Link>
            {isGoods && <GoodsLabel name={goodsOf(name)} />}
          </span>
          <span className="bar-field" title={`${name}: ${amounts.full(usd)}`}>
            {width !== null && <b style={{width: `${width}%`}} />}
          </span>
          <span className="bar-text">{amounts.text(usd)}</span>
        </li>
      ))}
    </ol>
  );
}
