import {type Finding, finding, periodRange, yearOf} from "../../base/index.ts";
import {expandBlocs, tradeCells} from "../../layers/trade/index.ts";
import {membersOf, states} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {lineageOf, sampleOf} from "../common/lineage.ts";
import {type SliceSpec, specParameters, toSlice} from "../common/slice.ts";
import {assess} from "./assess.ts";
import {type ChannelParams, type ChannelRequest, channelParams} from "./params.ts";

/** The rule in public use, as published: growth in the year of the shock, z against the years before, and a size. */
export const SURGE_RULE = {growth: 0.5, z: 1.96, minimumEur: 100e6, firstYear: 2010} as const;

/**
 * The public surge rule beside ours: destinations whose total imports from the origins grew by more than half in the year
 * of the shock, with z > 1.96 against the years before and more than 100 m EUR.
 *
 * Each flagged destination carries our grade, or why we cannot grade it: where the rule and the evidence part.
 */
export async function surgeFinding(store: Reader, request: ChannelRequest): Promise<Finding> {
  const params = channelParams(request);
  const spec = specOf(params);
  const cells = await store.rows(tradeCells(toSlice(spec)));
  const year = yearOf(params.shock);
  const grades = await gradesOf(store, params);
  const banning = new Set<string>([
    states().toIso3(params.target),
    ...expandBlocs(params.origins, {first: 0, last: 999_912}),
    ...membersOf(params.coalition, params.shock),
  ]);
  const rows = [...Map.groupBy(cells, (cell) => String(cell.partner))]
    .filter(([partner]) => states().has(partner) && !banning.has(partner))
    .flatMap(([partner, own]) => surgeRow({partner, cells: own, year, grades}))
    .toSorted((a, b) => Number(b.flagged) - Number(a.flagged) || b.growth_pct - a.growth_pct);
  const sources = [...new Set(cells.map(({source}) => String(source)))];
  return finding({
    kind: "surge",
    question: `Which destinations of ${params.origins.join(", ")} does the public surge rule flag in ${year}, and what do we say of them?`,
    parameters: {
      target: params.target,
      origins: params.origins,
      shock: params.shock,
      goods: params.goods,
      rule: JSON.stringify(SURGE_RULE),
    },
    columns: COLUMNS,
    rows,
    estimates: [],
    sample: await sampleOf(store, {sources, reporters: params.origins, used: cells.length}),
    warnings: [],
    caveats: [
      "The rule looks at totals of one year: it cannot tell a detour from a ship, an aircraft or a boom, and it sees no onward trade.",
    ],
    evidence: rows.map(({partner}, row) => ({
      row,
      label: "exports of all goods to the destination",
      query: "trade-records",
      parameters: specParameters({...spec, partners: [partner]}),
    })),
    lineage: await lineageOf(store, sources),
  });
}

const COLUMNS = [
  {name: "partner", unit: "text", meaning: "destination, ISO3"},
  {name: "partner_name", unit: "text", meaning: "its name"},
  {name: "exports_eur", unit: "eur", meaning: "exports of all goods in the year of the shock"},
  {name: "growth_pct", unit: "percent", meaning: "growth on the year before"},
  {name: "z", unit: "z", meaning: "distance from the mean of the years before, in their standard deviations"},
  {name: "flagged", unit: "text", meaning: "whether the public rule flags it"},
  {name: "our_grade", unit: "grade", meaning: "our grade for the listed goods, or missing"},
  {name: "why", unit: "text", meaning: "what our tests say, or why there is no grade"},
] as const;

function specOf({origins, shock}: ChannelParams): SliceSpec {
  return {
    reporters: origins,
    partners: null,
    flows: ["X"],
    goods: "TOTAL",
    range: periodRange(`${SURGE_RULE.firstYear}..${yearOf(shock)}`),
    source: null,
    basis: "origin",
    sides: "any",
    codes: "all",
    codesYear: null,
    splitPartners: true,
    splitGoods: false,
  };
}

type Graded = ReadonlyMap<string, {readonly grade: string; readonly why: string}>;

async function gradesOf(store: Reader, params: ChannelParams): Promise<Graded> {
  const {hubs} = await assess(store, {...params, hubs: null, by: "hub"});
  return new Map(
    hubs.map(({hub, grade, tests}) => [
      hub,
      {
        grade,
        why:
          tests
            .filter(({passed}) => passed !== true)
            .map(({id, passed}) => `${id} ${passed === null ? "unknown" : "failed"}`)
            .join(", ") || "every test passed",
      },
    ]),
  );
}

interface SurgeInput {
  readonly partner: string;
  readonly cells: readonly StoreRow[];
  readonly year: number;
  readonly grades: Graded;
}

/** A row, or none where the year of the shock, the year before or all earlier years are missing. */
function surgeRow({partner, cells, year, grades}: SurgeInput) {
  const byYear = wholeYears(cells);
  const [now, last] = [byYear.get(year), byYear.get(year - 1)];
  const before = [...byYear].filter(([at]) => at < year).map(([, value]) => value);
  if (now === undefined || last === undefined || last <= 0 || before.length < 3) return [];
  const mean = before.reduce((total, value) => total + value, 0) / before.length;
  const deviation = Math.sqrt(
    before.reduce((total, value) => total + (value - mean) ** 2, 0) / (before.length - 1),
  );
  const [growth, z] = [now / last - 1, deviation > 0 ? (now - mean) / deviation : null];
  const flagged = growth > SURGE_RULE.growth && z !== null && z > SURGE_RULE.z && now > SURGE_RULE.minimumEur;
  const own = grades.get(partner);
  return [
    {
      partner,
      partner_name: states().get(partner).nameEn,
      exports_eur: now,
      growth_pct: 100 * growth,
      z,
      flagged,
      our_grade: own?.grade ?? null,
      why:
        own?.why ??
        "not a candidate: no loaded source shows listed goods going there, so a surge of totals is all there is",
    },
  ];
}

/** All origins' exports by year, in euro; years that some of them report in part or without a rate are left out. */
function wholeYears(cells: readonly StoreRow[]): Map<number, number> {
  const years = [...Map.groupBy(cells, (cell) => Number(cell.period))].filter(([, own]) =>
    own.every(({months, value_eur}) => months === 12 && value_eur !== null),
  );
  return new Map(
    years.map(([year, own]) => [year, own.reduce((total, cell) => total + Number(cell.value_eur), 0)]),
  );
}
