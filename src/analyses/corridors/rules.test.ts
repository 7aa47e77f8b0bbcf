import {afterAll, expect, test} from "vitest";
import {type Publication, type SourceRow, storeOf} from "../../../test/world/index.ts";
import {day, type Finding, type FindingRow, periodRange} from "../../base/index.ts";
import type {Writer} from "../../store/index.ts";
import {evidenceRows} from "../common/evidence.ts";
import {corridorsFinding} from "./finding.ts";
import type {CorridorRequest} from "./params.ts";

/** An arc of one product: 10 a year before, `now` in 2022. Roles: FRA and JPN deliver, EGY is the target, the others may be hubs. */
interface Arc {
  readonly from: string;
  readonly to: string;
  readonly now: number;
  readonly before?: number;
  readonly by?: "exporter" | "importer" | "both";
  readonly product?: string;
}

function recordsOf({from, to, now, before = 10, by = "exporter", product = "847130"}: Arc): SourceRow[] {
  const tellers = by === "both" ? (["exporter", "importer"] as const) : [by];
  return tellers.flatMap((teller) =>
    [2020, 2021, 2022].map((period) => ({
      period,
      reporter: teller === "exporter" ? from : to,
      partner: teller === "exporter" ? to : from,
      flow: teller === "exporter" ? ("X" as const) : ("M" as const),
      product,
      value: period === 2022 ? now : before,
    })),
  );
}

// Selected partners: a pair without a record is unknown, not zero.
function publication(arcs: readonly Arc[]): Publication {
  return {id: "customs", partners: "selected", rows: arcs.flatMap(recordsOf)};
}

const open: Writer[] = [];
afterAll(() => {
  for (const store of open) store.close();
});

async function storeWith(arcs: readonly Arc[]): Promise<Writer> {
  const store = await storeOf([publication(arcs)]);
  open.push(store);
  return store;
}

const QUESTION: CorridorRequest = {
  target: "EGY",
  origins: ["FRA"],
  goods: "847130",
  coalition: "sanctions-coalition",
};

async function asked(arcs: readonly Arc[], request: CorridorRequest = {}): Promise<Finding> {
  return corridorsFinding(await storeWith(arcs), {...QUESTION, ...request});
}

/** Kind, road and money of each row. */
function shown({rows}: Finding): (readonly [unknown, unknown, unknown])[] {
  return rows.map(({kind, road, flow_upper_usd}) => [kind, road, flow_upper_usd]);
}

const IN: Arc = {from: "FRA", to: "OMN", now: 110};
const OUT: Arc = {from: "OMN", to: "EGY", now: 70};

test("one hub: the road carries the lesser excess, and the rest finds no way out", async () => {
  expect(shown(await asked([IN, OUT]))).toEqual([
    ["road", "FRA → OMN → EGY", 60],
    ["no way out", "FRA → OMN", 40],
  ]);
});

test("more out than in: the rest finds no way in", async () => {
  expect(shown(await asked([{...IN, now: 30}, OUT]))).toEqual([
    ["road", "FRA → OMN → EGY", 20],
    ["no way in", "OMN → EGY", 40],
  ]);
});

test("bottleneck, what the road could carry alone, and the documented part", async () => {
  const {rows} = await asked([IN, OUT]);
  expect(rows[0]).toMatchObject({
    hubs: 1,
    bottleneck: "OMN → EGY",
    alone_upper_usd: 60,
    flow_documented_usd: 60,
    unreported: null,
    share_pct: 100,
  });
});

test("a pair that only the importer reports is an arc all the same, and the finding says so", async () => {
  const one = await asked([IN, {...OUT, by: "importer"}]);
  expect(shown(one)).toEqual(shown(await asked([IN, OUT])));
  expect(one.warnings.find((warning) => warning.includes("as importers"))).toContain("EGY");
});

test("where both sides report a pair, the exporter's figure is taken", async () => {
  const importer = recordsOf({...OUT, now: 500, by: "importer"});
  const store = await storeOf([
    {...publication([IN, OUT]), rows: [...[IN, OUT].flatMap(recordsOf), ...importer]},
  ]);
  open.push(store);
  expect(shown(await corridorsFinding(store, QUESTION))).toEqual(shown(await asked([IN, OUT])));
});

test("an arc that nobody reports bounds nothing: the road's figure is an upper one, and nothing of it is documented", async () => {
  const {rows, warnings} = await asked([IN]);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({
    road: "FRA → OMN → EGY",
    flow_upper_usd: 100,
    flow_documented_usd: null,
    unreported: "OMN → EGY",
  });
  expect(warnings.some((warning) => warning.includes("nobody reports"))).toBe(true);
});

test("a reported road goes before one that nobody reports", async () => {
  const arcs = [IN, {...OUT, from: "JOR"}, {from: "OMN", to: "JOR", now: 70}];
  expect(shown(await asked(arcs))).toEqual([
    ["road", "FRA → OMN → JOR → EGY", 60],
    ["road", "FRA → OMN → EGY", 40],
  ]);
});

