import fc from "fast-check";
import {afterAll, beforeAll, expect, test} from "vitest";
import {openWriter, type StoreRow, sql, type Writer} from "../../src/store/index.ts";
import {comtradeCells, comtradePeriod} from "./cells.ts";

/** A published row, as far as a test cares; the rest is one car export of 2022. */
interface Row {
  readonly value: number | null;
  readonly transport?: number | null;
  readonly partner2?: string | null;
  readonly customs?: string | null;
  readonly flow?: string;
  readonly product?: string;
  readonly classification?: string | null;
  readonly original?: boolean | null;
  readonly type?: string | null;
  readonly netKg?: number | null;
  readonly quantity?: number | null;
  readonly unit?: string | null;
}

let writer: Writer;
beforeAll(async () => {
  writer = await openWriter(":memory:");
});
afterAll(() => writer.close());

async function cells(rows: readonly Row[]): Promise<StoreRow[]> {
  const json = JSON.stringify(
    rows.map((row, at) => ({
      period: 2022,
      type_code: row.type ?? null,
      flow_code: row.flow ?? "X",
      reporter_code: "268",
      partner_code: "51",
      classification: row.classification === undefined ? "H5" : row.classification,
      product: row.product ?? "8703",
      customs: row.customs ?? null,
      second_partner: row.partner2 ?? null,
      transport: row.transport ?? null,
      original: row.original ?? null,
      unit: row.unit ?? null,
      value_usd: row.value,
      net_kg: row.netKg ?? null,
      quantity: row.quantity ?? null,
      file_id: 1,
      source_row: at + 1,
    })),
  );
  const types = `[{"period":"INTEGER","type_code":"VARCHAR","flow_code":"VARCHAR","reporter_code":"VARCHAR","partner_code":"VARCHAR",
    "classification":"VARCHAR","product":"VARCHAR","customs":"VARCHAR","second_partner":"VARCHAR","transport":"INTEGER","original":"BOOLEAN",
    "unit":"VARCHAR","value_usd":"DOUBLE","net_kg":"DOUBLE","quantity":"DOUBLE","file_id":"INTEGER","source_row":"BIGINT"}]`;
  const read = sql`(SELECT unnest(from_json(${json}, ${types}), recursive := true))`;
  await writer.run(sql`CREATE OR REPLACE TEMP TABLE published AS SELECT * FROM ${read}`);
  return writer.rows(sql`SELECT * FROM (${comtradeCells(sql`published`)}) ORDER BY source_row`);
}

const entering = (rows: readonly StoreRow[]) => rows.filter(({dropped}) => dropped === null);
const values = (rows: readonly StoreRow[]) => entering(rows).map(({value_native}) => value_native);

test.each<[string, Row[], number]>([
  [
    "a total beside modes of transport",
    [
      {value: 10, transport: 0},
      {value: 4, transport: 3200},
      {value: 6, transport: 9300},
    ],
    10,
  ],
  [
    "modes of transport alone",
    [
      {value: 4, transport: 3200},
      {value: 6, transport: 9300},
    ],
    10,
  ],
  [
    "land beside railway and road",
    [
      {value: 7, transport: 3000},
      {value: 4, transport: 3200},
      {value: 3, transport: 3100},
      {value: 1, transport: 1000},
    ],
    8,
  ],
  [
    "pipelines inside pipelines and cables",
    [
      {value: 5, transport: 9100},
      {value: 5, transport: 9110},
    ],
    5,
  ],
  [
    "a total beside second partners",
    [
      {value: 10, partner2: "0"},
      {value: 4, partner2: "643"},
      {value: 6, partner2: "398"},
    ],
    10,
  ],
  [
    "the second partner World by its other name",
    [
      {value: 10, partner2: "W00"},
      {value: 10, partner2: "643"},
    ],
    10,
  ],
  [
    "second partners alone",
    [
      {value: 4, partner2: "643"},
      {value: 6, partner2: "398"},
    ],
    10,
  ],
  [
    "a total beside customs procedures",
    [
      {value: 10, customs: "C00"},
      {value: 4, customs: "C01"},
      {value: 6, customs: "C10"},
    ],
    10,
  ],
  [
    "customs procedures alone",
    [
      {value: 4, customs: "C01"},
      {value: 6, customs: "C10"},
    ],
    10,
  ],
  [
    "two splits of one total, each across the other's total",
    [
      {value: 4, transport: 3200, partner2: "0"},
      {value: 6, transport: 9300, partner2: "0"},
      {value: 3, transport: 0, partner2: "643"},
      {value: 7, transport: 0, partner2: "398"},
    ],
    10,
  ],
  [
    "both splits at once without any total",
    [
      {value: 1, transport: 3200, partner2: "643", customs: "C01"},
      {value: 2, transport: 9300, partner2: "643", customs: "C01"},
      {value: 3, transport: 3200, partner2: "398", customs: "C01"},
      {value: 4, transport: 3200, partner2: "398", customs: "C10"},
    ],
    10,
  ],
  ["no columns for any split", [{value: 10}], 10],
])("%s count once", async (_, rows, total) => {
  expect(values(await cells(rows))).toEqual([total]);
});

