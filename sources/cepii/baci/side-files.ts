import {SourceError} from "../../../src/base/index.ts";
import {
  type Dialect,
  hasColumns,
  type Probe,
  type RawBatch,
  type RawFile,
} from "../../../src/ingest/index.ts";
import {HS_EDITIONS, hsHas, states} from "../../../src/reference/index.ts";
import {notLoaded} from "../../shared/not-loaded.ts";

/** Codes outside the HS that CEPII lists: trade by product not specified. */
const OUTSIDE_HS: ReadonlySet<string> = new Set(["999999", "9999AA"]);

/** `country_codes_V202201.csv`; Latin-1 in that version, UTF-8 in later ones. */
export const countryCodes: Dialect = {
  ...notLoaded({
    id: "country-codes",
    what: "BACI country codes: reference, compared with ours",
    why: "they are no trade",
    recognises: ({kind, header}) => kind === "csv" && isCountryHeader(header),
  }),
  anyEncoding: true,
  read: (file) =>
    compared(file, "country_code", (code) => states().byCode("baci", code).kind !== "unknown", {
      ours: "reference/states/codes.csv",
      what: "country code",
    }),
};

/** `product_codes_HS17_V202201.csv`. */
export const productCodes: Dialect = {
  ...notLoaded({
    id: "product-codes",
    what: "BACI product codes: reference, compared with ours",
    why: "they are no trade",
    recognises: ({kind, name, header}) =>
      kind === "csv" && hasColumns(header, ["code", "description"]) && /product_codes_hs/i.test(name),
  }),
  anyEncoding: true,
  read: (file) =>
    compared(
      file,
      "code",
      (code) => OUTSIDE_HS.has(code) || HS_EDITIONS.some((edition) => hsHas(edition, code)),
      {
        ours: "reference/hs/codes.csv",
        what: "HS code",
      },
    ),
};

/** `Readme.txt`. */
export const readme: Dialect = notLoaded({
  id: "readme",
  what: "BACI readme",
  why: "it is a description",
  recognises: ({head}: Probe) => /^Name of the dataset : BACI\b/.test(head),
});

function isCountryHeader(header: readonly string[]): boolean {
  return (
    hasColumns(header, ["country_code", "country_name_full", "iso_3digit_alpha"]) ||
    hasColumns(header, ["country_code", "country_name", "country_iso3"])
  );
}

/** A batch without rows. @throws SourceError "unknown-code" naming the first code that our reference lacks */
async function* compared(
  file: RawFile,
  column: string,
  known: (code: string) => boolean,
  {ours, what}: {ours: string; what: string},
): AsyncGenerator<RawBatch> {
  const [header = "", ...lines] = new TextDecoder("latin1").decode(await file.bytes()).split(/\r?\n/);
  const at = header.split(",").map(unquoted).indexOf(column);
  for (const [index, line] of lines.entries()) {
    const code = unquoted(line.split(",")[at] ?? "");
    if (line === "" || known(code)) continue;
    throw new SourceError("unknown-code", {
      message: `row ${index + 2}, column "${column}": the ${what} "${code}" is not in ${ours}`,
      where: `${file.name}:${index + 2}`,
      hint: `add it to ${ours} with its source, or the rows that hold it cannot be loaded`,
    });
  }
  yield {sourceRows: [], rows: []};
}

// The code comes before any text with commas, so that a plain split is enough.
function unquoted(cell: string): string {
  return cell
    .replace(/^\uFEFF|^ï»¿/, "")
    .trim()
    .replace(/^"(.*)"$/, "$1");
}
