import {DuckDBConnection} from "@duckdb/node-api";
import {vi} from "vitest";
import {ReadConnection} from "../../src/store/read-connection.ts";
import type * as Sql from "../../src/store/sql.ts";
import {root} from "../house-files.ts";
import {siteKey} from "./sql-sites.ts";

type SqlModule = typeof Sql;

// A template has one array of pieces for the life of the process.
const keys = new WeakMap<TemplateStringsArray, string>();
const sitesOf = new WeakMap<object, ReadonlySet<string>>();
const sitesByText = new Map<string, ReadonlySet<string>>();
const bound = new Set<string>();

/** The module of the `sql` tag, with each statement remembering which templates it was made of. */
export function remembering(actual: SqlModule): SqlModule {
  return {
    ...actual,
    sql: (strings, ...parts) =>
      keep(actual.sql(strings, ...parts), [keyOf(strings), ...parts.flatMap(sitesIn)]),
    joined: (statements, separator) =>
      keep(actual.joined(statements, separator), statements.flatMap(sitesIn)),
  };
}

/** Keys of the templates that were part of a statement which the engine has bound, by EXPLAIN or by running it. */
export function boundSites(): ReadonlySet<string> {
  return bound;
}

/** From now on, notes every statement that any connection of this process has bound. */
export function watchConnections(): void {
  for (const method of ["run", "runAndReadAll", "stream"] as const) {
    const original = DuckDBConnection.prototype[method];
    vi.spyOn(DuckDBConnection.prototype, method).mockImplementation(async function (
      this: DuckDBConnection,
      ...given: Parameters<typeof original>
    ) {
      const result = await Reflect.apply(original, this, given);
      note(given[0]);
      return result;
    });
  }
  const rows = ReadConnection.prototype.rows;
  vi.spyOn(ReadConnection.prototype, "rows").mockImplementation(async function (
    this: ReadConnection,
    statement: Sql.Statement,
  ) {
    const answer = await Reflect.apply(rows, this, [statement]);
    note(statement.text);
    return answer;
  });
}

function note(text: string): void {
  for (const site of sitesByText.get(text.replace(/^EXPLAIN /, "")) ?? []) bound.add(site);
}

function keep(statement: Sql.Statement, sites: readonly string[]): Sql.Statement {
  sitesOf.set(statement, new Set(sites));
  sitesByText.set(statement.text, new Set([...(sitesByText.get(statement.text) ?? []), ...sites]));
  return statement;
}

function sitesIn(part: unknown): string[] {
  return typeof part === "object" && part !== null ? [...(sitesOf.get(part) ?? [])] : [];
}

function keyOf(strings: TemplateStringsArray): string {
  const key = keys.get(strings) ?? siteKey(callerFile(), strings.raw);
  keys.set(strings, key);
  return key;
}

/** The file whose template is being evaluated: who called the tag, three calls up. */
function callerFile(): string {
  const line = new Error("for its stack").stack?.split("\n")[4] ?? "";
  const path = /(?:file:\/\/)?(\/[^:)]+):\d+/.exec(line)?.[1] ?? "";
  return path.startsWith(root) ? path.slice(root.length) : path;
}
