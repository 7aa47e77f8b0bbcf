import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {
  buildInto,
  type Dialect,
  integer,
  number,
  referenceRates,
  referenceResolver,
  referenceUnits,
  type Source,
  type SourceMeta,
  text,
} from "../../src/ingest/index.ts";
import {buildStore, sql, type Writer} from "../../src/store/index.ts";
import {ingest, testEffects} from "../support/ingest.ts";

/** A record in the layout of the test sources. Absent parts are what is usual: no weight. */
export interface SourceRow {
  readonly period: number;
  readonly reporter: string;
  readonly partner: string;
  readonly flow: "X" | "M" | "RX";
  readonly product: string;
  /** Whole units of the source's currency. */
  readonly value: number;
  readonly kg?: number | null;
}

/** How a test source differs from the usual one: mirror sides, all goods, all partners, US dollars. */
export interface SourceTraits
  extends Partial<Pick<SourceMeta, "goods" | "partners" | "sides" | "rank" | "vintage">> {
  /** Last part of the id: `world/<id>`. */
  readonly id: string;
  readonly currency?: "USD" | "EUR";
  /** Edition of all codes; by the calendar when absent: HS2017, from 2022 on HS2022. */
  readonly edition?: "HS2012" | "HS2017" | "HS2022";
}

const HEADER = ["publication", "period", "reporter", "partner", "flow", "product", "value", "kg"];

/** A source of CSV files in the layout of the test sources; a file names its publication in every row. */
export function testSource({id, currency = "USD", edition, ...traits}: SourceTraits): Source {
  return {
    meta: {
      id: `world/${id}`,
      title: `Invented trade: ${id}`,
      publisher: "Office of an invented world",
      url: "about:blank",
      licence: "none needed",
      licence_url: null,
      redistributable: true,
      goods: "all",
      partners: "all",
      sides: "mirror",
      rank: 1,
      valuation: "exports fob, imports cif",
      mapping_bound: 1,
      vintage: "2024-01-01",
      notes: [],
      ...traits,
    },
    dialects: [dialectOf(id, currency, edition ?? null)],
    checks: [],
    corrections: [],
  };
}

function dialectOf(id: string, currency: "USD" | "EUR", edition: string | null): Dialect {
  return {
    id: "csv",
    what: `invented records of ${id}`,
    recognises: ({header, head}) =>
      header[0] === "publication" && head.split("\n")[1]?.startsWith(`${id},`) === true,
    columns: {
      publication: text(),
      period: integer(),
      reporter: text(),
      partner: text(),
      flow: text(),
      product: text(),
      value: number(),
      kg: number(),
    },
    schemes: {reporter: "iso3", partner: "iso3"},
    currency,
    clean: sql`SELECT
      period::INTEGER AS period,
      reporter AS reporter_code,
      partner AS partner_code,
      flow,
      product,
      CASE WHEN product = 'TOTAL' THEN NULL WHEN ${edition !== null} THEN ${edition ?? ""} WHEN period < 2022 OR period BETWEEN 9999 AND 202112 THEN 'HS2017' ELSE 'HS2022' END AS hs_edition,
      value AS value_native,
      kg AS net_kg,
      NULL::DOUBLE AS quantity,
      NULL::VARCHAR AS unit,
      CASE flow WHEN 'M' THEN 'origin' ELSE 'destination' END AS partner_basis,
      NULL::VARCHAR AS dropped,
      file_id,
      source_row
    FROM typed`,
  };
}

/** A publication: what it is like, and its records. */
export interface Publication extends SourceTraits {
  readonly rows: readonly SourceRow[];
}

/** A store in memory that the real engine built from the publications' CSV files. Close it. */
export async function storeOf(publications: readonly Publication[]): Promise<Writer> {
  return withFiles(publications, async (files) => {
    const {store} = await ingest(publications.map(testSource), files);
    return store;
  });
}

function csv(id: string, rows: readonly SourceRow[]): string {
  const lines = rows.map(
    ({period, reporter, partner, flow, product, value, kg}) =>
      `${id},${period},${reporter},${partner},${flow},${product},${value},${kg ?? ""}\n`,
  );
  return `${HEADER.join(",")}\n${lines.join("")}`;
}

/**
 * A store on disk, as `storeOf` builds it in memory, with the packed cube of every source that can have one unless `cubeRows`
 * asks for more records.
 */
export async function storedOf(
  publications: readonly Publication[],
  path: string,
  cubeRows = 1,
): Promise<void> {
  const sources = publications.map(testSource);
  const resolve = referenceResolver;
  await withFiles(publications, (data) =>
    buildStore(
      path,
      (writer) =>
        buildInto(writer, {data, sources, cubeRows, resolve, rates: referenceRates(), effects: testEffects}),
      {threads: 2, units: referenceUnits()},
    ),
  );
}

async function withFiles<T>(
  publications: readonly Publication[],
  work: (files: readonly string[]) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "roundabout-world-"));
  try {
    const files = publications.map(({id, rows}) => {
      const path = join(folder, `${id}.csv`);
      writeFileSync(path, csv(id, rows));
      return path;
    });
    return await work(files);
  } finally {
    rmSync(folder, {recursive: true});
  }
}
