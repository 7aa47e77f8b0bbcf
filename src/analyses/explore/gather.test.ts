import {afterAll, beforeAll, expect, test} from "vitest";
import {packStore, type TestStore} from "../../../test/support/stores.ts";
import {type SourceRow, storeOf} from "../../../test/world/index.ts";
import type {Strand} from "../../layers/trade/index.ts";
import {type Reader, sql, type Writer} from "../../store/index.ts";
import {gatherAhead} from "./ahead.ts";
import {readCells} from "./cells.ts";
import {gatherCells, type Progress, partsOf} from "./gather.ts";
import {gatheringOf, heldStrand} from "./held.ts";

const CUSTOMS: Strand = {
  source: "world/customs",
  flow: "X",
  frequency: "A",
  basis: "origin",
  digits: 6,
  goods: null,
};

function row(text: string, value: number, flow: SourceRow["flow"] = "X"): SourceRow {
  const [reporter = "", partner = "", product = "", period = ""] = text.split(" ");
  return {period: Number(period), reporter, partner, flow, product, value};
}

let pack: TestStore;
beforeAll(async () => {
  pack = await packStore();
});
afterAll(() => pack[Symbol.asyncDispose]());

async function inWorld<T>(rows: SourceRow[], work: (world: Writer) => Promise<T>): Promise<T> {
  const world = await storeOf([{id: "customs", rank: 2, rows}]);
  try {
    return await work(world);
  } finally {
    world.close();
  }
}

const silent = {tell: () => undefined};

test("parts hold all periods of the frequency, each once, with about as many records", () => {
  const months = [202101, 202102, 202105, 202106].map((period) => ({period, records: 3}));
  expect(partsOf(months, {frequency: "M"}, 6)).toEqual([
    {from: 10_000, to: 202102, records: 6},
    {from: 202103, to: 999_999, records: 6},
  ]);
  expect(partsOf(months, {frequency: "M"}, 9)).toEqual([{from: 10_000, to: 999_999, records: 12}]);
  expect(partsOf([], {frequency: "A"}, 9)).toEqual([{from: 0, to: 9999, records: 0}]);
});

test("cells are those of the strand alone: not of other flows, frequencies, bases or coarser lines", async () => {
  const rows = [
    row("DEU KGZ 870323 2021", 50),
    row("DEU KGZ 870322 2021", 5),
    row("DEU KGZ 854110 2020", 7),
    row("DEU KGZ 8703 2021", 55),
    row("DEU KGZ 870323 202101", 11),
    row("KGZ DEU 870323 2021", 30, "M"),
  ];
  await inWorld(rows, async (world) => {
    const {columns, runs, starts} = await gatherCells(world, CUSTOMS, silent);
    expect([runs.length, [...starts], columns.length]).toEqual([2, [0, 1], 2]);
    expect([...columns.chapters.subarray(0, 2)]).toEqual([85, 87]);
    expect([...columns.records.subarray(0, 2)]).toEqual([1, 2]);
    // In ten-thousandths of a dollar.
    expect([...columns.low.subarray(0, 2)]).toEqual([70_000, 550_000]);
  });
});

test("imports by origin leave out those by consignment, however few conditions the statement has", async () => {
  const store = pack.store;
  const rows = await store.rows(sql`
    SELECT source, flow, CASE WHEN period < 10000 THEN 'A' ELSE 'M' END AS frequency, max(digits) AS digits, count(*) AS records
    FROM layer.trade WHERE flow IN ('X', 'M') GROUP BY ALL ORDER BY ALL`);
  expect(rows.length).toBeGreaterThan(10);
  for (const {source, flow, frequency, digits} of rows)
    for (const basis of ["origin", "consignment"] as const)
      expect(await gathered(store, {source, flow, frequency, digits, basis})).toEqual(
        await counted(store, {source, flow, frequency, digits, basis}),
      );
});

type Named = Readonly<Record<"source" | "flow" | "frequency" | "digits", unknown>> & Pick<Strand, "basis">;