test("what gives way says why, and keeps its own value", async () => {
  const rows = await cells([
    {value: 10, transport: 0},
    {value: 4, transport: 3200},
    {value: 5, customs: "C01", transport: 0},
    {value: 6, partner2: "643"},
  ]);
  expect(rows.map(({value_native, dropped}) => [value_native, dropped])).toEqual([
    [10, null],
    [4, "a part by mode of transport: the total is beside it"],
    [5, "a part by customs procedure: the total is beside it"],
    [6, "a part by second partner: the total is beside it"],
  ]);
});

test("summed parts stand in the first row; the others keep their own value and the reason", async () => {
  const rows = await cells([
    {value: 4, transport: 3200, netKg: 40, quantity: 2, unit: "u"},
    {value: 6, transport: 9300, netKg: 60, quantity: 3, unit: "u"},
  ]);
  expect(
    rows.map(({value_native, net_kg, quantity, dropped}) => [value_native, net_kg, quantity, dropped]),
  ).toEqual([
    [10, 100, 5, null],
    [6, 60, 3, "a part: summed into the first of its cell"],
  ]);
});

test("a weight missing in one part is missing in the sum, and quantities of two units are not added", async () => {
  const rows = await cells([
    {value: 4, transport: 3200, netKg: 40, quantity: 2, unit: "u"},
    {value: 6, transport: 9300, netKg: null, quantity: 3, unit: "kg"},
  ]);
  expect(entering(rows)).toMatchObject([{value_native: 10, net_kg: null, quantity: null, unit: null}]);
});

test("a row given twice counts once; another value for it is told apart", async () => {
  const rows = await cells([{value: 10}, {value: 10}, {value: 11}]);
  expect(rows.map(({dropped}) => dropped)).toEqual([
    null,
    "the same row again",
    "the same cell again with another value",
  ]);
});

test("headings and their subheadings are cells of their own", async () => {
  expect(
    values(await cells([{value: 10}, {value: 4, product: "870323"}, {value: 10, product: "TOTAL"}])),
  ).toEqual([10, 4, 10]);
});

test("the reported classification counts, by flag or as the newest; its year is the edition", async () => {
  const flagged = await cells([
    {value: 10, classification: "H6", original: false},
    {value: 9, classification: "H5", original: true},
  ]);
  expect(entering(flagged)).toMatchObject([{value_native: 9, hs_edition: "HS2017"}]);
  const unflagged = await cells([
    {value: 9, classification: "H4"},
    {value: 10, classification: "H5"},
  ]);
  expect(entering(unflagged)).toMatchObject([{value_native: 10, hs_edition: "HS2017"}]);
  expect(unflagged[0]?.dropped).toBe("converted by the publisher: the reported classification is beside it");
});

test.each<[string, Partial<Row>, string]>([
  ["services", {type: "S", classification: "EB02"}, "services: they have no HS code"],
  ["SITC", {classification: "S4"}, "no HS code: classification S4"],
  ["broad economic categories", {classification: "B5"}, "no HS code: classification B5"],
  ["a missing classification", {classification: null}, "no classification told"],
  ["re-imports", {flow: "RM"}, "re-imports: part of imports"],
  ["re-imports by number", {flow: "4"}, "re-imports: part of imports"],
  ["domestic exports", {flow: "DX"}, "part of exports: flow DX"],
  ["imports for processing", {flow: "MIP"}, "part of imports: flow MIP"],
])("%s do not enter", async (_, row, reason) => {
  expect(await cells([{value: 1, ...row}])).toMatchObject([{dropped: reason}]);
});

