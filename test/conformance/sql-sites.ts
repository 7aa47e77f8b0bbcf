import {parseAst} from "vitest/node";
import {codeFiles, read} from "../house-files.ts";

/** One sql`…` template in the code. */
export interface SqlSite {
  /** `file:line`, for people. */
  readonly place: string;
  /** File and text of the template, its values left out: what a running template can say of itself. */
  readonly key: string;
}

/** The key of a template at `file` with these pieces between its values. */
export function siteKey(file: string, pieces: readonly string[]): string {
  return `${file}\n${pieces.join("$")}`;
}

/** Code that runs outside tests and may hold statements. */
function engineFiles(): string[] {
  return codeFiles().filter((file) => /^(src|sources)\//.test(file) && !/\.test\.ts$/.test(file));
}

/** Every sql`…` template of the engine and the sources, by the parser, so that comments cannot mislead it. */
export function sqlSites(): SqlSite[] {
  return engineFiles().flatMap((file) => sitesIn(file, read(file)));
}

/** The sql`…` templates of one file's text. */
export function sitesIn(file: string, text: string): SqlSite[] {
  return nodesOf(text).flatMap((node) => {
    if (node.type !== "TaggedTemplateExpression" || nameOf(node.tag) !== "sql") return [];
    const line = text.slice(0, Number(node.start)).split("\n").length;
    return [{place: `${file}:${line}`, key: siteKey(file, piecesOf(node.quasi))}];
  });
}

/** Names of the engine's exported functions whose declared result is a Statement, or a list of them. */
export function statementMakers(): string[] {
  return engineFiles()
    .filter((file) => file !== "src/store/sql.ts" && file.startsWith("src/"))
    .flatMap((file) => makersIn(read(file)))
    .sort();
}

/** The same for one file's text. */
export function makersIn(text: string): string[] {
  return nodesOf(text)
    .filter(({type}) => type === "ExportNamedDeclaration")
    .map(({declaration}) => declaration)
    .filter(isNode)
    .filter((node) => node.type === "FunctionDeclaration" && /\bStatement\b/.test(resultOf(node, text)))
    .map(({id}) => nameOf(id));
}

type Node = Readonly<Record<string, unknown>>;

function nodesOf(text: string): Node[] {
  return below(parseAst(text, {lang: "ts"}));
}

function below(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(below);
  if (!isNode(value)) return [];
  return [value, ...Object.values(value).flatMap(below)];
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

function nameOf(node: unknown): string {
  return isNode(node) ? String(node.name) : "";
}

function piecesOf(quasi: unknown): string[] {
  const quasis = isNode(quasi) && Array.isArray(quasi.quasis) ? quasi.quasis : [];
  return quasis.filter(isNode).map(({value}) => (isNode(value) ? String(value.raw) : ""));
}

function resultOf({returnType}: Node, text: string): string {
  return isNode(returnType) ? text.slice(Number(returnType.start), Number(returnType.end)) : "";
}
