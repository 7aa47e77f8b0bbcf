import {useRef} from "react";
import {type Finding, parameterOf, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {amountsIn} from "../../parts/amount.ts";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {GoodsLabel, useGoods} from "../../parts/goods.tsx";
import {Link} from "../../parts/link.tsx";
import {useNames} from "../../parts/names.ts";
import {shownRange} from "../../parts/period.ts";
import {SourceLine} from "../../parts/source-line.tsx";
import {words} from "../../words/index.ts";
import {compareBars} from "./layout.ts";

const said = words.channel;
const MOST_BARS = 16;

/** What came in by product or by origin, as bars with the usual level marked; names lead to the source rows. */
export function BarsSection({
  address,
  column,
  title,
}: {
  readonly address: string;
  readonly column: "product" | "origin";
  readonly title: string;
}) {
  const answer = useFinding(address);
  return (
    <section aria-labelledby={`${column}-title`}>
      <h2 id={`${column}-title`}>{title}</h2>
      <AnswerFrame answer={answer} back="/channels">
        {(finding) => <Bars finding={finding} column={column} />}
      </AnswerFrame>
    </section>
  );
}

function Bars({finding, column}: {readonly finding: Finding; readonly column: string}) {
  const picture = useRef<HTMLElement>(null);
  const nameOf = useNames();
  const named = column === "origin" ? nameOf : (key: string) => key;
  const goodsOf = useGoods(column === "product");
  const amounts = amountsIn(finding, "usd", ["listed_in_usd", "baseline_usd"]);
  const bars = compareBars(finding, column).slice(0, MOST_BARS);
  return (
    <figure className="figure" ref={picture}>
      <p className="soft">{said.barsNote}</p>
      <ol className={column === "product" ? "bars goods-bars" : "bars"}>
        {bars.map(({key, row, listed, usual, listedUsd, usualUsd}) => (
          <li key={key}>
            <span className="bar-name">
              <Link to={`/evidence/${finding.id}/${row}`} title={words.table.toRow(row)}>
                {named(key)}
              </Link>
              <GoodsLabel name={goodsOf(key)} />
            </span>
            <span
              className="bar-field"
              title={said.barSaid(named(key), amounts.full(listedUsd), amounts.full(usualUsd))}
            >
              {listed !== null && <b style={{width: `${listed}%`}} />}
              {usual !== null && <i style={{left: `${usual}%`}} />}
            </span>
            <span className="bar-text">
              {amounts.text(listedUsd)} <small>{said.against(amounts.text(usualUsd))}</small>
            </span>
          </li>
        ))}
      </ol>
      <SourceLine
        finding={finding}
        unit={amounts.unit}
        period={shownRange(parameterOf(finding, "window") ?? "")}
      />
      <details className="behind">
        <summary>{words.table.behind}</summary>
        <FindingTable finding={finding} caption={finding.question} />
        <Actions finding={finding} picture={picture} />
      </details>
    </figure>
  );
}
