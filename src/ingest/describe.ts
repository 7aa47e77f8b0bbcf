import {fixed, joined, name, type Statement, sql, tradeRows, tradeView, type Writer} from "../store/index.ts";
import {type FlowsJob, flowsTable, rowsTable} from "./flows-job.ts";

/**
 * Makes the layer over the clean tables of `sources`, and what is known about them: rows a file, coverage, products, who
 * reported when.
 *
 * @param flows files that were loaded as flow tables. A hundred million rows are summed up by the small columns of these
 *   tables and only then named: by name it takes ten times as long
 */
export async function describe(
  writer: Writer,
  sources: readonly string[],
  flows: readonly FlowsJob[] = [],
): Promise<void> {
  await writer.run(tradeView(sources));
  const described = sources.map((source) => ({source, flows: flows.filter((job) => job.source === source)}));
  await writer.run(
    sql`CREATE OR REPLACE TEMP TABLE pair AS ${joined(described.flatMap(pairs), " UNION ALL ")}`,
  );
  await writer.run(sql`
    UPDATE meta.file SET rows = counted.rows
    FROM (SELECT file_id, coalesce(entered.rows, 0) AS rows FROM meta.file
      LEFT JOIN (SELECT file_id, sum(rows)::BIGINT AS rows FROM pair GROUP BY file_id) AS entered USING (file_id)) AS counted
    WHERE counted.file_id = meta.file.file_id`);
  await writer.run(sql`
    INSERT INTO meta.coverage
    SELECT source, reporter, flow, frequency, digits, min(period), max(period), count(DISTINCT period), count(DISTINCT partner), sum(rows)
    FROM pair GROUP BY source, reporter, flow, frequency, digits`);
  await writer.run(sql`
    INSERT INTO meta.reported
    SELECT source, reporter, flow, period, sum(rows), coalesce(sum(rows) FILTER (partner <> 'W00'), ${fixed("0")})
    FROM pair GROUP BY source, reporter, flow, period`);
  await writer.run(sql`DROP TABLE pair`);
  await writer.run(sql`
    INSERT INTO meta.product
    SELECT source, product, digits, hs_edition, digits = max(digits) OVER (PARTITION BY source), min(first), max(last)
    FROM (${joined(described.flatMap(products), " UNION ALL ")}) GROUP BY source, product, digits, hs_edition`);
}

interface Described {
  readonly source: string;
  readonly flows: readonly FlowsJob[];
}

/** Rows by file, period, reporter and partner. */
function pairs({source, flows}: Described): Statement[] {
  return [
    sql`SELECT source, file_id, reporter, partner, flow, frequency, digits, period, count(*) AS rows
      FROM (${otherRows({source, flows})}) GROUP BY ALL`,
    ...tablesOf(flows).map(
      ({
        table,
      }) => sql`SELECT ${text(source)}, file_id, reporter::VARCHAR, partner::VARCHAR, 'X', 'A', 6, period, rows
        FROM (SELECT file_id, reporter, partner, period, count(*) AS rows FROM ${name("clean", table)} WHERE dropped IS NULL GROUP BY ALL)`,
    ),
  ];
}

/** First and last period of each product. */
function products({source, flows}: Described): Statement[] {
  return [
    sql`SELECT source, product, digits, hs_edition, min(period) AS first, max(period) AS last
      FROM (${otherRows({source, flows})}) GROUP BY ALL`,
    ...tablesOf(flows).map(
      ({table, edition}) => sql`SELECT ${text(source)}, product::VARCHAR, 6, ${text(edition)}, first, last
        FROM (SELECT product, min(period) AS first, max(period) AS last FROM ${name("clean", table)} WHERE dropped IS NULL GROUP BY product)`,
    ),
  ];
}

function otherRows({source, flows}: Described): Statement {
  return tradeRows(source, ...(flows.length > 0 ? [rowsTable(source)] : []));
}

function tablesOf(flows: readonly FlowsJob[]): {readonly table: string; readonly edition: string}[] {
  const tables = new Map(flows.map(({source, columns}) => [flowsTable(source, columns), columns.hsEdition]));
  return [...tables].map(([table, edition]) => ({table, edition}));
}

// Ids and editions are of a fixed form, checked where they enter.
function text(word: string): Statement {
  return fixed(`'${word}'`);
}