test("trade that fell or stood still carries nothing, and is counted", async () => {
  const {rows, sample, warnings} = await asked([
    {...IN, now: 10},
    {...OUT, now: 4},
  ]);
  expect(rows).toEqual([]);
  expect(warnings[0]).toContain("no road");
  expect(sample.dropped.at(-1)?.reason).toContain("2 arcs of single products carry nothing");
});

test("no road at all: what came in and what went out stand by themselves", async () => {
  const {rows, warnings} = await asked([
    IN,
    {...OUT, from: "JOR"},
    {...OUT, now: 5},
    {...IN, to: "JOR", now: 5},
  ]);
  expect(rows.map(({kind, road}) => [kind, road])).toEqual([
    ["no way out", "FRA → OMN"],
    ["no way in", "JOR → EGY"],
  ]);
  expect(warnings[0]).toContain("no road");
});

const LOOP: readonly Arc[] = [IN, {from: "OMN", to: "JOR", now: 50}, {from: "JOR", to: "OMN", now: 40}, OUT];

test("a loop between hubs is no road: its trade is left over", async () => {
  expect(shown(await asked(LOOP, {hubs: ["OMN", "JOR"]}))).toEqual([
    ["road", "FRA → OMN → EGY", 60],
    ["road", "FRA → OMN → JOR → EGY", 40],
    ["no way on", "JOR → OMN", 30],
  ]);
});

test("roads of more hubs than asked for stand apart", async () => {
  const chain = [
    IN,
    {from: "OMN", to: "JOR", now: 70},
    {from: "JOR", to: "OMN", now: 20},
    {...OUT, from: "JOR"},
    {...OUT, now: 10},
  ];
  expect(shown(await asked(chain, {mostHubs: 2}))[0]).toEqual(["road", "FRA → OMN → JOR → EGY", 60]);
  const single = await asked(chain, {mostHubs: 1});
  expect(single.rows.filter(({kind}) => kind === "road")).toEqual([]);
});

test("four hubs in a row are a longer road where three are allowed", async () => {
  const hubs = ["OMN", "JOR", "KWT", "QAT"];
  const ends = ["FRA", ...hubs, "EGY"];
  const chain = ends.slice(1).map((to, at): Arc => ({from: ends[at] ?? "", to, now: 70}));
  const silent = hubs.slice(0, -1).map((hub): Arc => ({from: hub, to: "EGY", now: 10}));
  const finding = await asked([...chain, ...silent]);
  expect(shown(finding)).toEqual([["longer road", "FRA → OMN → JOR → KWT → QAT → EGY", 60]]);
  expect(finding.warnings.some((warning) => warning.includes("more than 3 hubs"))).toBe(true);
});

const TWO: readonly Arc[] = [
  IN,
  {...OUT, now: 60},
  {from: "FRA", to: "JOR", now: 40},
  {from: "OMN", to: "JOR", now: 60},
  {...OUT, from: "JOR", now: 60},
];

test("closing a hub: its road goes, and the goods that stood behind it find their way through another", async () => {
  const finding = await asked(TWO, {close: ["JOR"]});
  const before = await asked(TWO);
  const roads = finding.rows.filter(({kind}) => kind === "road");
  expect(roads.map(({road, flow_upper_usd}) => [road, flow_upper_usd])).toEqual(
    before.rows.filter(({kind}) => kind === "road").map(({road, flow_upper_usd}) => [road, flow_upper_usd]),
  );
  for (const row of roads)
    expect(Number(row.after_upper_usd)).toBe(String(row.road).includes("JOR") ? 0 : 50);
});

test("closing a hub: another takes over what it has room for", async () => {
  // The goods reach JOR over OMN, which is nearer, or over KWT; only one of the two ways is in use.
  const arcs: readonly Arc[] = [
    {from: "FRA", to: "OMN", now: 110},
    {from: "FRA", to: "KWT", now: 110},
    {from: "OMN", to: "JOR", now: 110},
    {from: "KWT", to: "JOR", now: 110},
    {from: "JOR", to: "EGY", now: 110},
    {from: "OMN", to: "EGY", now: 10},
    {from: "KWT", to: "EGY", now: 10},
  ];
  const {rows} = await asked(arcs);
  const [used, ...others] = rows.filter(({kind}) => kind === "road");
  expect([used?.flow_upper_usd, others]).toEqual([100, []]);
  const first = String(used?.road).includes("OMN") ? "OMN" : "KWT";
  const second = first === "OMN" ? "KWT" : "OMN";
  const closed = await asked(arcs, {close: [first]});
  const change = closed.rows.filter(({kind}) => kind === "road");
  expect(change.map(({road, change_upper_usd}) => [road, change_upper_usd]).sort()).toEqual(
    [
      [`FRA → ${first} → JOR → EGY`, -100],
      [`FRA → ${second} → JOR → EGY`, 100],
    ].sort(),
  );
  const hubs = await asked(arcs, {close: [first], by: "hub"});
  expect(hubs.rows.find(({hub}) => hub === second)).toMatchObject({
    through_upper_usd: 0,
    change_upper_usd: 100,
  });
});

