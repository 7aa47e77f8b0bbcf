import {useRef} from "react";
import {type Finding, textIn} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {amountsOf} from "../../parts/amount.ts";
import {Audit} from "../../parts/audit.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {Link} from "../../parts/link.tsx";
import {SourceLine} from "../../parts/source-line.tsx";
import {words} from "../../words/index.ts";
import {readCalendar} from "../atlas/state.ts";
import {
  knownShare,
  type Pair,
  type PanelField,
  pairsOf,
  panelOf,
  type SessionPoint,
} from "./agreement-layout.ts";

const said = words.votes;
const PANEL = {width: 230, height: 120};

interface AgreementProps {
  readonly finding: Finding;
  readonly states: Finding;
  readonly calendar: Finding;
}

/** Agreement session by session, a panel a pair. */
export function Agreement({finding, states, calendar}: AgreementProps) {
  const picture = useRef<HTMLElement>(null);
  const pairs = pairsOf(finding);
  const opened = pairs.flatMap(({points}) => points.map((point) => point.opened));
  const [first, last] = [Math.min(...opened), Math.max(...opened)];
  const field = {...PANEL, first, last, shock: readCalendar(calendar).shock};
  const names = new Map(states.rows.map((row) => [textIn(row, "iso3") ?? "", textIn(row, "name") ?? ""]));
  const publishers = [...new Set(finding.lineage.map(({publisher}) => publisher))].join("; ");
  return (
    <>
      <p className="question">{finding.question}</p>
      <figure className="figure" ref={picture}>
        <p className="key agreement-key">
          <span className="key-own">{said.own}</span> <span className="key-published">{said.published}</span>{" "}
          <span className="key-shock">{said.shock}</span>
        </p>
        <ol className="panels">
          {pairs.map((pair) => (
            <AgreementPanel
              key={`${pair.state} ${pair.other}`}
              pair={pair}
              field={field}
              name={said.pair(names.get(pair.state) ?? pair.state, names.get(pair.other) ?? pair.other)}
              finding={finding}
              source={publishers}
            />
          ))}
        </ol>
        <SourceLine finding={finding} unit={said.shareUnit} period={said.sessions(first, last)} />
      </figure>
      <Actions finding={finding} picture={picture} />
      <details className="behind">
        <summary>{words.table.behind}</summary>
        <FindingTable finding={finding} caption={finding.question} />
      </details>
      <Audit finding={finding} />
    </>
  );
}

interface PanelProps {
  readonly pair: Pair;
  readonly field: PanelField;
  readonly name: string;
  readonly finding: Finding;
  readonly source: string;
}

function AgreementPanel({pair, field, name, finding, source}: PanelProps) {
  const {own, published, dots, shockX, y} = panelOf(pair, field);
  const amounts = amountsOf("share", pair.points.map(knownShare));
  const {last} = pair;
  const tell = (point: SessionPoint) =>
    said.point({
      name,
      session: point.session,
      year: String(point.opened),
      share: amounts.full(knownShare(point)),
      pairs: point.pairs === null ? null : String(point.pairs),
      source,
    });
  return (
    <li>
      <h3>{name}</h3>
      <p className="panel-last">
        {last === null ? (
          said.nothing
        ) : (
          <Link to={`/evidence/${finding.id}/${last.row}`} title={tell(last)}>
            {amounts.full(knownShare(last))}
          </Link>
        )}{" "}
        <small>{last === null ? "" : said.inSession(last.session, String(last.opened))}</small>
      </p>
      <svg
        viewBox={`0 0 ${field.width} ${field.height}`}
        className="panel"
        role="img"
        aria-label={`${name}. ${words.chart.keyboard}`}
      >
        {[0, 0.5, 1].map((share) => (
          <line
            key={share}
            className={share === 0 ? "axis-line" : "grid-line"}
            x1={0}
            x2={field.width}
            y1={y(share)}
            y2={y(share)}
          />
        ))}
        {shockX !== null && <line className="shock-line" x1={shockX} x2={shockX} y1={0} y2={field.height} />}
        {published.map((path) => (
          <path key={path} className="published-line" d={path} />
        ))}
        {own.map((path) => (
          <path key={path} className="series-line" d={path} />
        ))}
        {dots.map(({point, x, y: top}) => (
          <circle
            key={point.session}
            className={point.share === null ? "published-dot" : "own-dot"}
            cx={x}
            cy={top}
            r={point === last ? 3 : 1.6}
          >
            <title>{tell(point)}</title>
          </circle>
        ))}
      </svg>
      <p className="panel-ends" aria-hidden="true">
        <span>{field.first}</span>
        <span>{field.last}</span>
      </p>
    </li>
  );
}
