import {type Evidence, periodRange} from "../../base/index.ts";
import {rangeOf} from "../common/periods.ts";
import {type SliceSpec, specParameters} from "../common/slice.ts";
import type {ReportedArc} from "./arcs.ts";
import type {CorridorStudy} from "./assess.ts";
import {ORIGINS, TARGET} from "./network.ts";
import type {CorridorParams} from "./params.ts";
import type {RowPlace} from "./rows.ts";

/**
 * The queries behind a row: each reported arc along it, in the window and in each baseline year by itself, by the side whose
 * report was taken. An arc that nobody reports has none.
 */
export function evidenceOf(
  row: number,
  {arcs, product}: RowPlace,
  {study, params}: {readonly study: CorridorStudy; readonly params: CorridorParams},
): Evidence[] {
  const {goods, arcs: reported} = study;
  const list = goods.kind === "list" ? `list:${goods.id}@${goods.version}/full` : params.goods;
  const single = product !== null && params.match === "product";
  const own = !single ? list : goods.kind === "list" ? `${list}/${product}` : product;
  const all = [...reported.first, ...reported.between, ...reported.last];
  return arcs
    .flatMap(([from, to]) => all.filter((arc) => isBetween(arc, {from, to, params})))
    .flatMap((arc) =>
      spansOf(arc).map((span) => entry(row, arc, {span, goods: own, isList: goods.kind === "list"})),
    );
}

function isBetween(
  arc: ReportedArc,
  {from, to, params}: {readonly from: string; readonly to: string; readonly params: CorridorParams},
): boolean {
  const starts = from === ORIGINS ? params.origins.includes(arc.from) : arc.from === from;
  return starts && arc.to === (to === TARGET ? params.target : to);
}

function spansOf({flows: {timing}}: ReportedArc): string[] {
  return [timing.window, ...timing.baseline].map(rangeOf);
}

function entry(
  row: number,
  {from, to, toldBy}: ReportedArc,
  {span, goods, isList}: {readonly span: string; readonly goods: string; readonly isList: boolean},
): Evidence {
  const spec: SliceSpec = {
    reporters: [toldBy === "exporter" ? from : to],
    partners: [toldBy === "exporter" ? to : from],
    flows: [toldBy === "exporter" ? "X" : "M"],
    goods,
    range: periodRange(span),
    source: null,
    basis: "origin",
    sides: "any",
    codes: isList ? "continuing" : "all",
    codesYear: null,
    splitPartners: false,
    splitGoods: true,
  };
  return {
    row,
    label: `${from} to ${to} by the ${toldBy}'s report, ${span}`,
    query: "trade-records",
    parameters: specParameters(spec),
  };
}
