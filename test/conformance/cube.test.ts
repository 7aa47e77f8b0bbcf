import {existsSync, readFileSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {below, type Random, seeded} from "../../src/base/index.ts";
import {hubScores, mirrorTotals, type PackedPeriod} from "../../src/methods/index.ts";
import {
  CUBE_SCALE,
  type Cube,
  type CubeSource,
  cubePath,
  openCube,
  openReader,
  type Reader,
  type StoreRow,
  sql,
} from "../../src/store/index.ts";
import {testFolder} from "../support/folder.ts";
import {type SourceRow, storedOf} from "../world/index.ts";

const STATES = ["DEU", "FRA", "KGZ", "KAZ", "ARM", "RUS", "TUR", "CHN"];
const PRODUCTS = ["010121", "270900", "847130", "854231", "870323"];
const YEARS = [2019, 2020, 2021, 2022];

/** Records with missing sides, pairs of one side only, duplicates, zeros, missing weights, and a world total. */
function records(seed: number): SourceRow[] {
  const random = seeded(seed);
  const all = YEARS.flatMap((period) =>
    STATES.flatMap((reporter) =>
      STATES.filter((partner) => partner !== reporter).flatMap((partner) =>
        (["X", "M"] as const).flatMap((flow) =>
          PRODUCTS.flatMap((product) => some(random, {period, reporter, partner, flow, product})),
        ),
      ),
    ),
  );
  return [...all, {period: 2021, reporter: "DEU", partner: "W00", flow: "X", product: "847130", value: 1e9}];
}

function some(random: Random, place: Omit<SourceRow, "value">): SourceRow[] {
  const draw = random();
  // ARM never reports imports, and nobody but DEU reports on TUR.
  if (place.reporter === "ARM" && place.flow === "M") return [];
  if (place.partner === "TUR" && place.reporter !== "DEU") return [];
  if (draw < 0.4) return [];
  const row = (): SourceRow => ({
    ...place,
    value: draw < 0.5 ? 0 : below(random, 1e9) + below(random, 10_000) / 10_000,
    kg: random() < 0.1 ? null : below(random, 1e6) + below(random, 1000) / 1000,
  });
  return draw > 0.9 ? [row(), row()] : [row()];
}

interface Opened {
  readonly path: string;
  readonly reader: Reader;
  readonly cube: Cube;
  readonly source: CubeSource;
}

async function withCube(seed: number, work: (opened: Opened) => Promise<void>): Promise<void> {
  const path = join(testFolder(), "store.duckdb");
  await storedOf([{id: "both", rows: records(seed)}], path);
  const reader = await openReader(path);
  const cube = await openCube(reader);
  try {
    const [source] = cube?.sources ?? [];
    if (cube === null || source === undefined) throw new Error("the store has no cube");
    await work({path, reader, cube, source});
  } finally {
    cube?.close();
    reader.close();
  }
}

const BOTH = {sides: ["sent", "got"], weights: true} as const;

/** The cube's records in the words of the layer. */
function told(cube: Cube, source: CubeSource): StoreRow[] {
  const mask = 2 ** source.unitBits - 1;
  return source.years.flatMap((year) => {
    const {keys, ...sides} = cube.rows(source, year, BOTH);
    return (["sent", "got"] as const).flatMap((side) => {
      const cells = sides[side];
      if (cells === null) return [];
      return [...keys].flatMap((key, at) => {
        if (Number.isNaN(cells.values[at])) return [];
        const [exporter, importer] = [
          source.units[(key >>> source.unitBits) & mask],
          source.units[key & mask],
        ];
        const product = source.products[Math.floor(key / 2 ** (2 * source.unitBits))];
        const kg = Number(cells.weights[at]) / CUBE_SCALE.kg;
        return [
          {
            period: year.year,
            flow: side === "sent" ? "X" : "M",
            reporter: (side === "sent" ? exporter : importer) ?? null,
            partner: (side === "sent" ? importer : exporter) ?? null,
            product: product?.product ?? null,
            edition: product?.edition ?? null,
            usd: Number(cells.values[at]) / CUBE_SCALE.usd,
            kg: Number.isNaN(kg) ? null : kg,
            records: cells.records === null ? 1 : Number(cells.records[at]),
          },
        ];
      });
    });
  });
}

const LAYER = sql`
  SELECT period, flow, reporter::VARCHAR AS reporter, partner::VARCHAR AS partner, product, hs_edition AS edition, sum(value_usd::DECIMAL(18, 4))::DOUBLE AS usd,
    CASE WHEN count(net_kg) = count(*) THEN sum(net_kg::DECIMAL(18, 3))::DOUBLE END AS kg, count(*) AS records
  FROM layer.trade WHERE partner <> 'W00' GROUP BY ALL`;

const byPlace = (rows: readonly StoreRow[]): string[] =>
  rows
    .map(({period, flow, reporter, partner, product, edition, usd, kg, records: count}) =>
      [period, flow, reporter, partner, product, edition, usd, kg, Number(count)].join(" "),
    )
    .sort();

// Amounts are decimals in the store and whole numbers in the cube: both are exact, so no tolerance is due.
test.each([1, 2, 3])("the cube of world %i holds the layer's sums to the last digit", (seed) =>
  withCube(seed, async ({reader, cube, source}) => {
    const rows = told(cube, source);
    expect(rows.length).toBeGreaterThan(500);
    expect(rows.some(({records: count}) => count === 2)).toBe(true);
    expect(rows.some(({usd}) => usd === 0)).toBe(true);
    expect(byPlace(rows)).toEqual(byPlace(await reader.rows(LAYER)));
  }),
);

function periodsOf(cube: Cube, source: CubeSource): PackedPeriod[] {
  return source.years.map((year) => {
    const {keys, sent, got} = cube.rows(source, year, {...BOTH, weights: false});
    const silent = new Float64Array(keys.length).fill(Number.NaN);
    return {keys, sent: sent?.values ?? silent, got: got?.values ?? silent};
  });
}

const MIRROR = sql`
  WITH x AS (SELECT period, product, hs_edition, reporter AS a, partner AS b, sum(value_usd::DECIMAL(18, 4)) AS v FROM layer.trade WHERE flow = 'X' AND partner <> 'W00' GROUP BY ALL),
    m AS (SELECT period, product, hs_edition, partner AS a, reporter AS b, sum(value_usd::DECIMAL(18, 4)) AS v FROM layer.trade WHERE flow = 'M' AND partner <> 'W00' GROUP BY ALL)
  SELECT b::VARCHAR AS importer, coalesce(sum(x.v) FILTER (m.v IS NOT NULL), 0)::DOUBLE AS exported, coalesce(sum(m.v) FILTER (x.v IS NOT NULL), 0)::DOUBLE AS imported,
    coalesce(sum(greatest(0, x.v - m.v)) FILTER (m.v IS NOT NULL AND x.v IS NOT NULL), 0)::DOUBLE AS orphans,
    coalesce(sum(x.v) FILTER (m.v IS NULL), 0)::DOUBLE AS sent_alone, coalesce(sum(m.v) FILTER (x.v IS NULL), 0)::DOUBLE AS got_alone,
    count(*) FILTER (x.v IS NOT NULL AND m.v IS NOT NULL) AS both, count(*) FILTER (m.v IS NULL) AS only_sent, count(*) FILTER (x.v IS NULL) AS only_got
  FROM x FULL JOIN m USING (period, product, hs_edition, a, b) GROUP BY b ORDER BY importer`;

// Whole ten-thousandths below 2⁵³ add up exactly in any order, on one thread and on two: no tolerance is due.
test.each([1, 2] as const)("the mirror merge on %i threads equals the join of the engine", (threads) =>
  withCube(4, async ({reader, cube, source}) => {
    const {unitBits, units} = source;
    const found = await mirrorTotals(periodsOf(cube, source), {unitBits, units: units.length, threads});
    const usd = (cells: Float64Array, at: number) => Number(cells[at]) / CUBE_SCALE.usd;
    const rows = units.flatMap((importer, at) => {
      const counts = [found.both, found.onlySent, found.onlyGot].map((cells) => Number(cells[at]));
      const [both, onlySent, onlyGot] = counts;
      if (counts.every((count) => count === 0)) return [];
      return [
        {
          importer,
          exported: usd(found.exported, at),
          imported: usd(found.imported, at),
          orphans: usd(found.orphans, at),
          sent_alone: usd(found.sentAlone, at),
          got_alone: usd(found.gotAlone, at),
          both,
          only_sent: onlySent,
          only_got: onlyGot,
        },
      ];
    });
    expect(rows.find(({importer}) => importer === "ARM")).toMatchObject({both: 0, only_got: 0});
    expect(rows.toSorted((a, b) => (a.importer < b.importer ? -1 : 1))).toEqual(
      (await reader.rows(MIRROR)).map((row) => ({
        ...row,
        both: Number(row.both),
        only_sent: Number(row.only_sent),
        only_got: Number(row.only_got),
      })),
    );
  }),
);

const HUBS = sql`
  WITH t AS (SELECT product || coalesce(hs_edition, '') AS product, period >= 2021 AS after, reporter::VARCHAR AS a, partner::VARCHAR AS b, sum(value_usd::DECIMAL(18, 4)) AS v
      FROM layer.trade WHERE flow = 'X' AND partner <> 'W00' AND product IN ('847130', '854231', '870323') GROUP BY ALL),
    into_hub AS (SELECT product, b AS hub, sum(CASE WHEN after THEN v ELSE -v END)::DOUBLE / 2 AS v FROM t WHERE a IN ('DEU', 'FRA') GROUP BY ALL),
    onward AS (SELECT product, a AS hub, sum(CASE WHEN after THEN v ELSE -v END)::DOUBLE / 2 AS v FROM t WHERE b = 'RUS' AND a NOT IN ('DEU', 'FRA') GROUP BY ALL)
  SELECT hub, coalesce(sum(into_hub.v), 0) AS rise_in, coalesce(sum(onward.v), 0) AS rise_out,
    coalesce(sum(CASE WHEN into_hub.v > 0 AND onward.v > 0 THEN least(into_hub.v, onward.v) END), 0) AS matched
  FROM into_hub FULL JOIN onward USING (product, hub) GROUP BY hub ORDER BY hub`;

test.each([1, 2] as const)("hubs scored on %i threads equal those of the engine", (threads) =>
  withCube(5, async ({reader, cube, source}) => {
    const {unitBits, units, products} = source;
    const listed = products.flatMap(({product}, at) => (product < "847000" ? [] : [at]));
    const isOrigin = Uint8Array.from(units, (unit) => (["DEU", "FRA"].includes(unit) ? 1 : 0));
    const years = periodsOf(cube, source).map((year, at) => ({...year, after: at >= 2}));
    const target = units.indexOf("RUS");
    const question = {unitBits, units: units.length, isOrigin, target, products: Int32Array.from(listed)};
    const found = await hubScores(years, question, {threads});
    const expected = await reader.rows(HUBS);
    expect(expected.length).toBeGreaterThan(5);
    for (const {hub, rise_in, rise_out, matched} of expected) {
      const at = units.indexOf(String(hub));
      const scores = [found.riseIn, found.riseOut, found.matched].map(
        (cells) => Number(cells[at]) / CUBE_SCALE.usd,
      );
      // Halves of sums of some dozens of terms, divided and added in another order.
      for (const [place, wanted] of [rise_in, rise_out, matched].entries())
        expect(Math.abs(Number(scores[place]) - Number(wanted))).toBeLessThanOrEqual(1e-12 * 1e10);
    }
  }),
);

test("a cube that was altered anywhere, or cut off, is refused and not read", () =>
  withCube(6, async ({path, reader, source}) => {
    const whole = readFileSync(cubePath(path));
    const readAll = async (): Promise<void> => {
      const cube = await openCube(reader);
      for (const year of source.years) {
        cube?.rows(source, year, BOTH);
        for (const _ of cube?.blocks(source, year, BOTH) ?? []);
      }
      cube?.close();
    };
    await readAll();
    for (const [what, bytes] of [
      ...[0, 9, 13, 25, 33, 70, 5000, whole.length - 3].map(
        (at) => [`byte ${at}`, flipped(whole, at)] as const,
      ),
      ...[0, 10, 64, 4000, whole.length - 1].map((end) => [`cut at ${end}`, whole.subarray(0, end)] as const),
    ]) {
      writeFileSync(cubePath(path), bytes);
      await expect(readAll(), what).rejects.toMatchObject({code: "cube-damaged"});
    }
  }));

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = Number(bytes[at]) ^ 0x10;
  return copy;
}

