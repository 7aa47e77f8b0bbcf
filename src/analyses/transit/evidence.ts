import {type Evidence, type Period, periodRange} from "../../base/index.ts";
import {goodsList} from "../../reference/index.ts";
import {rangeOf} from "../common/periods.ts";
import {type SliceSpec, specParameters} from "../common/slice.ts";
import type {TransitParams} from "./params.ts";
import type {Books} from "./read.ts";
import type {RowPlace} from "./rows.ts";
import type {Side} from "./sides.ts";
import type {Spans} from "./spans.ts";

/** The queries behind a row: what each side's sources say of the window and of the baseline years. */
export function evidenceOf(
  row: number,
  place: RowPlace,
  {books, spans, params}: {readonly books: Books; readonly spans: Spans; readonly params: TransitParams},
): Evidence[] {
  const {sent, got} = books.products;
  const list =
    books.goods.kind === "list" ? `list:${params.goods}@${goodsList(params.goods).version}/full` : null;
  const goods =
    place.product === null
      ? (list ?? params.goods)
      : list === null
        ? place.product
        : `${list}/${place.product}`;
  const times = [
    {label: "in the window", periods: spans.window},
    ...[...spans.baseline].map(([year, periods]) => ({label: `of the usual gap, ${year}`, periods})),
  ];
  return times.flatMap(({label, periods}) => [
    ...entries(row, `exporters' report ${label}`, {
      side: sent,
      who: place.exporters,
      periods,
      spec: {...USUAL, goods, flows: ["X"], partners: [place.hub]},
    }),
    ...entries(row, `the hub's record ${label}`, {
      side: got,
      who: [place.hub],
      periods,
      spec: {...USUAL, goods, flows: ["M"], partners: place.exporters},
    }),
  ]);
}

const USUAL = {
  basis: "origin",
  sides: "mirror",
  codes: "all",
  codesYear: null,
  splitPartners: true,
  splitGoods: true,
} as const;

interface Asked {
  readonly side: Side;
  readonly who: readonly string[];
  readonly periods: readonly Period[];
  readonly spec: Omit<SliceSpec, "reporters" | "range" | "source">;
}

/** One query a source: each reporter is heard in one. */
function entries(row: number, label: string, {side, who, periods, spec}: Asked): Evidence[] {
  const heard = who.flatMap((reporter) => {
    const voice = side.voices.get(reporter);
    return voice === undefined ? [] : [{reporter, source: voice.source}];
  });
  return [...Map.groupBy(heard, ({source}) => source)].map(([source, reporters]) => ({
    row,
    label,
    query: "trade-records",
    parameters: specParameters({
      ...spec,
      source,
      reporters: reporters.map(({reporter}) => reporter),
      range: periodRange(rangeOf(periods)),
    }),
  }));
}