test("each product by itself, or the list together: in as one line and out as another", async () => {
  const arcs = [
    IN,
    {...OUT, product: "847141"},
    {...IN, product: "847141", now: 5},
    {...OUT, product: "847130", now: 5},
  ];
  const goods = "847130,847141";
  const apart = await asked(arcs, {goods});
  expect(apart.rows.filter(({kind}) => kind === "road")).toEqual([]);
  // Together: (110 + 5) − 20 came in and (70 + 5) − 20 went out.
  expect(shown(await asked(arcs, {goods, match: "list"}))[0]).toEqual(["road", "FRA → OMN → EGY", 55]);
});

test("several origins share a hub's way out by what they sent there", async () => {
  const {rows} = await asked([IN, {...IN, from: "JPN", now: 310}, OUT], {
    origins: ["FRA", "JPN"],
    by: "origin",
  });
  expect(
    rows.filter(({kind}) => kind === "road").map(({road, flow_upper_usd}) => [road, flow_upper_usd]),
  ).toEqual([
    ["JPN → OMN → EGY", 45],
    ["FRA → OMN → EGY", 15],
  ]);
});

test("a row's evidence is the records of its arcs, from the side whose report was taken", async () => {
  const store = await storeWith([IN, {...OUT, by: "importer"}]);
  const answers = await evidenceRows(store, await corridorsFinding(store, QUESTION), 0);
  const records = answers.flatMap(({rows}) => rows);
  expect(
    records.map(({reporter, partner, flow, period, value_usd}: FindingRow) => [
      reporter,
      partner,
      flow,
      period,
      value_usd,
    ]),
  ).toEqual([
    ["FRA", "OMN", "X", 2022, 110],
    ["FRA", "OMN", "X", 2020, 10],
    ["FRA", "OMN", "X", 2021, 10],
    ["EGY", "OMN", "M", 2022, 70],
    ["EGY", "OMN", "M", 2020, 10],
    ["EGY", "OMN", "M", 2021, 10],
  ]);
});

test("hubs and arcs can be asked for, with what goes through them", async () => {
  const hub = await asked([IN, OUT], {by: "hub"});
  expect(hub.rows).toEqual([
    {
      hub: "OMN",
      hub_name: "Oman",
      from_origins_usd: 100,
      from_hubs_usd: null,
      to_hubs_usd: null,
      to_target_usd: 60,
      through_upper_usd: 60,
      no_way_out_usd: 40,
      no_way_in_usd: 0,
      unreported: null,
    },
  ]);
  const arc = await asked([IN, OUT], {by: "arc"});
  expect(
    arc.rows.map(({from, to, excess_high_usd, flow_upper_usd}) => [
      from,
      to,
      excess_high_usd,
      flow_upper_usd,
    ]),
  ).toEqual([
    ["FRA", "OMN", 100, 60],
    ["OMN", "EGY", 60, 60],
  ]);
});

test("the other direction is a matter of parameters: the target's imports set the window where the origins are silent", async () => {
  const arcs = [
    {...OUT, by: "importer"},
    {from: "FRA", to: "EGY", now: 2, by: "importer"},
  ] as const;
  const {rows, parameters} = await asked(arcs);
  expect(parameters.window_set_by).toBe("imports of the target");
  expect(rows[0]).toMatchObject({road: "FRA → OMN → EGY", flow_upper_usd: 60, unreported: "FRA → OMN"});
  // The target lost 8 of 10; the road can have given back 60.
  expect(rows[0]?.share_of_loss_pct).toBe(750);
});

test.each([
  ["hub-is-target", {hubs: ["EGY"]}],
  ["hub-is-origin", {hubs: ["FRA"]}],
  ["target-is-origin", {origins: ["FRA", "EGY"]}],
  ["close-no-hub", {close: ["BRA"]}],
  ["close-no-hub", {close: ["EGY"]}],
  ["no-hubs", {hubs: ["BRA"]}],
  ["no-listed-trade", {goods: "010121"}],
  ["no-listed-trade", {shock: day("2030-01-01")}],
  ["codes-overlap", {goods: "8471,847130"}],
  ["units-overlap", {origins: ["FRA", "EU27"]}],
  ["unknown-state", {target: "Atlantis"}],
  ["baseline-after-shock", {baseline: periodRange("2022")}],
] as const)("%s: %j is refused", async (code, request) => {
  await expect(asked([IN, OUT], request)).rejects.toMatchObject({code});
});

test("a negative value never reaches an arc: the build leaves it out and counts it", async () => {
  const rows = [...[IN, OUT].flatMap(recordsOf), ...recordsOf({...IN, to: "JOR", now: -500})];
  const outcome = storeOf([{...publication([]), rows}]).then(async (store) => {
    open.push(store);
    return shown(await corridorsFinding(store, QUESTION));
  });
  expect(await outcome).toEqual(shown(await asked([IN, OUT])));
});
