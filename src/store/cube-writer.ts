import {rmSync} from "node:fs";
import type {WholeColumn} from "./column-reader.ts";
import {buildMark, cubePath, cubesFit} from "./cube.ts";
import {
  CUBE_SCALE,
  type CubeProduct,
  type CubeSide,
  type CubeSideRows,
  type CubeSource,
  type CubeYear,
  cubeSection,
} from "./cube-layout.ts";
import type {Writer} from "./database.ts";
import {PackedWriter} from "./packed-file.ts";
import {fixed, type Statement, sql} from "./sql.ts";

/** What became of a source: its rows in the cube, or why it has none. */
export type CubeReport = {readonly source: string} & ({readonly rows: number} | {readonly reason: string});

/** Fewest records of a source worth a cube: below, the engine's own scan takes a fraction of a second. */
export const LEAST_CUBE_ROWS = 20_000_000;

/**
 * Writes the packed cube of a store that is being made beside its file, from the layer and after `meta.build` is filled. Only
 * sources with both sides, by year, every amount known. A store in memory has none, nor has one without such a source.
 */
export async function writeCube(writer: Writer, leastRows: number = LEAST_CUBE_ROWS): Promise<CubeReport[]> {
  const large = await largeSources(writer, leastRows);
  if (large.length === 0 || !cubesFit() || writer.path === ":memory:") return [];
  const path = cubePath(writer.path);
  const file = new PackedWriter(path);
  try {
    const [sources, reports] = await writeSources(writer, file, large);
    file.finish(JSON.stringify({build: await buildMark(writer), sources}));
    if (sources.length === 0) rmSync(path, {force: true});
    return reports;
  } catch (cause) {
    file.abandon();
    rmSync(path, {force: true});
    throw cause;
  }
}

async function largeSources(writer: Writer, leastRows: number): Promise<string[]> {
  const rows = await writer.rows(sql`
    SELECT s.id FROM meta.source AS s JOIN meta.coverage AS c ON c.source = s.id
    WHERE s.sides = 'mirror' GROUP BY s.id HAVING sum(c.rows) >= ${leastRows} ORDER BY s.id`);
  return rows.map(({id}) => String(id));
}

async function writeSources(
  writer: Writer,
  file: PackedWriter,
  ids: readonly string[],
): Promise<[CubeSource[], CubeReport[]]> {
  const units = (await writer.rows(sql`SELECT unnest(enum_range(NULL::trade_unit))::VARCHAR AS unit`)).map(
    ({unit}) => String(unit),
  );
  const unitBits = Math.ceil(Math.log2(units.length));
  const sources: CubeSource[] = [];
  const reports: CubeReport[] = [];
  for (const id of ids) {
    const products = await productsOf(writer, id);
    const reason =
      products.length > 2 ** (32 - 2 * unitBits)
        ? `${products.length} products do not fit into a key`
        : await unfit(writer, id);
    if (reason !== null) {
      reports.push({source: id, reason});
      continue;
    }
    const years = await writeYears(writer, file, {id, unitBits, products});
    sources.push({id, unitBits, units, products, years});
    reports.push({source: id, rows: years.reduce((sum, year) => sum + recordsOf(year), 0)});
  }
  return [sources, reports];
}

async function productsOf(writer: Writer, source: string): Promise<CubeProduct[]> {
  const rows = await writer.rows(sql`
    SELECT DISTINCT product, coalesce(hs_edition, '') AS edition FROM meta.product
    WHERE source = ${source} AND product <> 'TOTAL' ORDER BY ALL`);
  return rows.map(({product, edition}) => ({product: String(product), edition: String(edition)}));
}

// Rounding to ten-thousandths adds at most a half for each of a pair's records.
const MOST_EXACT = Number.MAX_SAFE_INTEGER - 1e9;

/** Why a source's records cannot be told by a cube; null where they can. */
async function unfit(writer: Writer, source: string): Promise<string | null> {
  const {monthly} = await writer.one(
    sql`SELECT count(*) AS monthly FROM meta.reported WHERE source = ${source} AND period > 9999`,
  );
  if (Number(monthly) > 0) return "it has months";
  const {unknown, most} = await writer.one(sql`
    SELECT coalesce(sum(unknown), 0::BIGINT) AS unknown, max(greatest(size, weight)) AS most
    FROM (SELECT count(*) - count(value_usd) AS unknown, ${fixed(String(CUBE_SCALE.usd))} * sum(abs(value_usd)) AS size,
        coalesce(${fixed(String(CUBE_SCALE.kg))} * sum(abs(net_kg)), 0::DOUBLE) AS weight
      FROM layer.trade AS t WHERE ${ofSource(source)} GROUP BY period, flow, reporter, partner)`);
  if (Number(unknown) > 0) return `${Number(unknown)} of its records have no value in US dollars`;
  return Number(most) > MOST_EXACT ? "a pair trades more than sums can hold exactly" : null;
}

/** Records that the cube takes, as a condition on t. */
function ofSource(source: string): Statement {
  return sql`t.source = ${source} AND t.partner <> 'W00' AND t.product <> 'TOTAL'
    AND (t.flow = 'X' OR (t.flow = 'M' AND (t.partner_basis = 'origin' OR t.partner_basis IS NULL)))`;
}

