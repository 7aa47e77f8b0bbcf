import {readFileSync, renameSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {testFolder} from "../../../test/support/folder.ts";
import {publicationsOf, type SourceRow, storedOf, world} from "../../../test/world/index.ts";
import {below, type Finding, seeded} from "../../base/index.ts";
import {cubePath, openReader, sql} from "../../store/index.ts";
import {type TransitRequest, transitFinding} from "./index.ts";

/** The same questions to a store with its cube and to the same store without. */
async function bothWays(
  rows: readonly SourceRow[],
  questions: readonly TransitRequest[],
): Promise<{packed: Finding[]; plain: Finding[]}> {
  const path = join(testFolder(), "store.duckdb");
  await storedOf([{id: "customs", rows}], path);
  const ask = async (): Promise<Finding[]> => {
    const reader = await openReader(path);
    try {
      const findings: Finding[] = [];
      for (const question of questions) findings.push(await transitFinding(reader, question));
      return findings;
    } finally {
      reader.close();
    }
  };
  const packed = await ask();
  renameSync(cubePath(path), `${cubePath(path)}.aside`);
  return {packed, plain: await ask()};
}

// Whole numbers add up to the same doubles as the store's decimals, and all that follows is the same code.
test("a finding is the same, figure by figure, with the packed cube and without", async () => {
  const {rows, truth} = world(11, {plain: 6, listed: 8, controls: 8, origins: 2});
  const [customs] = publicationsOf(rows);
  if (customs === undefined) throw new Error("a world has customs records");
  const {origins, target, hubs} = truth;
  const {packed, plain} = await bothWays(customs.rows, [
    {origins, target, digits: 6},
    {origins, target, digits: 4, by: "product"},
    {origins, target, digits: 2, by: "origin"},
    {origins, goods: "chpl", by: "period"},
    {origins, hubs: hubs.slice(0, 2), goods: "chpl"},
    {origins},
  ]);
  for (const [at, finding] of packed.entries()) expect(finding, `question ${at}`).toEqual(plain[at]);
  expect(packed.every((finding) => finding.rows.length > 0)).toBe(true);
  expect(packed[0]?.rows.some(({shock_low_usd}) => shock_low_usd !== null)).toBe(true);
});

test("rows left out are counted alike, zeros and pairs of one side among what stays", async () => {
  const line = (period: number, flow: "X" | "M", product: string, value: number): SourceRow => ({
    period,
    reporter: flow === "X" ? "DEU" : "KGZ",
    partner: flow === "X" ? "KGZ" : "DEU",
    flow,
    product,
    value,
    kg: product === "847130" ? 5 : null,
  });
  const years = [2019, 2020, 2021, 2022, 2023];
  const rows = years.flatMap((year) => [
    line(year, "X", "847130", 1000 + year),
    line(year, "M", "847130", 900),
    line(year, "X", "847141", -2000.5),
    line(year, "M", "847141", 10),
    line(year, "X", "854231", 0),
    line(year, "M", "854231", 0.0001),
  ]);
  const {packed, plain} = await bothWays(rows, [
    {origins: ["DEU"], hubs: ["KGZ"], digits: 6, by: "product"},
    {origins: ["DEU"], hubs: ["KGZ"], digits: 4},
  ]);
  for (const [at, finding] of packed.entries()) expect(finding, `question ${at}`).toEqual(plain[at]);
  expect(packed[0]?.sample.dropped).toMatchObject([{reason: "world/customs: negative value", rows: 5}]);
});

test("a damaged cube stops the questions that would read it, and no other", async () => {
  const path = join(testFolder(), "store.duckdb");
  const {rows, truth} = world(12, {plain: 2, listed: 2, controls: 2, origins: 1});
  await storedOf([{id: "customs", rows: publicationsOf(rows)[0]?.rows ?? []}], path);
  writeFileSync(cubePath(path), readFileSync(cubePath(path)).subarray(0, 4000));
  const reader = await openReader(path);
  const {origins, target} = truth;
  await expect(transitFinding(reader, {origins, target, digits: 6})).rejects.toMatchObject({
    code: "cube-damaged",
  });
  await expect(transitFinding(reader, {origins, target})).resolves.toBeDefined();
  reader.close();
});

/** Both sides of each hub and product in the window, joined by the engine from the layer's records. */
const JOINED = sql`
  WITH x AS (SELECT partner::VARCHAR AS hub, product, sum(value_usd::DECIMAL(18, 4)) AS v FROM layer.trade
      WHERE flow = 'X' AND period IN (2022, 2023) AND reporter::VARCHAR IN ('DEU', 'FRA') AND product <> 'TOTAL' GROUP BY ALL),
    m AS (SELECT reporter::VARCHAR AS hub, product, sum(value_usd::DECIMAL(18, 4)) AS v FROM layer.trade
      WHERE flow = 'M' AND period IN (2022, 2023) AND partner::VARCHAR IN ('DEU', 'FRA') AND product <> 'TOTAL' GROUP BY ALL)
  SELECT hub, product, coalesce(x.v, 0)::DOUBLE AS exporter_usd, coalesce(m.v, 0)::DOUBLE AS importer_usd, greatest(0, coalesce(x.v, 0) - coalesce(m.v, 0))::DOUBLE AS orphans_usd
  FROM x FULL JOIN m USING (hub, product) ORDER BY hub, product`;

// Sums of up to four amounts of four decimals: the ledger adds doubles, the engine decimals. 1e-12 is four digits above rounding.
test("the ledger's rows and sums are those of the engine's own join of the layer", async () => {
  const random = seeded(5);
  const rows = ["DEU", "FRA"].flatMap((exporter) =>
    ["KGZ", "KAZ", "ARM"].flatMap((hub) =>
      [2018, 2019, 2020, 2021, 2022, 2023].flatMap((period) =>
        ["847130", "854231", "870323"].flatMap((product): SourceRow[] => {
          const value = below(random, 1e6) + below(random, 10_000) / 10_000;
          const sent = {period, reporter: exporter, partner: hub, flow: "X", product, value} as const;
          const got = {
            ...sent,
            reporter: hub,
            partner: exporter,
            flow: "M",
            value: value * random(),
          } as const;
          return [sent, got].filter(() => random() < 0.8);
        }),
      ),
    ),
  );
  const path = join(testFolder(), "store.duckdb");
  await storedOf([{id: "customs", rows}], path);
  const reader = await openReader(path);
  const question = {origins: ["DEU", "FRA"], digits: 6, by: "product", margin: 0} as const;
  const found = await transitFinding(reader, question);
  const wanted = await reader.rows(JOINED);
  reader.close();
  const place = ({hub, product}: Readonly<Record<string, unknown>>): string => `${hub} ${product}`;
  expect(found.rows.map(place).sort()).toEqual(wanted.map(place));
  expect(wanted.length).toBe(9);
  for (const row of wanted) {
    const own = found.rows.find((one) => place(one) === place(row));
    for (const name of ["exporter_usd", "importer_usd", "orphans_usd"] as const)
      expect(Math.abs(Number(own?.[name]) - Number(row[name])), `${place(row)} ${name}`).toBeLessThanOrEqual(
        1e-12 * Number(row.exporter_usd),
      );
  }
});