test.each([
  ["X", "X"],
  ["2", "X"],
  ["Import", "M"],
  ["3", "RX"],
  ["Re-Export", "RX"],
  ["Q", "Q"],
])("the flow %s is %s", async (flow, ours) => {
  expect(await cells([{value: 1, flow}])).toMatchObject([{flow: ours}]);
});

test("a published zero stays zero, a missing value stays missing", async () => {
  expect(values(await cells([{value: 0}, {value: null, product: "8704"}]))).toEqual([0, null]);
});

test.each([
  ["2022", 2022],
  ["202203", 202_203],
  ["202252", 2022],
  ["2022Q1", null],
  ["202213", null],
])("the period %s is %s", async (text, period) => {
  expect(await writer.one(sql`SELECT ${comtradePeriod(sql`${text}::VARCHAR`)} AS period`)).toEqual({period});
});

/** Amounts by customs procedure, second partner and mode of transport. */
interface Leaf {
  readonly customs: string;
  readonly partner2: string;
  readonly transport: number;
  readonly value: number;
}

type Choice = () => "total" | "parts" | "both";

const LEAF_MODES = [1000, 2100, 2200, 3100, 3200, 3900, 9110, 9120, 9200, 9300, 9900];

/** Rows in which each level stands as its total, as its parts, or as both. */
function published(leaves: readonly Leaf[], choose: Choice): Row[] {
  return level(
    leaves,
    (leaf) => leaf.customs,
    "C00",
    choose,
    (byCustoms, customs) =>
      level(
        byCustoms,
        (leaf) => leaf.partner2,
        "0",
        choose,
        (byPartner, partner2) => modes(byPartner, choose).map((row) => ({...row, customs, partner2})),
      ),
  );
}

function level(
  leaves: readonly Leaf[],
  by: (leaf: Leaf) => string,
  total: string,
  choose: Choice,
  below: (leaves: readonly Leaf[], code: string) => Row[],
): Row[] {
  const choice = choose();
  const groups = Object.entries(Object.groupBy(leaves, by));
  return [
    ...(choice === "parts" ? [] : below(leaves, total)),
    ...(choice === "total" ? [] : groups.flatMap(([code, group]) => below(group ?? [], code))),
  ];
}

function modes(leaves: readonly Leaf[], choose: Choice, above: readonly number[] = [0, 1000, 100]): Row[] {
  const [width, ...rest] = above;
  const choice = choose();
  const row = (group: readonly Leaf[], transport: number): Row => ({
    transport,
    value: group.reduce((sum, {value}) => sum + value, 0),
  });
  if (width === 0) {
    return [
      ...(choice === "parts" ? [] : [row(leaves, 0)]),
      ...(choice === "total" ? [] : modes(leaves, choose, rest)),
    ];
  }
  const groups = Map.groupBy(leaves, ({transport}) =>
    width === undefined ? transport : transport - (transport % width),
  );
  return [...groups].flatMap(([transport, group]) => {
    const whole = width === undefined || group.every((leaf) => leaf.transport === transport);
    if (whole) return [row(group, transport)];
    const inner = choose();
    return [
      ...(inner === "parts" ? [] : [row(group, transport)]),
      ...(inner === "total" ? [] : modes(group, choose, rest)),
    ];
  });
}

test("property: however a response is split and totalled, its cell is the sum of the leaves", async () => {
  const leaf = fc.record({
    customs: fc.constantFrom("C01", "C04", "C10"),
    partner2: fc.constantFrom("643", "398", "112"),
    transport: fc.constantFrom(...LEAF_MODES),
    value: fc.integer({min: 0, max: 1_000_000}),
  });
  const leaves = fc.uniqueArray(leaf, {
    minLength: 1,
    maxLength: 12,
    selector: ({customs, partner2, transport}) => `${customs} ${partner2} ${transport}`,
  });
  const choices = fc.infiniteStream(fc.constantFrom<ReturnType<Choice>>("total", "parts", "both"));
  await fc.assert(
    fc.asyncProperty(leaves, choices, fc.infiniteStream(fc.nat()), async (amounts, stream, order) => {
      const choose: Choice = () => stream.next().value;
      const rows = published(amounts, choose)
        .map((row) => ({row, place: order.next().value}))
        .sort((a, b) => a.place - b.place)
        .map(({row}) => row);
      // Whole numbers, so that sums are exact in any order.
      expect(values(await cells(rows))).toEqual([amounts.reduce((sum, {value}) => sum + value, 0)]);
    }),
    {numRuns: 150},
  );
});