async function writeYears(
  writer: Writer,
  file: PackedWriter,
  source: Pick<CubeSource, "id" | "unitBits" | "products">,
): Promise<CubeYear[]> {
  await placeProducts(writer, source.products);
  const found = await writer.rows(sql`
    SELECT DISTINCT period AS year FROM meta.reported WHERE source = ${source.id} AND flow IN ('X', 'M') ORDER BY ALL`);
  const years: CubeYear[] = [];
  for (const {year} of found) years.push(await writeYear(writer, file, {source, year: Number(year)}));
  await writer.run(sql`DROP TABLE cube_product`);
  return years;
}

function recordsOf({sent, got}: CubeYear): number {
  return [sent, got].reduce((sum, side) => (side === null ? sum : sum + side.rows), 0);
}

async function placeProducts(writer: Writer, products: readonly CubeProduct[]): Promise<void> {
  await writer.run(sql`CREATE OR REPLACE TEMP TABLE cube_product AS
    SELECT unnest(${products.map(({product}) => product)}::VARCHAR[]) AS product,
      unnest(${products.map(({edition}) => edition)}::VARCHAR[]) AS edition, unnest(${products.map((_, at) => at)}::BIGINT[]) AS place`);
}

async function writeYear(
  writer: Writer,
  file: PackedWriter,
  {source, year}: {readonly source: Pick<CubeSource, "id" | "unitBits">; readonly year: number},
): Promise<CubeYear> {
  const columns = (await writer.wholeColumns(yearRows(source, year))).map(numbers);
  const [key, sentUsd, sentKg, sentRecords, gotUsd, gotKg, gotRecords] = columns;
  const keys = Uint32Array.from(key ?? []);
  file.add(cubeSection(source.id, year, "key"), keys);
  const add = (side: CubeSide, cells: readonly (Float64Array | undefined)[]): CubeSideRows | null =>
    addSide(file, {source: source.id, year, side}, cells);
  return {
    year,
    rows: keys.length,
    sent: add("sent", [sentUsd, sentKg, sentRecords]),
    got: add("got", [gotUsd, gotKg, gotRecords]),
  };
}

/** Adds what one side says; null where it says nothing. */
function addSide(
  file: PackedWriter,
  {source, year, side}: {readonly source: string; readonly year: number; readonly side: CubeSide},
  [usd, kg, records]: readonly (Float64Array | undefined)[],
): CubeSideRows | null {
  if (usd === undefined || kg === undefined || records === undefined)
    throw new Error("a side of the cube has three columns");
  const rows = records.reduce((sum, count) => (count > 0 ? sum + 1 : sum), 0);
  if (rows === 0) return null;
  const merged = records.some((count) => count > 1);
  file.add(cubeSection(source, year, `${side} usd`), usd.map(Math.round));
  file.add(cubeSection(source, year, `${side} kg`), kg.map(Math.round));
  if (merged) file.add(cubeSection(source, year, `${side} records`), Uint32Array.from(records));
  return {rows, merged};
}

function numbers(column: WholeColumn): Float64Array {
  if (column.kind === "number") return column.values;
  throw new Error("a year of the cube has numbers only");
}

/** Rows of one year by key, amounts in ten-thousandths of a dollar and in grams, as the layer's sums have them. */
function yearRows({id, unitBits}: Pick<CubeSource, "id" | "unitBits">, year: number): Statement {
  const key = fixed(`((p.place << ${2 * unitBits})
        + (enum_code(CASE WHEN t.flow = 'X' THEN t.reporter ELSE t.partner END)::BIGINT << ${unitBits})
        + enum_code(CASE WHEN t.flow = 'X' THEN t.partner ELSE t.reporter END)::BIGINT)`);
  const [usd, kg] = [fixed(String(CUBE_SCALE.usd)), fixed(String(CUBE_SCALE.kg))];
  return sql`
    SELECT key::DOUBLE AS key,
      (sent_usd * ${usd})::DOUBLE AS sent_usd, (sent_kg * ${kg})::DOUBLE AS sent_kg, sent_records::DOUBLE AS sent_records,
      (got_usd * ${usd})::DOUBLE AS got_usd, (got_kg * ${kg})::DOUBLE AS got_kg, got_records::DOUBLE AS got_records
    FROM (SELECT ${key} AS key, ${sideSums("sent", "X")}, ${sideSums("got", "M")}
      FROM layer.trade AS t JOIN cube_product AS p ON p.product = t.product AND p.edition = coalesce(t.hs_edition, '')
      WHERE ${ofSource(id)} AND t.period = ${year} GROUP BY 1)
    ORDER BY key`;
}

/** One side's sums: dollars missing without a record, kilograms missing unless every record has a weight. */
function sideSums(side: CubeSide, flow: "X" | "M"): Statement {
  const own = (sum: string): Statement => fixed(`${sum} FILTER (t.flow = '${flow}')`);
  return sql`${own("sum(t.value_usd::DECIMAL(18, 4))")} AS ${fixed(`${side}_usd`)},
        CASE WHEN ${own("count(t.net_kg)")} = ${own("count(*)")} THEN ${own("sum(t.net_kg::DECIMAL(18, 3))")} END AS ${fixed(`${side}_kg`)},
        ${own("count(*)")} AS ${fixed(`${side}_records`)}`;
}
