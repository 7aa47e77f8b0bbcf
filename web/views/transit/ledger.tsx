import type {RefObject} from "react";
import {type Finding, parameterOf} from "../../data/index.ts";
import {type Amounts, amountsIn, amountsOf} from "../../parts/amount.ts";
import {Link} from "../../parts/link.tsx";
import {shownRange} from "../../parts/period.ts";
import {SourceLine} from "../../parts/source-line.tsx";
import {words} from "../../words/index.ts";
import {type Ledger, type LedgerLine, ledgerOf} from "./layout.ts";

const said = words.transit;
const MOST_LINES = 30;

/** Both sides' records line by line, with what never arrived beyond the usual and its interval. */
export function LedgerFigure({
  finding,
  picture,
}: {
  readonly finding: Finding;
  readonly picture: RefObject<HTMLElement | null>;
}) {
  const ledger = ledgerOf(finding);
  const amounts = amountsIn(finding, "usd", ["exporter_usd", "importer_usd", "shock_usd"]);
  return (
    <figure className="figure" ref={picture}>
      <p className="key">
        <span className="key-exporter">{said.exporter}</span>{" "}
        <span className="key-importer">{said.importer}</span> <span className="key-shock">{said.shock}</span>
      </p>
      <ol className="ledger">
        {ledger.lines.slice(0, MOST_LINES).map((line) => (
          <Line key={line.row} line={line} ledger={ledger} finding={finding} amounts={amounts} />
        ))}
      </ol>
      <Axis ledger={ledger} amounts={amounts} />
      <SourceLine
        finding={finding}
        unit={amounts.unit}
        period={shownRange(parameterOf(finding, "window") ?? "")}
      />
    </figure>
  );
}

function Axis({ledger: {ticks}, amounts}: {readonly ledger: Ledger; readonly amounts: Amounts}) {
  return (
    <div className="ledger-axis" aria-hidden="true">
      {ticks.map(({usd, left}) => (
        <span key={usd} style={{left: `${left}%`}}>
          {amounts.text(usd).replace(/\.0+$/, "")}
        </span>
      ))}
    </div>
  );
}

interface LineProps {
  readonly line: LedgerLine;
  readonly ledger: Ledger;
  readonly finding: Finding;
  readonly amounts: Amounts;
}

function Line({line, ledger: {ticks, zero}, finding, amounts}: LineProps) {
  const {row, name, exporter, importer, shock, sharePct} = line;
  const share = amountsOf("percent", [sharePct]);
  const text = said.line({
    exporter: amounts.text(line.exporterUsd),
    importer: amounts.text(line.importerUsd),
    shock: amounts.text(line.shockUsd),
    low: amounts.text(line.lowUsd),
    high: amounts.text(line.highUsd),
    unit: amounts.unit,
    share: share.full(sharePct),
  });
  const bar = (at: number | null) =>
    at === null ? null : {left: `${Math.min(zero, at)}%`, width: `${Math.abs(at - zero)}%`};
  const [exported, imported] = [bar(exporter), bar(importer)];
  return (
    <li>
      <h3>
        <Link to={`/evidence/${finding.id}/${row}`} title={words.table.toRow(row)}>
          {name}
        </Link>
      </h3>
      <div className="ledger-field" title={`${name}. ${text}`}>
        {ticks.map(({usd, left}) => (
          <u key={usd} style={{left: `${left}%`}} />
        ))}
        {exported !== null && <b className="exporter" style={exported} />}
        {imported !== null && <b className="importer" style={imported} />}
        {shock !== null && (
          <>
            {shock.low !== null && shock.high !== null && (
              <i className="interval" style={{left: `${shock.low}%`, width: `${shock.high - shock.low}%`}} />
            )}
            <i className="dot" style={{left: `${shock.at}%`}} />
          </>
        )}
      </div>
      <p>{text}</p>
    </li>
  );
}