async function gathered(store: Reader, {source, flow, frequency, digits, basis}: Named) {
  const strand: Strand = {
    source: String(source),
    flow: flow === "M" ? "M" : "X",
    frequency: frequency === "M" ? "M" : "A",
    digits: Number(digits),
    basis,
    goods: null,
  };
  const {columns} = await gatherCells(store, strand, silent);
  return {
    cells: columns.length,
    records: columns.records.subarray(0, columns.length).reduce((sum, count) => sum + count, 0),
    silent: columns.silent.subarray(0, columns.length).reduce((sum, count) => sum + count, 0),
  };
}

// Written anew, with every condition in words.
async function counted(store: Reader, {source, flow, frequency, digits, basis}: Named) {
  const {
    cells,
    records,
    silent: without,
  } = await store.one(sql`
    SELECT count(DISTINCT (period, reporter, partner, coalesce(TRY_CAST(left(product, 2) AS INTEGER), 0))) AS cells,
      count(*) AS records, count(*) - count(value_usd) AS silent
    FROM layer.trade WHERE source = ${String(source)} AND flow = ${String(flow)} AND digits = ${Number(digits)}
      AND (period < 10000) = (${String(frequency)} = 'A')
      AND (flow = 'X' OR coalesce(partner_basis, 'origin') = ${basis})`);
  return {cells: Number(cells), records: Number(records), silent: Number(without)};
}

test("a sum of others may be too large to be exact, for it is left out; a state's may not", async () => {
  const large = 2e12;
  const fine = [row("DEU W00 870323 2021", large), row("DEU KGZ 870323 2021", 7)];
  await inWorld(fine, async (world) => {
    const {filter, sums} = await readCells(world, CUSTOMS);
    expect(filter.groups(null, [null, null, null, null])[0]?.amount).toBe(70_000);
    expect([...sums]).toEqual([["partner W00", 1]]);
  });
  await inWorld([row("DEU KGZ 870323 2021", large)], async (world) => {
    await expect(readCells(world, CUSTOMS)).rejects.toMatchObject({code: "sum-too-large"});
  });
});

test("gathered in many parts, cells are those gathered in one, in the same order", async () => {
  const strand = {...CUSTOMS, source: "eurostat/comext-banned-goods", frequency: "M", digits: 8} as const;
  const told: Progress[] = [];
  const parts = await gatherCells(pack.store, strand, {tell: (progress) => told.push(progress), least: 1});
  const whole = await gatherCells(pack.store, strand, silent);
  // 35 months, and the end.
  expect(told).toHaveLength(36);
  expect(whole.columns.length).toBeGreaterThan(10_000);
  expect({...parts, columns: null}).toEqual({...whole, columns: null});
  const all = {from: 0, below: whole.columns.length};
  expect(parts.columns.kept([all])).toEqual(whole.columns.kept([all]));
});

test("progress is told from none to all of the records, and nothing is gathering afterwards", async () => {
  await inWorld([row("DEU KGZ 870323 2021", 50), row("DEU KGZ 870323 2022", 50)], async (world) => {
    const told: Progress[] = [];
    await gatherCells(world, CUSTOMS, {tell: (progress) => told.push(progress)});
    expect(told).toEqual([
      {done: 0, of: 2},
      {done: 2, of: 2},
    ]);
    const reading = heldStrand(world, "key", CUSTOMS);
    while (gatheringOf(world).length === 0) await new Promise(setImmediate);
    expect(gatheringOf(world)).toEqual([
      {source: "world/customs", flow: "X", frequency: "A", done: expect.any(Number), of: 2},
    ]);
    await reading;
    expect(gatheringOf(world)).toEqual([]);
  });
});

test("what was gathered ahead is what the first question reads; of few records, and twice, nothing is gathered", async () => {
  const told: string[] = [];
  const tell = ({source}: {readonly source: string}, {done, of}: Progress) =>
    told.push(`${source} ${done === of}`);
  expect(await gatherAhead(pack.store, tell)).toBe(null);
  expect(told).toEqual([]);
  const strand = await gatherAhead(pack.store, tell, 1);
  expect(strand).toMatchObject({source: "eurostat/comext-banned-goods", flow: "X", frequency: "M"});
  expect(told.at(-1)).toBe("eurostat/comext-banned-goods true");
  expect(await gatherAhead(pack.store, tell, 1)).toBe(null);
  await inWorld([row("DEU KGZ 870323 2021", 1, "M")], async (world) => {
    expect(await gatherAhead(world, tell, 1)).toBe(null);
  });
});
