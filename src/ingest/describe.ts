import {SourceError} from "../base/index.ts";
import {fixed, joined, name, type Statement, sql, tradeRows, tradeView, type Writer} from "../store/index.ts";
import {type FlowsJob, flowsTable, rowsTable} from "./flows-job.ts";

/**
 * Makes the layer over the clean tables of `sources`, and what is known about them: rows a file, coverage, products, who
 * reported when.
 *
 * @throws SourceError "files-overlap" when two flow tables of a source hold one period
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
  await writer.run(sql`
    INSERT INTO meta.product
    SELECT source, product, digits, hs_edition, digits = max(digits) OVER (PARTITION BY source), min(first), max(last)
    FROM (${joined(described.flatMap(products), " UNION ALL ")}) GROUP BY source, product, digits, hs_edition`);
  const summed = await summedSources(writer);
  await writer.run(
    sql`CREATE OR REPLACE TEMP TABLE pair AS ${joined(
      described.flatMap((one) => pairs(one, summed.includes(one.source))),
      " UNION ALL ",
    )}`,
  );
  await refuseOverlap(writer, [...new Set(flows.map(({source}) => source))]);
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
  await writer.run(sql`
    INSERT INTO layer.total
    SELECT p.source, period, reporter, partner, flow, partner_basis, native_currency, sum(value_usd), sum(value_native),
      CASE WHEN sum(weighed) = sum(rows) THEN sum(net_kg) END, sum(rows)
    FROM pair AS p JOIN (SELECT DISTINCT source, digits FROM meta.product WHERE leaf) AS l ON l.source = p.source AND l.digits = p.digits
    WHERE p.source IN (SELECT unnest(${summed}::VARCHAR[])) GROUP BY ALL ORDER BY ALL`);
  await writer.run(sql`
    INSERT INTO layer.total
    SELECT source, period, reporter, partner, flow, partner_basis, native_currency, sum(value_usd::DECIMAL(18, 4)), sum(value_native::DECIMAL(18, 4)),
      CASE WHEN count(net_kg) = count(*) THEN sum(net_kg::DECIMAL(18, 3)) END, count(*)
    FROM layer.trade WHERE product = 'TOTAL' GROUP BY ALL ORDER BY ALL`);
  await writer.run(sql`DROP TABLE pair`);
}

// Two flow tables of one period cannot both stand: which is newer, they do not say cell by cell.
async function refuseOverlap(writer: Writer, sources: readonly string[]): Promise<void> {
  const rows = await writer.rows(sql`
    SELECT c.source, c.period, min(f.path) AS one, max(f.path) AS other FROM (SELECT DISTINCT source, period, file_id FROM pair) AS c
    JOIN meta.file AS f USING (file_id) WHERE c.source IN (SELECT unnest(${sources}::VARCHAR[]))
    GROUP BY c.source, c.period HAVING count(*) > 1 ORDER BY c.source, c.period LIMIT 1`);
  const [first] = rows;
  if (first === undefined) return;
  throw new SourceError("files-overlap", {
    message: `"${first.one}" and "${first.other}" both hold ${first.period}`,
    where: String(first.source),
    hint: "keep one release of the data in the folder",
  });
}

/** Sources of all goods that publish no total of their own. Where a total is published, hidden goods are in it only. */
async function summedSources(writer: Writer): Promise<string[]> {
  const rows = await writer.rows(sql`
    SELECT id FROM meta.source WHERE goods = 'all' AND id NOT IN (SELECT source FROM meta.product WHERE product = 'TOTAL')`);
  return rows.map(({id}) => String(id));
}

interface Described {
  readonly source: string;
  readonly flows: readonly FlowsJob[];
}

/** Rows, and for sources without a total of their own also sums, by file, period, reporter and partner. */
function pairs({source, flows}: Described, withSums: boolean): Statement[] {
  const sums = fixed(
    withSums
      ? `sum(value_usd::DECIMAL(18, 4)) AS value_usd, sum(value_native::DECIMAL(18, 4)) AS value_native, sum(net_kg::DECIMAL(18, 3)) AS net_kg, count(net_kg) AS weighed`
      : "NULL::DECIMAL(38, 4) AS value_usd, NULL::DECIMAL(38, 4) AS value_native, NULL::DECIMAL(38, 3) AS net_kg, NULL::BIGINT AS weighed",
  );
  return [
    sql`SELECT source, file_id, reporter, partner, flow, frequency, digits, period, partner_basis, native_currency, count(*) AS rows, ${sums}
      FROM (${otherRows({source, flows})}) GROUP BY ALL`,
    ...tablesOf(flows).map(
      ({
        table,
      }) => sql`SELECT ${text(source)}, file_id, reporter, partner, 'X', 'A', 6, period, 'destination', 'USD', rows, value_native, value_native, net_kg, weighed
        FROM (SELECT file_id, reporter, partner, period, count(*) AS rows, sum(value_native) AS value_native, sum(net_kg) AS net_kg, count(net_kg) AS weighed
          FROM ${name("clean", table)} WHERE dropped IS NULL GROUP BY ALL)`,
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