test("a cube of another build is left alone, and a store without large sources has none", async () => {
  const folder = testFolder();
  const [one, other, small] = ["one", "other", "small"].map((name) => join(folder, `${name}.duckdb`));
  if (one === undefined || other === undefined || small === undefined) throw new Error("three stores");
  await storedOf([{id: "both", rows: records(7)}], one);
  await storedOf([{id: "both", rows: records(8)}], other);
  await storedOf([{id: "both", rows: records(7)}], small, 1e9);
  renameSync(cubePath(other), cubePath(one));
  for (const path of [one, small]) {
    const reader = await openReader(path);
    expect(await openCube(reader), path).toBeNull();
    reader.close();
  }
});

test("a store made anew without a cube takes the old one away", async () => {
  const path = join(testFolder(), "store.duckdb");
  const rows = records(9);
  await storedOf([{id: "both", rows}], path);
  expect(existsSync(cubePath(path))).toBe(true);
  await storedOf([{id: "both", rows}], path, 1e9);
  expect(existsSync(cubePath(path))).toBe(false);
});

test.each([
  ["months", {period: 202101, reporter: "DEU", partner: "KGZ", flow: "X", product: "847130", value: 1}],
  [
    "more than doubles hold",
    {period: 2021, reporter: "DEU", partner: "KGZ", flow: "X", product: "847130", value: 9e11},
  ],
] as const)("a source with %s has no cube", async (_, row) => {
  const path = join(testFolder(), "store.duckdb");
  await storedOf([{id: "both", rows: [...records(10), row]}], path);
  const reader = await openReader(path);
  const cube = await openCube(reader);
  expect(cube?.sources).toEqual(undefined);
  reader.close();
});
