import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {
  type Check,
  type Correction,
  number,
  referenceTies,
  type TieSource,
  text,
} from "../../src/ingest/index.ts";
import {sql, type Writer} from "../../src/store/index.ts";
import {ingest} from "../support/ingest.ts";

/** A row in the layout of the invented sources of ties; absent cells are empty. */
export interface TieRow {
  readonly kind: string;
  readonly a: string;
  readonly b?: string;
  readonly status?: string;
  readonly item?: string;
  readonly start?: string;
  readonly end?: string;
  readonly seen_from?: string;
  readonly seen_to?: string;
  readonly value?: number;
  readonly missing?: string;
  readonly record?: string;
}

/** An invented source: its rows, and how it differs from the usual one. */
export interface TiePublication {
  readonly id: string;
  readonly rows: readonly TieRow[];
  readonly layer?: string;
  readonly bound?: number;
  readonly checks?: readonly Check[];
  readonly corrections?: readonly Correction[];
}

const COLUMNS = [
  "kind",
  "a",
  "b",
  "status",
  "item",
  "start",
  "end",
  "seen_from",
  "seen_to",
  "value",
  "missing",
  "record",
] as const;

/** A source of CSV files in the layout of the invented sources of ties; a file names its publication in every row. */
export function tieSource({
  id,
  layer = "institutions",
  bound = 1,
  checks = [],
  corrections = [],
}: TiePublication): TieSource {
  const columns = Object.fromEntries(
    COLUMNS.map((column) => [column, column === "value" ? number() : text()]),
  );
  return {
    feeds: "ties",
    meta: {
      id: `world/${id}`,
      title: `Invented ties: ${id}`,
      publisher: "Office of an invented world",
      url: "about:blank",
      licence: "none needed",
      licence_url: null,
      redistributable: true,
      rank: 1,
      mapping_bound: bound,
      vintage: "2024-01-01",
      notes: [],
      layer,
    },
    dialects: [
      {
        id: "csv",
        what: `invented ties of ${id}`,
        recognises: ({head}) => head.startsWith("publication,kind") && head.includes(`\n${id},`),
        columns: {publication: text(), ...columns},
        schemes: {a: "iso3", b: "unit"},
        clean: sql`SELECT kind, a AS a_code, b AS b_code, status, item, start, "end", seen_from, seen_to, value, missing, record, file_id, source_row FROM typed`,
      },
    ],
    checks,
    corrections,
  };
}

/** A store in memory that the real engine built from the publications' CSV files. Close it. */
export async function tieStoreOf(publications: readonly TiePublication[]): Promise<Writer> {
  const folder = mkdtempSync(join(tmpdir(), "roundabout-ties-"));
  try {
    const files = publications.map(({id, rows}, at) => {
      const path = join(folder, `${at}-${id}.csv`);
      const lines = rows.map((row) => [id, ...COLUMNS.map((column) => String(row[column] ?? ""))].join(","));
      writeFileSync(path, `${["publication", ...COLUMNS].join(",")}\n${lines.join("\n")}\n`);
      return path;
    });
    const {store} = await ingest([], files, referenceTies(publications.map(tieSource), []));
    return store;
  } finally {
    rmSync(folder, {recursive: true});
  }
}
