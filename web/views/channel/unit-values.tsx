import {useRef} from "react";
import {writeAddress} from "../../address/index.ts";
import {type Finding, parameterOf, textIn, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {GoodsLabel, useGoods} from "../../parts/goods.tsx";
import {Link} from "../../parts/link.tsx";
import {shownRange} from "../../parts/period.ts";
import {SourceLine} from "../../parts/source-line.tsx";
import {words} from "../../words/index.ts";
import {unitValueLines} from "./event-layout.ts";

const said = words.channel.unitValues;
const MOST_LINES = 20;

/** What products came in at and went on at, US dollars a kilogram. */
export function UnitValueSection({params, hub}: {readonly params: URLSearchParams; readonly hub: string}) {
  const answer = useFinding(
    writeAddress("/api/v1/channels", {
      ...Object.fromEntries(params),
      hubs: hub,
      by: "product",
      tests: "full",
    }),
  );
  return (
    <section aria-labelledby="unit-values-title">
      <h2 id="unit-values-title">{said.title}</h2>
      <AnswerFrame answer={answer} back="/channels">
        {(finding) => <UnitValues finding={finding} />}
      </AnswerFrame>
    </section>
  );
}

function UnitValues({finding}: {readonly finding: Finding}) {
  const picture = useRef<HTMLElement>(null);
  const {lines, ticks} = unitValueLines(finding);
  const goodsOf = useGoods(lines.length > 0);
  if (lines.length === 0) return <NotKnown finding={finding} />;
  const text = (value: number) => value.toPrecision(3);
  return (
    <figure className="figure" ref={picture}>
      <p className="key">
        <span className="key-importer">{said.in}</span> <span className="key-exporter">{said.out}</span>
      </p>
      <ol className="bars goods-bars unit-values">
        {lines.slice(0, MOST_LINES).map(({row, product, inUsdPerKg, outUsdPerKg, inAt, outAt}) => (
          <li key={row}>
            <span className="bar-name">
              <Link to={`/evidence/${finding.id}/${row}`} title={words.table.toRow(row)}>
                {product}
              </Link>
              <GoodsLabel name={goodsOf(product)} />
            </span>
            <span className="bar-field" title={said.line(product, text(inUsdPerKg), text(outUsdPerKg))}>
              {ticks.map(({value, left}) => (
                <u key={value} style={{left: `${left}%`}} />
              ))}
              <i style={{left: `${inAt}%`}} />
              <em style={{left: `${outAt}%`}} />
            </span>
            <span className="bar-text">{said.amounts(text(inUsdPerKg), text(outUsdPerKg))}</span>
          </li>
        ))}
      </ol>
      <SourceLine
        finding={finding}
        unit={said.unit}
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

/** The reasons of the finding, each once: no product was weighed on both roads. */
function NotKnown({finding}: {readonly finding: Finding}) {
  const reasons = finding.rows.flatMap((row) => (textIn(row, "unknown") ?? "").split("; "));
  const told = [...new Set(reasons.filter((reason) => reason.startsWith("unit values")))];
  return (
    <div className="soft">
      <p>{said.none}</p>
      {told.map((reason) => (
        <p key={reason}>{reason}.</p>
      ))}
    </div>
  );
}
