import {existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join, resolve} from "node:path";
import {type Finding, UsageError} from "../../base/index.ts";
import {type Format, formatOfFile, render} from "../../report/index.ts";
import {rememberFinding} from "../../surface/remembered.ts";
import type {Call} from "./command.ts";
import type {CliEffects} from "./effects.ts";

/** Rows of a table on a terminal; a file or a pipe gets them all. */
const SCREEN_ROWS = 40;
/** Cells of a table that goes to no terminal, unless COLUMNS says otherwise. */
const PAGE_WIDTH = 120;

/** Prints a finding as the call asks, and keeps one with evidence beside the store for `explain`. */
export async function printFinding(finding: Finding, call: Call): Promise<void> {
  const format = chosenFormat(call);
  if (finding.evidence.length > 0) remember(finding, call);
  if (format === "parquet") await printParquet(finding, call);
  else await printText(render(finding, format, tableOptions(call)), call);
  if (format !== "table" && format !== "md" && format !== "html") talkBeside(finding, call);
}

/** The format asked for, else the output file's, else a table for a person and NDJSON for a pipe. */
export function chosenFormat({common: {format, output}, effects}: Call): Format {
  const ending = output === null ? null : formatOfFile(output);
  return format ?? ending ?? (effects.stdout.isTerminal && output === null ? "table" : "ndjson");
}

function tableOptions({common: {output}, effects: {stdout, env}}: Call) {
  const screen = stdout.isTerminal && output === null;
  const told = Number(env.COLUMNS);
  const width = (screen ? stdout.width : null) ?? (told > 0 ? told : PAGE_WIDTH);
  return {width, colour: screen && wantsColour(env), ...(screen ? {rows: SCREEN_ROWS} : {})};
}

function wantsColour(env: CliEffects["env"]): boolean {
  return !env.NO_COLOR && env.TERM !== "dumb";
}

/** Writes text to standard output, or to the output file, which takes its name only when it is whole. */
export async function printText(text: string, {common: {output}, effects}: Call): Promise<void> {
  if (output === null) return effects.stdout.write(text);
  atomically(resolve(effects.cwd, output), (path) => writeFileSync(path, text));
}

async function printParquet({rows, columns}: Finding, {common: {output}, effects}: Call): Promise<void> {
  const {writeParquet} = await import("../../store/index.ts");
  if (output !== null) {
    const path = resolve(effects.cwd, output);
    const fresh = `${path}.${process.pid}.tmp`;
    await writeParquet(rows, columns, fresh);
    return renameSync(fresh, path);
  }
  if (effects.stdout.isTerminal) {
    throw new UsageError("binary-to-terminal", {
      message: "parquet is binary, and standard output is a terminal",
      where: "--format",
      hint: "add --output FILE, or send it into a pipe",
    });
  }
  const folder = mkdtempSync(join(tmpdir(), "roundabout-"));
  try {
    const path = join(folder, "rows.parquet");
    await writeParquet(rows, columns, path);
    await effects.stdout.write(readFileSync(path));
  } finally {
    rmSync(folder, {recursive: true});
  }
}

function atomically(path: string, write: (path: string) => void): void {
  // A device or a named pipe is written to, never replaced.
  const replaceable = !existsSync(path) || statSync(path).isFile();
  const fresh = replaceable ? `${path}.${process.pid}.tmp` : path;
  write(fresh);
  if (replaceable) renameSync(fresh, path);
}

// The answer is worth printing even where the folder beside the store cannot be written.
function remember(finding: Finding, {common, log}: Call): void {
  try {
    rememberFinding(common.store, finding);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    log.warn(`the finding is not kept for explain: ${why}`);
  }
}

// Rows alone carry neither; a person watching the pipe still learns them.
function talkBeside({id, warnings}: Finding, {log}: Call): void {
  for (const warning of warnings) log.warn(warning);
  log.info(`finding ${id}`);
}
