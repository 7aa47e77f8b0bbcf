import {existsSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {DuckDBInstance} from "@duckdb/node-api";
import type {Design, EffectCodes} from "../../src/methods/regression/design.ts";

/** The folder of real data that stands beside the project where it is developed; users have none. */
export const SHARED_DATA = fileURLToPath(new URL("../../../shared/data/", import.meta.url));
/** Gravity panels within it. */
export const GRAVITY = `${SHARED_DATA}trade/gravity/`;
export const hasGravity = existsSync(GRAVITY);

/** Columns of a query by name. */
export type Table = ReadonlyMap<string, readonly unknown[]>;

/** Runs a query on an empty engine: tables are files. */
export async function queryTable(sql: string): Promise<Table> {
  const connection = await (await DuckDBInstance.create()).connect();
  const columns = (await connection.runAndReadAll(sql)).getColumnsObjectJS();
  return new Map(Object.entries(columns));
}

/** Which columns make a design. */
export interface DesignColumns {
  readonly y: string;
  readonly regressors: readonly string[];
  /** "exporter^year" interacts two. */
  readonly effects: readonly string[];
}

/** A design from columns of a table. */
export function tableDesign(table: Table, {y, regressors, effects}: DesignColumns): Design {
  return {
    y: tableNumbers(table, y),
    regressors: regressors.map((name) => ({name, values: tableNumbers(table, name)})),
    effects: effects.map((name) => tableCodes(table, name)),
    weights: null,
    offset: null,
  };
}

/** A grouping from a column, or several joined by "^". */
export function tableCodes(table: Table, name: string): EffectCodes {
  const parts = name.split("^").map((part) => tableCells(table, part));
  const seen = new Map<string, number>();
  const codes = Int32Array.from(parts[0] ?? [], (_, row) => {
    const key = parts.map((part) => String(part[row])).join("|");
    const code = seen.get(key) ?? seen.size;
    seen.set(key, code);
    return code;
  });
  return {name, codes, levels: seen.size};
}

function tableNumbers(table: Table, name: string): Float64Array {
  return Float64Array.from(tableCells(table, name), (cell) => (cell === null ? Number.NaN : Number(cell)));
}

function tableCells(table: Table, name: string): readonly unknown[] {
  const found = table.get(name);
  if (found === undefined) throw new Error(`no column "${name}"`);
  return found;
}

/** Every fourth year of the gravity panel, with remoteness as the guide's chapter 1 makes it. */
export const GUIDE_SQL = `
  WITH flows AS (
    SELECT *, sum(trade) OVER (PARTITION BY exporter, year) AS y, sum(trade) OVER (PARTITION BY importer, year) AS e,
      sum(trade) OVER (PARTITION BY year) AS world
    FROM '${GRAVITY}agtpa_applications_69x69_1986_2006.parquet' WHERE year % 4 = 2
  )
  SELECT *, CASE WHEN exporter = importer THEN 0 ELSE pair_id END AS foreign_pair, ln(dist) AS log_dist, ln(y) AS log_y, ln(e) AS log_e, CASE WHEN trade > 0 THEN ln(trade) END AS log_trade,
    ln(sum(dist * world / e) OVER (PARTITION BY exporter, year)) AS rem_exp,
    ln(sum(dist * world / y) OVER (PARTITION BY importer, year)) AS rem_imp,
    ${[1986, 1990, 1994, 1998, 2002, 2006].map((year) => `CASE WHEN year = ${year} THEN ln(dist) ELSE 0 END AS log_dist_${year}`).join(", ")}
  FROM flows`;

const TERMS = ["log_dist", "cntg", "lang", "clny"];
const YEARLY = [1986, 1990, 1994, 1998, 2002, 2006].map((year) => `log_dist_${year}`);
const TWO_WAY = ["exporter^year", "importer^year"];
const POSITIVE = {
  where: "WHERE exporter <> importer AND trade > 0",
  y: "log_trade",
  family: "gaussian",
} as const;
const FOREIGN = {where: "WHERE exporter <> importer", y: "trade", family: "poisson"} as const;

/** The seven models of the guide's chapter 1, domestic pairs sharing one level in the last, named as in benchmarks/agtpa_chapter1_fixest.csv. */
export const GUIDE_MODELS = [
  {model: "t1c1_ols", ...POSITIVE, regressors: [...TERMS, "log_y", "log_e"], effects: []},
  {
    model: "t1c2_rem",
    ...POSITIVE,
    regressors: [...TERMS, "log_y", "log_e", "rem_exp", "rem_imp"],
    effects: [],
  },
  {model: "t1c3_fe", ...POSITIVE, regressors: TERMS, effects: TWO_WAY},
  {model: "t1c4_ppml", ...FOREIGN, regressors: TERMS, effects: TWO_WAY},
  {model: "t2c2_ppml", ...FOREIGN, regressors: [...YEARLY, "cntg", "lang", "clny"], effects: TWO_WAY},
  {model: "t3c2_ppml", ...FOREIGN, regressors: [...TERMS, "rta"], effects: TWO_WAY},
  {model: "t3c4_endg", ...FOREIGN, where: "", regressors: ["rta"], effects: [...TWO_WAY, "foreign_pair"]},
] as const;
