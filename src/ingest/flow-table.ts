import {SourceError} from "../base/index.ts";
import {fixed, name, type Statement, sql} from "../store/index.ts";
import {type BulkLayout, OWN_REASONS} from "./bulk-layout.ts";
import type {CodeResolver} from "./mapping.ts";
import type {Scheme} from "./source.ts";

/** Columns of a published flow table by role, in file order: year, reporter, partner, product, value, quantity. */
export interface FlowColumns {
  readonly year: string;
  readonly reporter: string;
  readonly partner: string;
  readonly product: string;
  /** Value, and the power of ten that brings it to whole currency units: 3 for thousands. */
  readonly value: {readonly name: string; readonly scale: number};
  /** Net weight, and the power of ten that brings it to kilograms: 3 for tonnes. */
  readonly weight: {readonly name: string; readonly scale: number};
  /** Words in an amount's cell that mean it is missing. */
  readonly missing: readonly string[];
  readonly delimiter: "," | ";" | "\t";
  /** Scheme of reporter and partner, numbers below 1000. */
  readonly scheme: Scheme;
  /** HS edition of all product codes. */
  readonly hsEdition: string;
}

/** Labels of a flow table's own ENUM columns. */
export interface FlowLabels {
  readonly products: readonly string[];
  readonly reasons: readonly string[];
}

const CODES = 1000;

/** What a layout is made with. */
export interface LayoutInput {
  readonly resolve: CodeResolver;
  readonly units: readonly string[];
  readonly products: readonly string[];
  readonly year: number;
}

function positionOf(unit: string, units: readonly string[]): number {
  const position = units.indexOf(unit);
  if (position >= 0) return position;
  throw new SourceError("unit-unknown", {
    message: `"${unit}" is no reporter or partner of this store`,
    hint: "make the store with all codes that its resolver gives (referenceUnits)",
  });
}

/**
 * How the rows of a flow table are read, and the labels its target needs. Country numbers that `resolve` does not know are
 * left out and so refused where they stand; known non-states drop their row.
 *
 * @param units codes that the store takes for reporters and partners, in its order
 * @param products all product codes that may stand in the file, with leading zeros
 * @throws SourceError "unit-unknown" when `resolve` gives a code that the store does not take
 */
export function flowLayout(
  columns: FlowColumns,
  {resolve, units, products, year}: LayoutInput,
): {readonly layout: BulkLayout; readonly labels: FlowLabels} {
  const meanings = Array.from({length: CODES}, (_, code) => resolve(columns.scheme, String(code), year));
  const reasons: string[] = [...OWN_REASONS];
  const positionsAs = (role: string): Map<number, number> => {
    const positions = new Map<number, number>();
    for (const [code, meaning] of meanings.entries()) {
      if (meaning.kind === "unit") positions.set(code, positionOf(meaning.unit, units));
      if (meaning.kind === "non-state")
        positions.set(code, -1 - (reasons.push(`${role} "${code}": no state: ${meaning.label}`) - 1));
    }
    return positions;
  };
  const labels = {products, reasons};
  const place = (role: "reporter" | "partner") => ({
    name: columns[role],
    positions: positionsAs(role),
    labels: units.length,
  });
  const amount = ({name: column, scale}: {name: string; scale: number}) => ({
    name: column,
    scale,
    missing: columns.missing,
  });
  const layout = {
    delimiter: columns.delimiter,
    year: columns.year,
    reporter: place("reporter"),
    partner: place("partner"),
    product: {
      name: columns.product,
      positions: new Map(products.map((code, at) => [Number(code), at])),
      labels: products.length,
    },
    value: amount(columns.value),
    quantity: amount(columns.weight),
    reasons,
  };
  return {layout, labels};
}

/**
 * A table that takes a flow table's rows at full speed: positions of labels instead of text, one small number a file
 * instead of what the file has in common (flow, HS edition, currency, vintage).
 *
 * Amounts are kept to a thousandth of a dollar and of a kilogram, as whole numbers: doubles take a third longer to write. The
 * compression of each column is stated because trying all of them out takes longer still.
 */
export function createFlowTable(schema: string, table: string, {products, reasons}: FlowLabels): Statement {
  return sql`CREATE TABLE ${name(schema, table)} (
    period SMALLINT USING COMPRESSION rle,
    reporter trade_unit USING COMPRESSION bitpacking,
    partner trade_unit USING COMPRESSION bitpacking,
    product ${fixed(enumOf(products))} USING COMPRESSION bitpacking,
    value_native DECIMAL(18, 3) USING COMPRESSION bitpacking,
    net_kg DECIMAL(18, 3) USING COMPRESSION bitpacking,
    dropped ${fixed(enumOf(reasons))} USING COMPRESSION rle,
    file_id INTEGER USING COMPRESSION rle)`;
}

// Labels come from reference/, not from a file or a user; the engine takes no bound values in a type.
function enumOf(labels: readonly string[]): string {
  return `ENUM (${labels.map(literal).join(", ")})`;
}

/** What the rows of one file have in common. */
export interface FlowFile {
  readonly fileId: number;
  readonly hsEdition: string;
  readonly vintage: string;
}

/** The rows of a flow table in US dollars as a clean trade table has them, in its column order. */
export function cleanFlows(schema: string, table: string, files: readonly FlowFile[]): Statement {
  const edition = byFile(files.map(({fileId, hsEdition}) => ({fileId, text: hsEdition})));
  const vintage = byFile(files.map(({fileId, vintage: text}) => ({fileId, text})));
  return sql`SELECT period::INTEGER AS period, reporter, partner, 'X' AS flow,
    product::VARCHAR AS product, ${edition} AS hs_edition, 'destination' AS partner_basis, value_native::DOUBLE AS value_usd,
    value_native::DOUBLE AS value_native, 'USD' AS native_currency, net_kg::DOUBLE AS net_kg, NULL::DOUBLE AS quantity, NULL::VARCHAR AS unit,
    NULL::VARCHAR AS reporter_code, NULL::VARCHAR AS partner_code, dropped::VARCHAR AS dropped, ${vintage} AS vintage,
    file_id, NULL::BIGINT AS source_row
  FROM ${name(schema, table)}`;
}

// A view keeps its text, so what was read from file names by a strict pattern stands in it literally.
function byFile(texts: readonly {readonly fileId: number; readonly text: string}[]): Statement {
  const distinct = [...new Set(texts.map(({text}) => text))];
  const [only] = distinct;
  if (distinct.length === 1 && only !== undefined) return fixed(literal(only));
  const cases = texts.map(({fileId, text}) => `WHEN ${fileId} THEN ${literal(text)}`);
  return fixed(`CASE file_id ${cases.join(" ")} END`);
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
