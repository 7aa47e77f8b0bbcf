// Makes a store with its packed cube from a lake of two sides: exports/YEAR.parquet as exporters report, imports/YEAR.parquet as
// importers do, columns t, i, j, k, v (thousand dollars), q (tonnes).
// Usage: node bench/lake-store.ts LAKE STORE
import {readdirSync} from "node:fs";
import {join} from "node:path";
import {describe} from "../src/ingest/describe.ts";
import {cleanFlows, createFlowTable, type FlowFile} from "../src/ingest/flow-table.ts";
import {insertRates, referenceRates, referenceUnits} from "../src/ingest/index.ts";
import {blocMembers, hsCodes, states} from "../src/reference/index.ts";
import {
  buildStore,
  fixed,
  name,
  STORE_VERSION,
  type Statement,
  sql,
  type Writer,
  writeCube,
} from "../src/store/index.ts";
import {exporterCodes} from "./baci-shape.ts";

const [SOURCE, TABLE, EDITION, STATES] = ["bench/lake", "bench_lake", "HS2017", 200] as const;
const [lake, store] = process.argv.slice(2);
if (lake === undefined || store === undefined) throw new Error("usage: node bench/lake-store.ts LAKE STORE");

const started = performance.now();
await buildStore(store, fill, {memoryLimit: "4GB", units: referenceUnits()});
say("in place");

function say(what: string): void {
  process.stdout.write(`${((performance.now() - started) / 1e3).toFixed(0)} s: ${what}\n`);
}

async function fill(writer: Writer): Promise<void> {
  await insertRates(writer, referenceRates());
  await writer.run(sql`INSERT INTO meta.source VALUES (${SOURCE}, 'A lake of two sides', 'bench', 'about:blank', 'none needed', NULL, true, 'all', 'all',
    'mirror', 1, 'exports fob, imports cif', 1, 1, '[]', 'trade')`);
  await nameCodes(writer);
  const [out, back] = [await fillSide(writer, "exports", 0), await fillSide(writer, "imports", 1000)];
  say("rows are in");
  await writer.run(sql`CREATE VIEW ${name("clean", TABLE)} AS
    ${cleanFlows("clean", `${TABLE}__exports`, out)}
    UNION ALL SELECT * REPLACE ('M' AS flow, 'origin' AS partner_basis) FROM (${cleanFlows("clean", `${TABLE}__imports`, back)})`);
  await describe(writer, [SOURCE]);
  await writer.run(
    sql`INSERT INTO meta.build VALUES (${new Date().toISOString()}, ${STORE_VERSION}, ${"data of a lake"}, ${"none"})`,
  );
  say("described");
  process.stdout.write(`${JSON.stringify(await writeCube(writer))}\n`);
  say("cube written");
}

/** Countries of the lake by rank: the EU's members, from whom its hubs' records vanish, come first. Products by rank in HS. */
async function nameCodes(writer: Writer): Promise<void> {
  const members = new Set(
    blocMembers().flatMap(({bloc, iso3, end}) => (bloc === "EU27" && end === null ? [iso3] : [])),
  );
  const known = exporterCodes().flatMap((code) => {
    const found = states().byCode("baci", String(code));
    return found.kind === "state" ? [String(found.iso3)] : [];
  });
  const iso3 = [...new Set([...[...members].sort(), ...known.sort()])].slice(0, STATES);
  await writer.run(
    sql`CREATE TEMP TABLE country AS SELECT unnest(${iso3.map((_, at) => at)}) AS rank, unnest(${iso3}::VARCHAR[]) AS iso3`,
  );
  await writer.run(
    sql`CREATE TEMP TABLE good AS SELECT unnest(${products().map((_, at) => at)}) AS rank, unnest(${products()}::VARCHAR[]) AS code`,
  );
}

function products(): string[] {
  return [...hsCodes(EDITION)].sort();
}

async function fillSide(writer: Writer, side: "exports" | "imports", first: number): Promise<FlowFile[]> {
  const table = `${TABLE}__${side}`;
  await writer.run(createFlowTable("clean", table, {products: products(), reasons: ["none"]}));
  const files: FlowFile[] = [];
  for (const file of readdirSync(join(String(lake), side)).sort()) {
    const fileId = first + files.length + 1;
    await writer.run(
      sql`INSERT INTO meta.file VALUES (${fileId}, ${SOURCE}, 'parquet', ${`${side}/${file}`}, ${file}, ${side}, 0, ${`${side} ${file}`}, '2024', NULL)`,
    );
    await writer.run(
      sql`INSERT INTO ${name("clean", table)} ${rowsOf(join(String(lake), side, file), side, fileId)}`,
    );
    files.push({fileId, hsEdition: EDITION, vintage: "2024"});
  }
  return files;
}

function rowsOf(path: string, side: "exports" | "imports", fileId: number): Statement {
  const [reporter, partner] = side === "exports" ? ["i", "j"] : ["j", "i"];
  return sql`
    SELECT t, a.iso3, b.iso3, g.code, round(v * 1000, 3), round(q * 1000, 3), NULL, ${fileId}
    FROM read_parquet(${path}) AS l JOIN country AS a ON a.rank = l.${fixed(reporter)} JOIN country AS b ON b.rank = l.${fixed(partner)}
      JOIN good AS g ON g.rank = (l.k - 10101) // 197`;
}
