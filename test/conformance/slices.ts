import {type SliceSpec, toSlice} from "../../src/analyses/index.ts";
import {periodRange} from "../../src/base/index.ts";
import type {FigureSlice} from "../../src/layers/indicators/index.ts";
import type {TieSlice} from "../../src/layers/ties/index.ts";
import {listGoods, type TradeSlice} from "../../src/layers/trade/index.ts";

/** A slice as a command asks it. */
export const USUAL: SliceSpec = {
  reporters: ["EU27", "GEO"],
  partners: ["KGZ"],
  flows: ["X", "M"],
  goods: "8703,85423190",
  range: periodRange("2021..2023"),
  source: null,
  basis: "origin",
  sides: "any",
  codes: "all",
  codesYear: null,
  splitPartners: false,
  splitGoods: true,
};

const LIST = `list:chpl@${listGoods("chpl").list.version}/full`;

/** Slices that reach every branch of the trade layer's statements: who × whom × goods × frequency, and each other switch once. */
export function slices(): TradeSlice[] {
  const crossed = [null, ["GEO"], ["EU27"]].flatMap((reporters) =>
    [null, ["W00"], ["EU27"]].flatMap((partners) =>
      ["TOTAL", "8703", LIST].flatMap((goods) =>
        ["2021..2023", "2022-03..2022-11"].flatMap((range) =>
          (partners === null ? [true, false] : [false]).map((split) => ({
            ...USUAL,
            reporters,
            partners,
            goods,
            range: periodRange(range),
            splitPartners: split,
            splitGoods: split,
          })),
        ),
      ),
    ),
  );
  const switches: readonly Partial<SliceSpec>[] = [
    {source: "eurostat/comext"},
    {basis: "consignment"},
    {sides: "reconciled"},
    {codes: "not-new"},
    {codes: "continuing", codesYear: 2022},
    {flows: ["RX"]},
    {goods: LIST, splitGoods: true},
    {goods: "hs:HS2022@851713"},
    {goods: "family:851713"},
    {reporters: ["sanctions-coalition"]},
  ];
  const usual = toSlice(USUAL);
  return [
    ...crossed.map(toSlice).map(fewer),
    ...switches.map((change) => toSlice({...USUAL, ...change})),
    {...usual, flows: []},
    {...usual, without: [{member: "AUT", period: 2022}]},
    {...usual, within: []},
    {...usual, usdOnly: true},
    {...usual, usdOnly: true, weighed: true},
    {...usual, within: ["eurostat/comext"]},
    {...usual, everyReporter: true},
    ...[[], ["GEO"]].map((among) => ({...usual, partners: null, splitPartners: true, among})),
  ];
}

// A list of hundreds of codes binds as one of five does, only slower.
function fewer(slice: TradeSlice): TradeSlice {
  const {goods} = slice;
  return goods.kind === "list" ? {...slice, goods: {...goods, codes: goods.codes.slice(0, 5)}} : slice;
}

/** Slices of figures that reach every branch of their statements. */
export const FIGURE_SLICES: readonly FigureSlice[] = [
  {layers: null, indicators: ["gdp_growth"], states: null, match: null, from: null, to: null, source: null},
  {
    layers: ["macro"],
    indicators: ["volume_index"],
    states: ["ARM"],
    match: "Information",
    from: 2020,
    to: 2022,
    source: "arm-armstat/gdp-by-sector",
  },
];

/** Slices of ties: states and partners, each open or named, at a time or at any. */
export function tieSlices(): TieSlice[] {
  const anything = {
    layers: null,
    kinds: null,
    states: null,
    partners: null,
    source: null,
    from: null,
    to: null,
  };
  return [
    anything,
    {...anything, states: ["ARM"]},
    {...anything, forms: ["spell"]},
    {...anything, partners: ["RUS"]},
    {...anything, partners: ["People's friends"]},
    {...anything, states: ["ARM"], partners: ["RUS"], layers: ["security"], kinds: ["base"], source: "a/b"},
    {...anything, from: "2012-01-01", to: "2012-12-31"},
  ];
}
