import {spawnSync} from "node:child_process";
import {cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const CALIFORNIA = fileURLToPath(
  new URL("../../shared/data/benchmarks/synthetic_control/california_prop99.csv", import.meta.url),
);
/** Relative difference that the loosest reference method, a general optimiser, leaves between machines. */
const TOLERANCE = 1e-6;

/** Input files that a script takes as arguments; a folder whose input is absent is skipped by name. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {"synthetic-control": [CALIFORNIA]};

/** What moved in one folder, or why it was not run. */
function rerun(copy: string, folder: string): string[] {
  const inputs = INPUTS[folder] ?? [];
  const absent = inputs.find((path) => !existsSync(path));
  if (absent !== undefined) return [`${folder}: skipped, ${absent} is absent`];
  const cwd = join(copy, folder);
  const [program, script] = scriptOf(folder);
  const {status, stderr, error} = spawnSync(program, [script, ...inputs], {cwd, encoding: "utf8"});
  if (status !== 0) return [`${folder}: ${error?.message ?? stderr.trim()}`];
  const stored = readdirSync(join(HERE, folder)).filter((file) => file.endsWith(".csv"));
  if (stored.length === 0) return [`${folder}: holds no numbers to compare`];
  return stored.flatMap((file) => differences(`${folder}/${file}`, copy));
}

/** A folder's script and what runs it. */
function scriptOf(folder: string): readonly [program: string, script: string] {
  const python = existsSync(join(HERE, folder, "reference.py"));
  return python ? ["python3", "reference.py"] : ["Rscript", "reference.R"];
}

function differences(path: string, copy: string): string[] {
  const [before, after] = [HERE, copy].map((root) =>
    readFileSync(join(root, path), "utf8").trim().split("\n"),
  );
  if (before?.length !== after?.length) return [`${path}: ${before?.length} lines, now ${after?.length}`];
  return (before ?? []).flatMap((line, row) => {
    const now = after?.[row] ?? "";
    return sameLine(line.split(","), now.split(",")) ? [] : [`${path}:${row + 1}: ${line} → ${now}`];
  });
}

function sameLine(before: readonly string[], after: readonly string[]): boolean {
  if (before.length !== after.length) return false;
  return before.every((cell, i) => {
    const other = after[i] ?? "";
    const [a, b] = [Number(cell), Number(other)];
    return cell === other || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b), 1e-3);
  });
}

const named = process.argv.slice(2);
const folders = readdirSync(HERE, {withFileTypes: true})
  .filter((entry) => entry.isDirectory() && existsSync(join(HERE, entry.name, scriptOf(entry.name)[1])))
  .map(({name}) => name)
  .filter((name) => named.length === 0 || named.includes(name))
  .sort();
const copy = mkdtempSync(join(tmpdir(), "roundabout-verify-"));
try {
  cpSync(HERE, copy, {recursive: true});
  for (const folder of folders) {
    const found = rerun(copy, folder);
    const failed = found.filter((line) => !line.includes(": skipped, "));
    if (failed.length > 0) process.exitCode = 1;
    process.stdout.write(`${found.length === 0 ? `${folder}: the same` : found.join("\n")}\n`);
  }
} finally {
  rmSync(copy, {recursive: true, force: true});
}
