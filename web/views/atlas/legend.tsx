import {words} from "../../words/index.ts";
import {FILL_ALPHAS} from "./ground.ts";
import type {Scene} from "./scene.ts";

const said = words.atlas;

/** What hatching, filling and widths mean. */
export function AtlasLegend({scene, pole}: {readonly scene: Scene; readonly pole: string}) {
  const {reading, members, largest} = scene;
  const {isTrade, amounts, arcs, even} = reading;
  const widths = even ? said.evenArcs : said.widths(amounts.full(largest));
  return (
    <p className="soft atlas-legend">
      <i className="hatch-sample" aria-hidden="true" /> {isTrade ? said.hatched : said.tiesHatched}{" "}
      {!isTrade && <FillKey scene={scene} />} {arcs && widths}{" "}
      {members.size > 0 && (isTrade ? said.within(pole) : said.tiesWithin(pole))}
    </p>
  );
}

function FillKey({scene: {reading}}: {readonly scene: Scene}) {
  const {bounds, amounts} = reading;
  return (
    <>
      {said.plain} {said.fills}{" "}
      {FILL_ALPHAS.map((alpha, at) => (
        <span key={alpha} className="fill-key">
          <i className="fill-sample" aria-hidden="true">
            <i style={{opacity: alpha}} />
          </i>{" "}
          {said.fill(amounts.text(bounds[at] ?? null), amounts.text(bounds[at + 1] ?? null))}{" "}
        </span>
      ))}
      {amounts.unit}.
    </>
  );
}
