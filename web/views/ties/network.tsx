import {lazy, Suspense, useEffect, useMemo, useRef, useState} from "react";
import {useAddress, writeAddress} from "../../address/index.ts";
import {type Finding, useFinding} from "../../data/index.ts";
import {Actions} from "../../parts/actions.tsx";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import {Audit} from "../../parts/audit.tsx";
import {FindingTable} from "../../parts/finding-table.tsx";
import {Link} from "../../parts/link.tsx";
import {SourceLine} from "../../parts/source-line.tsx";
import {words} from "../../words/index.ts";
import type {Place} from "../atlas/places.ts";
import {MOST_READABLE, networkOf, sizeOf} from "./network-layout.ts";
import {NetworkPicture} from "./network-picture.tsx";
import {
  layerIn,
  networkAddress,
  networkDate,
  networkYears,
  type Reach,
  reachIn,
  studyAndPoles,
  withParam,
} from "./state.ts";

const said = words.ties;
const NetworkCanvas = lazy(async () => ({default: (await import("./network-canvas.tsx")).NetworkCanvas}));

/** The spells of the study's states on a date, as a network by layer. */
export function TieNetwork({
  places,
  shock,
}: {
  readonly places: ReadonlyMap<string, Place>;
  readonly shock: string | null;
}) {
  const {params} = useAddress();
  const years = networkYears(shock);
  const date = networkDate(params, years);
  const answer = useFinding(networkAddress(date));
  return (
    <section aria-labelledby="network">
      <h2 id="network">{said.network}</h2>
      <p className="lead">{said.networkLead}</p>
      <div className="network-choices">
        <nav className="toggle" aria-label={said.networkYear}>
          {years.map((year, at) => (
            <Choice key={year} changes={{on: at === years.length - 1 ? null : year}} chosen={year === date}>
              {at === 0 ? said.before(year) : said.after(year)}
            </Choice>
          ))}
        </nav>
        {answer.value !== null && (
          <>
            <LayerChoice finding={answer.value} places={places} />
            <ReachChoice finding={answer.value} />
          </>
        )}
      </div>
      <AnswerFrame answer={answer} back="/ties">
        {(finding) => <Drawn finding={finding} places={places} date={date} />}
      </AnswerFrame>
    </section>
  );
}

function LayerChoice({
  finding,
  places,
}: {
  readonly finding: Finding;
  readonly places: ReadonlyMap<string, Place>;
}) {
  const {params} = useAddress();
  const chosen = layerIn(params);
  const {layers} = useMemo(() => networkOf(finding, places, {layer: null, within: null}), [finding, places]);
  return (
    <nav className="toggle" aria-label={said.layers}>
      {[null, ...layers].map((layer) => (
        <Choice key={layer} changes={{link: layer}} chosen={layer === chosen}>
          {layer ?? said.allLayers}
        </Choice>
      ))}
    </nav>
  );
}

/** Whether all partners are drawn or those of the study; the size of the network decides where the address does not. */
function useReach(finding: Finding): Reach {
  const {params} = useAddress();
  const isLarge = useMemo(() => sizeOf(finding) > MOST_READABLE, [finding]);
  return reachIn(params) ?? (isLarge ? "study" : "all");
}

function ReachChoice({finding}: {readonly finding: Finding}) {
  const reach = useReach(finding);
  return (
    <nav className="toggle" aria-label={said.reach}>
      {(["study", "all"] as const).map((choice) => (
        <Choice key={choice} changes={{reach: choice}} chosen={choice === reach}>
          {said.reaches[choice]}
        </Choice>
      ))}
    </nav>
  );
}

function Choice({
  changes,
  chosen,
  children,
}: {
  readonly changes: Readonly<Record<string, string | null>>;
  readonly chosen: boolean;
  readonly children: string;
}) {
  const {params} = useAddress();
  return (
    <Link to={writeAddress("/ties", withParam(params, changes))} current={chosen} className="toggle-link">
      {children}
    </Link>
  );
}

function Drawn({
  finding,
  places,
  date,
}: {
  readonly finding: Finding;
  readonly places: ReadonlyMap<string, Place>;
  readonly date: string;
}) {
  const {params} = useAddress();
  const picture = useRef<HTMLElement>(null);
  const layer = layerIn(params);
  const reach = useReach(finding);
  const network = useMemo(
    () => networkOf(finding, places, {layer, within: reach === "all" ? null : studyAndPoles(places)}),
    [finding, places, layer, reach],
  );
  const scheme = useScheme();
  const still = <NetworkPicture network={network} name={finding.question} />;
  return (
    <>
      <p className="question">{finding.question}</p>
      <figure className="figure" ref={picture}>
        <p className="key network-key">
          {network.layers.map((name) => (
            <span key={name} data-layer={name}>
              {name}
            </span>
          ))}
          <span data-layer="several">{said.severalLayers}</span>
          <span data-layer="halted">{said.haltedLink}</span>
        </p>
        {hasWebGl() ? (
          <>
            <Suspense fallback={null}>
              <NetworkCanvas network={network} name={finding.question} scheme={scheme} />
            </Suspense>
            {/* What is saved and printed: a canvas of WebGL keeps no picture. */}
            <div className="network-still" aria-hidden="true">
              {still}
            </div>
          </>
        ) : (
          still
        )}
        {network.beyond > 0 && <p className="soft network-beyond">{said.beyond(network.beyond)}</p>}
        <SourceLine finding={finding} unit={said.unit} period={date} />
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

let webGl: boolean | null = null;

/** Whether this browser draws with WebGL; asked once. */
function hasWebGl(): boolean {
  webGl ??= document.createElement("canvas").getContext("webgl2") !== null;
  return webGl;
}

/** A text that changes when light and dark change places. */
function useScheme(): string {
  const [scheme, setScheme] = useState("");
  useEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const read = () => setScheme(`${document.documentElement.dataset.theme ?? "system"} ${system.matches}`);
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
    system.addEventListener("change", read);
    return () => {
      observer.disconnect();
      system.removeEventListener("change", read);
    };
  }, []);
  return scheme;
}
