import {type Dialect, hasColumns, type Probe} from "../../../src/ingest/index.ts";
import {notLoaded} from "../../shared/not-loaded.ts";
import {resembles} from "../../shared/resembles.ts";
import {isBulkListing} from "../api-response.ts";
import {asApi, asDictionary, comtradeClean, comtradeColumns, type Spelling} from "../columns.ts";

const COLUMNS = comtradeColumns(asDictionary);

function isBulk(probe: Probe): boolean {
  const {kind, header} = probe;
  // The API's spelling differs in four columns, which are none of the required ones.
  return (
    kind === "csv" &&
    header.includes("datasetCode") &&
    !header.includes("flowCategory") &&
    resembles(probe, COLUMNS)
  );
}

/** `COMTRADE-FINAL-CA268202201H6[2023-06-29].gz` → 2023-06-29. */
function releaseOf({name}: Probe): string | null {
  return /\d{4}-\d{2}-\d{2}/.exec(name)?.[0] ?? null;
}

function bulkFinal(id: string, spelling: Spelling, spells: (header: readonly string[]) => boolean): Dialect {
  return {
    id,
    what: "UN Comtrade bulk file, final data of one reporter and period",
    recognises: (probe) => isBulk(probe) && spells(probe.header),
    columns: comtradeColumns(spelling),
    schemes: {reporter: "comtrade", partner: "comtrade"},
    currency: "USD",
    vintage: releaseOf,
    clean: comtradeClean(spelling),
  };
}

const DICTIONARY_ONLY = ["isnetWgtEstimated", "isgrossWgtEstimated", "cifValue", "fobValue"];

function spelledAsDictionary(header: readonly string[]): boolean {
  return DICTIONARY_ONLY.some((column) => header.includes(column));
}

/** Shapes in which UN Comtrade gives all goods of a reporter and period at once. */
export const dialects: readonly Dialect[] = [
  bulkFinal("bulk-final", asApi, (header) => !spelledAsDictionary(header)),
  bulkFinal("bulk-final-dictionary", asDictionary, spelledAsDictionary),
  notLoaded({
    id: "bulk-tariffline",
    what: "UN Comtrade bulk file of tariff lines",
    why: "its lines are national tariffs; take the final data instead",
    recognises: ({kind, header}) => kind === "csv" && hasColumns(header, ["datasetCode", "flowCategory"]),
  }),
  notLoaded({
    id: "bulk-listing",
    what: "list of UN Comtrade bulk files",
    why: "it is an index of files, not trade",
    recognises: ({kind, head}) => kind === "json" && isBulkListing(head),
  }),
];
