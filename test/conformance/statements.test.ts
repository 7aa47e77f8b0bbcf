import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test, vi} from "vitest";
import {sources} from "../../sources/index.ts";
import {referenceResolver} from "../../src/ingest/index.ts";
import {cleanRelation, land, refuseMissingRates} from "../../src/ingest/land.ts";
import {createCodeMap, mapCodes} from "../../src/ingest/mapping.ts";
import {rawTable} from "../../src/ingest/raw.ts";
import {refuseBadCells} from "../../src/ingest/typed.ts";
import {name, type Statement, type StoreRow, sql} from "../../src/store/index.ts";
import {boundSites, watchConnections} from "./recorder.ts";
import {RUNS} from "./runs.ts";
import {makersIn, sitesIn, sqlSites, statementMakers} from "./sql-sites.ts";
import {DIALECTS, preparedStore, STATEMENTS, typedOf} from "./statements.ts";

vi.mock("../../src/store/sql.ts", async (original) => {
  const {remembering} = await import("./recorder.ts");
  return remembering(await original<typeof import("../../src/store/sql.ts")>());
});

watchConnections();
const store = await preparedStore();
await createCodeMap(store);
afterAll(() => store.close());

/** Binds by EXPLAIN, with the values as they would be bound. */
function explain({text, values}: Statement): Promise<StoreRow[]> {
  return store.rows({text: `EXPLAIN ${text}`, values});
}

async function columnsOf(statement: Statement): Promise<Record<string, unknown>> {
  const rows = await store.rows(
    sql`SELECT column_name AS name, column_type AS type FROM (DESCRIBE ${statement})`,
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.type]));
}

test.each(Object.entries(STATEMENTS))("%s binds to the empty schema", async (_, statements) => {
  const made = await statements(store);
  expect(made.length).toBeGreaterThan(0);
  for (const statement of made) await explain(statement);
});

test("every exported function that returns a statement is listed", () => {
  expect(statementMakers()).toEqual(Object.keys(STATEMENTS).sort());
});

const CLEAN_COLUMNS = [
  "period",
  "reporter_code",
  "partner_code",
  "flow",
  "product",
  "hs_edition",
  "value_native",
  "net_kg",
  "quantity",
  "unit",
  "partner_basis",
  "dropped",
  "file_id",
  "source_row",
];

const byDialect = DIALECTS.map((known) => [`${known.source.meta.id} ${known.dialect.id}`, known] as const);

test.each(byDialect)(
  "%s: clean gives just the columns of the contract, product as text",
  async (_, known) => {
    const columns = await columnsOf(cleanRelation(known.dialect, typedOf(known)));
    expect(Object.keys(columns).sort()).toEqual(CLEAN_COLUMNS.toSorted());
    expect(columns.product).toBe("VARCHAR");
  },
);

test.each(byDialect)("%s: an empty file goes from raw to clean", async (_, known) => {
  const {source, dialect} = known;
  const raw = sql`(SELECT * FROM ${name("raw", rawTable(source.meta.id, dialect))})`;
  const typed = typedOf(known);
  const landing = {writer: store, source: source.meta.id, dialect, typed, vintage: "2024", shown: "none"};
  await refuseBadCells({reader: store, dialect, raw, present: Object.keys(dialect.columns), shown: "none"});
  await refuseMissingRates(landing);
  await mapCodes(store, cleanRelation(dialect, typed), dialect.schemes, referenceResolver);
  await land(landing);
});

const byCheck = sources.flatMap(({meta, checks}) =>
  checks.map((check) => [`${meta.id}: ${check.name}`, check] as const),
);

test.each(byCheck)("check %s binds and gives one number", async (_, {observe, onlyWhen}) => {
  await explain(observe);
  expect(Object.keys(await columnsOf(observe))).toEqual(["observed"]);
  if (onlyWhen === undefined) return;
  await explain(onlyWhen);
  expect(await columnsOf(onlyWhen)).toEqual({yes: "BOOLEAN"});
});

test.each(Object.entries(RUNS))("%s runs", async (_, run) => {
  const folder = mkdtempSync(join(tmpdir(), "conformance-"));
  try {
    await run(folder);
  } finally {
    rmSync(folder, {recursive: true});
  }
});

// Needs the tests above it: they are what binds.
test("every sql`…` template of src and sources was part of a statement that bound", () => {
  const forgotten = sqlSites().filter(({key}) => !boundSites().has(key));
  expect(forgotten.map(({place}) => place)).toEqual([]);
});

test("a template that nothing binds would be found, and so would a function that nobody lists", () => {
  const text = [
    "/** `sql` */",
    "export function lost(): Statement {",
    "  return sql`SELECT 1`; // sql`no`",
    "}",
  ].join("\n");
  const [site, ...more] = sitesIn("src/lost.ts", text);
  expect(site?.place).toBe("src/lost.ts:3");
  expect(more).toEqual([]);
  expect(boundSites().has(site?.key ?? "")).toBe(false);
  expect(makersIn(text)).toEqual(["lost"]);
});

test("a statement that does not bind is refused with its text", async () => {
  await expect(explain(sql`SELECT valu_usd FROM layer.trade`)).rejects.toMatchObject({
    code: "statement-refused",
    sql: "EXPLAIN SELECT valu_usd FROM layer.trade",
  });
});
