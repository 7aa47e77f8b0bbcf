import {SourceError} from "../../../src/base/index.ts";
import {
  type ColumnSpec,
  type Dialect,
  integer,
  number,
  type Probe,
  type RawBatch,
  type RawFile,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {HS_EDITIONS, type HsEdition} from "../../../src/reference/index.ts";
import {resembles} from "../../shared/resembles.ts";
import {countryCodes, productCodes, readme} from "./side-files.ts";

const COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  t: integer(),
  i: text(),
  j: text(),
  k: text(),
  v: number({missing: ["NA"]}),
  q: number({missing: ["NA"]}),
};

function isFlows(probe: Probe): boolean {
  return (probe.kind === "csv" || probe.kind === "parquet") && resembles(probe, COLUMNS);
}

/** `BACI_HS17_Y2020_V202301.csv`, `baci_hs17_v202301_….parquet` → HS2017; null where the name gives none. */
export function editionOf(name: string): HsEdition | null {
  const year = /hs_?(\d{2})(?!\d)/i.exec(name)?.[1];
  if (year === undefined) return null;
  return HS_EDITIONS.find((edition) => edition.endsWith(year)) ?? null;
}

/** `V202401b` → V202401b. */
function versionOf({name}: Probe): string | null {
  const version = /(?<![a-z0-9])v(\d{6}[a-z]?)(?![a-z0-9])/i.exec(name)?.[1];
  return version === undefined ? null : `V${version}`;
}

function flowsOf(edition: HsEdition): Dialect {
  return {
    id: `flows-${edition.toLowerCase()}`,
    what: `BACI flows by year, exporter, importer and ${edition} product`,
    recognises: (probe) => isFlows(probe) && editionOf(probe.name) === edition,
    columns: COLUMNS,
    bulk: true,
    flows: {
      year: "t",
      reporter: "i",
      partner: "j",
      product: "k",
      value: {name: "v", scale: 3},
      weight: {name: "q", scale: 3},
      missing: ["NA"],
      delimiter: ",",
      scheme: "baci",
      hsEdition: edition,
    },
    schemes: {reporter: "baci", partner: "baci"},
    currency: "USD",
    vintage: versionOf,
    // 2.022 × 1000 is not 2022 in binary; BACI has three decimals, so that six after the shift lose nothing.
    clean: sql`SELECT
      t::INTEGER AS period,
      i AS reporter_code,
      j AS partner_code,
      'X' AS flow,
      lpad(k, 6, '0') AS product,
      ${edition} AS hs_edition,
      round(v * 1000, 6) AS value_native,
      round(q * 1000, 6) AS net_kg,
      NULL::DOUBLE AS quantity,
      NULL::VARCHAR AS unit,
      'destination' AS partner_basis,
      NULL::VARCHAR AS dropped,
      file_id,
      source_row
    FROM typed`,
  };
}

const editionUnknown: Dialect = {
  id: "flows-edition-unknown",
  what: "BACI flows whose file name does not say the HS edition",
  recognises: (probe) => isFlows(probe) && editionOf(probe.name) === null,
  columns: COLUMNS,
  read: refuseEdition,
  schemes: {reporter: "baci", partner: "baci"},
  currency: "USD",
  clean: sql`SELECT NULL::INTEGER AS period, i AS reporter_code, j AS partner_code, 'X' AS flow, k AS product, NULL::VARCHAR AS hs_edition,
    v AS value_native, q AS net_kg, NULL::DOUBLE AS quantity, NULL::VARCHAR AS unit, 'destination' AS partner_basis,
    NULL::VARCHAR AS dropped, file_id, source_row FROM typed`,
};

function refuseEdition({name}: RawFile): AsyncIterable<RawBatch> {
  throw new SourceError("hs-edition-unknown", {
    message: `the name "${name}" does not say which HS edition the product codes are of`,
    where: name,
    hint: "keep CEPII's own name, such as BACI_HS17_Y2020_V202301.csv: the same digits mean other goods in another edition",
  });
}

/** Shapes of BACI: a table a year, inside its zip or not, and the side files that come with it. */
export const dialects: readonly Dialect[] = [
  ...HS_EDITIONS.map(flowsOf),
  editionUnknown,
  countryCodes,
  productCodes,
  readme,
];
