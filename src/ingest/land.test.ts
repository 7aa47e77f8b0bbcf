import {afterAll, expect, test} from "vitest";
import {createClean, emptyStore, fixed, type Statement, sql} from "../store/index.ts";
import {text} from "./column.ts";
import {land, refuseMissingRates} from "./land.ts";
import {type CodeMeaning, createCodeMap, mapCodes} from "./mapping.ts";
import type {Dialect} from "./source.ts";

const store = await emptyStore({threads: 1, units: ["ARM", "GEO"]});
await store.run(createClean("a/b"));
await store.run(sql`INSERT INTO ref.fx VALUES (2022, 1.05), (202203, 1.1)`);
afterAll(() => store.close());

const asked: string[] = [];

function resolve(scheme: string, code: string, year: number): CodeMeaning {
  asked.push(`${scheme} ${code} ${year}`);
  if (code === "EU") return {kind: "non-state", label: "European Union"};
  return /^[A-Z]{3}$/.test(code) || code === "W00" ? {kind: "unit", unit: code} : {kind: "unknown"};
}

const COLUMNS =
  fixed(`NULL::VARCHAR AS hs_edition, NULL::DOUBLE AS net_kg, NULL::DOUBLE AS quantity, NULL::VARCHAR AS unit,
  'destination' AS partner_basis, 1 AS file_id, 2::BIGINT AS source_row`);

/** A dialect whose one row is the usual one with these changes, as SQL. */
function dialectOf(change: Readonly<Record<string, string>>, currency: "USD" | "EUR" = "USD"): Dialect {
  const row = {
    period: "2022",
    reporter_code: "'GEO'",
    partner_code: "'ARM'",
    flow: "'X'",
    product: "'8703'",
    value_native: "10.0",
    dropped: "NULL::VARCHAR",
    ...change,
  };
  const cells = fixed(
    Object.entries(row)
      .map(([name, value]) => `${value} AS ${name}`)
      .join(", "),
  );
  return {
    id: "probe",
    what: "a probe",
    recognises: () => true,
    columns: {nothing: text()},
    schemes: {reporter: "iso3", partner: "name"},
    currency,
    clean: sql`SELECT ${cells}, ${COLUMNS} FROM typed`,
  };
}

const TYPED: Statement = sql`SELECT 1 AS one`;

async function landed(change: Readonly<Record<string, string>>, currency: "USD" | "EUR" = "USD") {
  const dialect = dialectOf(change, currency);
  await store.run(sql`TRUNCATE clean.a_b`);
  await createCodeMap(store);
  await mapCodes(store, sql`WITH typed AS (${TYPED}) ${dialect.clean}`, dialect.schemes, resolve);
  await land({writer: store, source: "a/b", dialect, typed: TYPED, vintage: "2024", shown: "a.csv"});
  return store.one(
    sql`SELECT period, reporter, partner, value_usd, value_native, native_currency, dropped, vintage FROM clean.a_b`,
  );
}

test("a row enters with its states, its value in dollars, and its vintage", async () => {
  expect(await landed({})).toEqual({
    period: 2022,
    reporter: "GEO",
    partner: "ARM",
    value_usd: 10,
    value_native: 10,
    native_currency: "USD",
    dropped: null,
    vintage: "2024",
  });
});

// 10 euro at 1.05 for the year and 1.1 for March, the rates put in above; a relative 1e-12 is rounding of one product.
test("euro become dollars at the rate of the very period", async () => {
  expect(Number((await landed({}, "EUR")).value_usd)).toBeCloseTo(10.5, 11);
  expect(Number((await landed({period: "202203"}, "EUR")).value_usd)).toBeCloseTo(11, 11);
});

test.each<[string, Readonly<Record<string, string>>, string]>([
  ["what the dialect says comes first", {dropped: "'a total'", period: "NULL"}, "a total"],
  ["no period", {period: "NULL", value_native: "NULL"}, "no period"],
  ["no value", {value_native: "NULL::DOUBLE", product: "'x'"}, "no value published"],
  ["a negative value", {value_native: "-1", product: "'x'"}, "negative value"],
  ["no product code", {product: "'87 03'", flow: "'Z'"}, "no product code: 87 03"],
  ["a product code of odd length", {product: "'87031'"}, "no product code: 87031"],
  ["no product at all", {product: "NULL::VARCHAR"}, "no product code: empty"],
  ["a flow that is none", {flow: "'Z'", reporter_code: "'?'"}, "no flow of ours: Z"],
  ["an unknown reporter", {reporter_code: "'?'", partner_code: "'!'"}, 'reporter "?": unknown code'],
  ["no reporter", {reporter_code: "NULL::VARCHAR"}, 'reporter "": unknown code'],
  ["an aggregate as partner", {partner_code: "'EU'"}, 'partner "EU": no state: European Union'],
  ["trade with itself", {partner_code: "'GEO'"}, "reporter and partner are one: GEO"],
  ["the world as reporter", {reporter_code: "'W00'"}, "the world is no reporter"],
])("dropped for %s, the first reason that holds", async (_, change, reason) => {
  expect((await landed(change)).dropped).toBe(reason);
});

test("zero is a value, all goods are a product, the world is a partner, re-exports are a flow", async () => {
  const row = await landed({value_native: "0", product: "'TOTAL'", partner_code: "'W00'", flow: "'RX'"});
  expect(row).toMatchObject({value_usd: 0, partner: "W00", dropped: null});
});

test("a code is asked for once, in its scheme and year, and not for a row that is dropped anyway", async () => {
  asked.length = 0;
  await landed({period: "202203"});
  expect(asked).toEqual(["iso3 GEO 2022", "name ARM 2022"]);
  asked.length = 0;
  await landed({dropped: "'a total'"});
  expect(asked).toEqual([]);
});

test("a period without a rate is refused only where euro would be converted", async () => {
  const refuse = (change: Readonly<Record<string, string>>, currency: "USD" | "EUR") =>
    refuseMissingRates({
      writer: store,
      source: "a/b",
      dialect: dialectOf(change, currency),
      typed: TYPED,
      vintage: "",
      shown: "a.csv",
    });
  await expect(refuse({period: "202204"}, "EUR")).rejects.toMatchObject({
    code: "rate-missing",
    message: "no euro reference rate for period 202204",
    where: "a.csv",
  });
  await refuse({period: "202204"}, "USD");
  await refuse({period: "202203"}, "EUR");
  await refuse({period: "202204", dropped: "'a total'"}, "EUR");
});
