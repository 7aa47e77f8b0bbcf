import type {Dialect} from "../../../src/ingest/index.ts";
import {notLoaded} from "../../shared/not-loaded.ts";
import {resembles} from "../../shared/resembles.ts";
import {webCsvRows} from "../../shared/web-csv.ts";
import {apiRows, isApiResponse} from "../api-response.ts";
import {asApi, asSnake, comtradeClean, comtradeColumns, requiredColumns} from "../columns.ts";
import {classicCsv} from "./classic.ts";

const API_COLUMNS = comtradeColumns(asApi);
const SNAKE_COLUMNS = comtradeColumns(asSnake);
const KNOWN = {columns: Object.keys(API_COLUMNS), required: requiredColumns(asApi)};

const common = {
  columns: API_COLUMNS,
  schemes: {reporter: "comtrade", partner: "comtrade"},
  currency: "USD",
  clean: comtradeClean(asApi),
} as const;

const apiJson: Dialect = {
  ...common,
  id: "api-json",
  what: "UN Comtrade API answer",
  recognises: isApiResponse,
  read: (file) => apiRows(file, KNOWN),
};

const webCsv: Dialect = {
  ...common,
  id: "web-csv",
  what: "UN Comtrade web download",
  recognises: (probe) =>
    probe.kind === "csv" && !probe.header.includes("datasetCode") && resembles(probe, API_COLUMNS),
  anyEncoding: true,
  read: (file) => webCsvRows(file, KNOWN),
};

const comtradr: Dialect = {
  id: "comtradr",
  what: "UN Comtrade table of the R package comtradr",
  recognises: (probe) =>
    (probe.kind === "csv" || probe.kind === "parquet") &&
    (probe.header.includes("reporter_code") || probe.header.includes("partner_code")) &&
    resembles(probe, SNAKE_COLUMNS),
  columns: SNAKE_COLUMNS,
  schemes: {reporter: "comtrade", partner: "comtrade"},
  currency: "USD",
  clean: comtradeClean(asSnake),
};

const referenceList: Dialect = notLoaded({
  id: "reference-list",
  what: "UN Comtrade list of codes or data items",
  why: "it is reference, not trade",
  recognises: ({kind, head}) =>
    kind === "json" &&
    /"results"\s*:\s*\[/.test(head) &&
    /"reporterCode"|"PartnerCode"|"dataItem"|"classCode"|"TOTAL modes of transport"/.test(head),
});

/** Shapes in which UN Comtrade answers a query. */
export const dialects: readonly Dialect[] = [apiJson, webCsv, comtradr, classicCsv, referenceList];
