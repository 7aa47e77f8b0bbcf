import {useRef} from "react";
import {useAddress} from "../../address/index.ts";
import {type Finding, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {amountsOf} from "../../parts/amount.ts";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {Link} from "../../parts/link.tsx";
import {SourceLine} from "../../parts/source-line.tsx";
import {words} from "../../words/index.ts";
import type {Place} from "../atlas/places.ts";
import {type LayerShares, layersOf, type PoleShare} from "./layout.ts";
import {entanglementAddress} from "./state.ts";

const said = words.state;
const TICKS = [0, 25, 50, 75, 100] as const;

interface Props {
  readonly state: string;
  readonly places: ReadonlyMap<string, Place>;
}

/** Each pole's share in a state's ties by layer, before the shock and after it. */
export function EntanglementPart({state, places}: Props) {
  const {params} = useAddress();
  const answer = useFinding(entanglementAddress(params, state));
  return (
    <section aria-labelledby="entanglement">
      <h2 id="entanglement">{said.entanglement}</h2>
      <p className="lead">{said.entanglementLead}</p>
      <AnswerFrame answer={answer} back={`/states/${state}`}>
        {(finding) => <Shares finding={finding} places={places} />}
      </AnswerFrame>
    </section>
  );
}

function Shares({finding, places}: {readonly finding: Finding; readonly places: ReadonlyMap<string, Place>}) {
  const picture = useRef<HTMLElement>(null);
  const layers = layersOf(finding);
  const years = finding.rows.map(
    ({years_before, years_after}) => `${years_before ?? ""} ${years_after ?? ""}`,
  );
  const ends = years.flatMap((text) => text.match(/\d{4}/g) ?? []).sort();
  return (
    <>
      <figure className="figure" ref={picture}>
        <p className="key share-key">
          <span className="key-before">{said.before}</span> <span className="key-after">{said.after}</span>
        </p>
        <div className="share-layers">
          {layers
            .filter(({unknown}) => unknown === null)
            .map((layer) => (
              <Layer key={layer.layer} layer={layer} places={places} finding={finding} />
            ))}
        </div>
        <p className="soft vote-note">{said.unknownLayers(layers.flatMap(tellUnknown).join("; "))}</p>
        <SourceLine
          finding={finding}
          unit={said.shareUnit}
          period={`${ends[0] ?? ""} – ${ends.at(-1) ?? ""}`}
        />
      </figure>
      <Actions finding={finding} picture={picture} />
      <details className="behind">
        <summary>{words.table.behind}</summary>
        <FindingTable finding={finding} caption={finding.question} />
      </details>
    </>
  );
}

function tellUnknown({layer, unknown}: LayerShares): string[] {
  return unknown === null ? [] : [`${layer} (${unknown})`];
}

function Layer({
  layer: {layer, poles},
  places,
  finding,
}: {
  readonly layer: LayerShares;
  readonly places: ReadonlyMap<string, Place>;
  readonly finding: Finding;
}) {
  const [first] = poles;
  return (
    <section className="share-layer" aria-label={layer}>
      <h3>{layer}</h3>
      <p className="soft">
        {said.measures(first?.measures ?? "", first?.yearsBefore ?? null, first?.yearsAfter ?? null)}
      </p>
      <ol className="share-lines">
        {poles.map((share) => (
          <ShareLine
            key={share.pole}
            share={share}
            name={places.get(share.pole)?.name ?? share.pole}
            finding={finding}
          />
        ))}
      </ol>
      <div className="share-axis" aria-hidden="true">
        {TICKS.map((tick) => (
          <span key={tick} style={{left: `${tick}%`}}>
            {tick}
          </span>
        ))}
      </div>
    </section>
  );
}

function ShareLine({
  share: {row, before, after, change, changeLow, changeHigh},
  name,
  finding,
}: {
  readonly share: PoleShare;
  readonly name: string;
  readonly finding: Finding;
}) {
  const amounts = amountsOf("share", [before, after]);
  const changes = amountsOf("share", [change, changeLow, changeHigh]);
  const interval =
    changeLow === null || changeHigh === null
      ? null
      : said.interval(changes.text(changeLow), changes.text(changeHigh));
  const text = said.shareLine(amounts.text(before), amounts.full(after), changes.text(change), interval);
  const [low, high] = [before, after].map((value) => (value === null ? null : 100 * value));
  return (
    <li title={`${name}: ${text}`}>
      <span className="share-name">
        <Link to={`/evidence/${finding.id}/${row}`} title={words.table.toRow(row)}>
          {name}
        </Link>
      </span>
      <span className="share-field">
        {TICKS.map((tick) => (
          <u key={tick} style={{left: `${tick}%`}} />
        ))}
        {low !== null && low !== undefined && high !== null && high !== undefined && (
          <b style={{left: `${Math.min(low, high)}%`, width: `${Math.abs(high - low)}%`}} />
        )}
        {low !== null && <i className="share-before" style={{left: `${low}%`}} />}
        {high !== null && <i className="share-after" style={{left: `${high}%`}} />}
      </span>
      <span className="share-text">{text}</span>
    </li>
  );
}
