import {SourceError} from "../base/index.ts";
import {HS_EDITIONS, hsCodes} from "../reference/index.ts";
import {cleanTable, joined, name, type Statement, sql, type Writer} from "../store/index.ts";
import {loadBulkCsv} from "./bulk-csv.ts";
import {cleanFlows, createFlowTable, type FlowColumns, flowLayout} from "./flow-table.ts";
import type {FoundFile} from "./inspect.ts";
import type {CodeResolver} from "./mapping.ts";

/** A plain flow table on its way in: one file of a dialect with `flows`. */
export interface FlowsJob {
  readonly source: string;
  readonly columns: FlowColumns;
  readonly file: FoundFile;
  readonly fileId: number;
  readonly vintage: string;
}

// A flow table's country numbers keep one meaning through its years, so any year resolves them.
const ANY_YEAR = 2020;

/** Name of the table that takes a source's flow files of one HS edition, below the schema clean. */
export function flowsTable(source: string, {hsEdition}: FlowColumns): string {
  return `${cleanTable(source)}__${hsEdition.toLowerCase()}`;
}

/** Name of the table that takes all other rows of such a source, below the schema clean. */
export function rowsTable(source: string): string {
  return `${cleanTable(source)}__rows`;
}

/** Creates the tables that these files need, one a source and edition. */
export async function createFlowTables(
  writer: Writer,
  jobs: readonly FlowsJob[],
  resolve: CodeResolver,
): Promise<void> {
  const units = await unitsOf(writer);
  const tables = new Map(jobs.map((job) => [flowsTable(job.source, job.columns), job.columns]));
  for (const [table, columns] of tables) {
    await writer.run(createFlowTable("clean", table, layoutOf(columns, resolve, units).labels));
  }
}

/** Loads one file at full speed: parsed and mapped on a thread of its own, appended by this one. */
export async function loadFlows(
  writer: Writer,
  {source, columns, file, fileId}: FlowsJob,
  resolve: CodeResolver,
  onRows: (rows: number) => void,
): Promise<void> {
  const packing =
    file.entry !== null ? {entry: file.entry} : file.gzipped ? ("gzip" as const) : ("none" as const);
  const {layout} = layoutOf(columns, resolve, await unitsOf(writer));
  await loadBulkCsv(writer, {
    file: {path: file.path, shown: file.shown, packing},
    layout,
    target: {schema: "clean", table: flowsTable(source, columns)},
    fileId,
    onRows,
  });
}

async function unitsOf(writer: Writer): Promise<string[]> {
  const rows = await writer.rows(sql`SELECT unnest(enum_range(NULL::trade_unit))::VARCHAR AS unit`);
  return rows.map(({unit}) => String(unit));
}

function layoutOf(columns: FlowColumns, resolve: CodeResolver, units: readonly string[]) {
  const edition = HS_EDITIONS.find((known) => known === columns.hsEdition);
  if (edition === undefined) {
    throw new SourceError("edition-unknown", {
      message: `there is no HS edition "${columns.hsEdition}"`,
      hint: `one of ${HS_EDITIONS.join(", ")}`,
    });
  }
  // CEPII keeps some codes of neighbouring editions, and 999999 for goods not specified by kind.
  const products = [...new Set([...HS_EDITIONS.flatMap((known) => hsCodes(known)), "999999"])].sort();
  return flowLayout(columns, {resolve, units, products, year: ANY_YEAR});
}

/** Puts flow tables under the clean name of their source, beside the rows that came another way. */
export function uniteFlows(source: string, jobs: readonly FlowsJob[]): Statement[] {
  const table = cleanTable(source);
  const groups = [...Map.groupBy(jobs, ({columns}) => flowsTable(source, columns))];
  const parts = groups.map(([flows, own]) =>
    cleanFlows(
      "clean",
      flows,
      own.map(({fileId, columns, vintage}) => ({fileId, vintage, hsEdition: columns.hsEdition})),
    ),
  );
  const rows = sql`SELECT * FROM ${name("clean", rowsTable(source))}`;
  return [
    sql`ALTER TABLE ${name("clean", table)} RENAME TO ${name(rowsTable(source))}`,
    sql`CREATE VIEW ${name("clean", table)} AS ${joined([rows, ...parts], " UNION ALL ")}`,
  ];
}
