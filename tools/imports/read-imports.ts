import {existsSync} from "node:fs";
import {relative, resolve, sep} from "node:path";
import type {Node} from "typescript/unstable/ast";
import {isExportDeclaration, isImportDeclaration, isImportTypeNode} from "typescript/unstable/ast/is";
import {API} from "typescript/unstable/sync";

/** One import, re-export, dynamic import or import type with a literal specifier. */
export interface Import {
  /** Path from the root, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly specifier: string;
  /** True when nothing of it is left at run time. */
  readonly typeOnly: boolean;
}

/** What is compiled apart: the engine and its tools, and the web app, which knows a browser's types. */
const CONFIGS = ["tsconfig.json", "web/tsconfig.json"] as const;

/**
 * Every import of every file that the tsconfig.json under `root` and the one below `web/` include, read by the compiler's own parser, so that
 * comments, strings and templates cannot mislead it. Computed specifiers are not seen.
 */
export function readImports(root: string): Import[] {
  const api = new API({cwd: root});
  try {
    const configs = CONFIGS.map((name) => resolve(root, name)).filter((path) => existsSync(path));
    const snapshot = api.updateSnapshot({openProjects: configs});
    return configs.flatMap((config) => {
      const project = snapshot.getProject(config);
      if (project === undefined) throw new Error(`${config}: the compiler opened no project there`);
      return project.rootFiles.flatMap((path) => importsOf(root, path, project.program.getSourceFile(path)));
    });
  } finally {
    api.close();
  }
}

interface Parsed {
  readonly imports: readonly Node[];
  getLineAndCharacterOfPosition(position: number): {readonly line: number};
}

function importsOf(root: string, path: string, parsed: Parsed | undefined): Import[] {
  if (parsed === undefined) throw new Error(`${path}: the compiler lists this file and does not parse it`);
  const file = relative(root, path).split(sep).join("/");
  return parsed.imports.map((literal) => ({
    file,
    line: parsed.getLineAndCharacterOfPosition(literal.end).line + 1,
    specifier: literal.getText().slice(1, -1),
    typeOnly: isTypeOnly(literal),
  }));
}

function isTypeOnly(literal: Node): boolean {
  const {parent} = literal;
  if (isImportDeclaration(parent)) return /^import\s+type\b/.test(parent.getText());
  if (isExportDeclaration(parent)) return parent.isTypeOnly;
  return isImportTypeNode(parent.parent);
}
