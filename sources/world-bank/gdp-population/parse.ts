import {
  type IndicatorDialect,
  ignored,
  integer,
  number,
  type Probe,
  sameColumns,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {webCsvRows} from "../../shared/web-csv.ts";

const COLUMNS = {
  "Country Name": ignored("the code tells"),
  "Country Code": text(),
  Year: integer(),
  Value: number(),
};

const NAMES = Object.keys(COLUMNS);

// Both tables have one header. Persons are whole numbers; of dollars hardly a year is.
function isTable({kind, header, head}: Probe, whole: boolean): boolean {
  if (kind !== "csv" || !sameColumns(header, NAMES)) return false;
  return /,\d{4},\d+\.\d/.test(head) !== whole;
}

function table(id: string, what: string, indicator: string, whole: boolean): IndicatorDialect {
  return {
    id,
    what,
    recognises: (probe) => isTable(probe, whole),
    columns: COLUMNS,
    // The copy's last line ends in another way than those before it.
    read: (file) => webCsvRows(file, {columns: NAMES, required: NAMES}),
    schemes: {state: "world_bank"},
    clean: sql`SELECT ${indicator}::VARCHAR AS indicator, "Country Code" AS state_code, Year::VARCHAR AS period, Value AS value,
      CASE WHEN "Country Code" = 'WLD' THEN 'total of all states' END AS dropped, file_id, source_row FROM typed`,
  };
}

/** The two tables, each as one public copy gives it. */
export const dialects: readonly IndicatorDialect[] = [
  table("gdp-csv", "output at current dollars by state and year", "gdp_current_usd", false),
  table("population-csv", "population by state and year", "population", true),
];
