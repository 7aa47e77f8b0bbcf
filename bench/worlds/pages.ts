import {coverageRows, intervalRows, totalRows, variedRows, type WorldsResult} from "./report.ts";
import {DETECTORS} from "./trial.ts";

/** Parts of README.md and docs/benchmark-worlds.md that come from the results, by the name between their marks. */
export function partsOf(result: WorldsResult): ReadonlyMap<string, string> {
  const {worlds, worlds_of_effects, rounds} = result;
  return new Map([
    [
      "size",
      `${worlds} worlds (and ${worlds_of_effects} more for the effects), ${rounds} of each kind, on seeds that were not looked at while thresholds were set.`,
    ],
    ["in short", inShort(result)],
    ["detectors", table(totalRows(result))],
    ["varied", table(variedRows(result, "f1"))],
    ["intervals", table(coverageRows(result))],
    ["interval varied", table(intervalRows(result))],
    ["again", `    node bench/worlds.ts ${rounds}\n    node bench/worlds-pages.ts`],
  ]);
}

function inShort(result: WorldsResult): string {
  const {worlds, all} = result;
  const listed = DETECTORS.filter((name) => name !== "channels, grade A to C");
  const {held} = all.interval;
  const interval =
    held === null
      ? ""
      : ` The 95 % interval of the refill held it in ${(100 * held.share).toFixed(1)} % of ${held.of} channels.`;
  return `Over ${worlds} worlds, per cent with 95 % intervals.${interval}\n\n${table(totalRows(result, listed))}`;
}

/**
 * A page with every marked part set anew; what stands outside of marks is left alone.
 *
 * @throws Error for a mark that names no part, or has no end
 */
export function withParts(page: string, parts: ReadonlyMap<string, string>): string {
  const opened = [...page.matchAll(/<!-- worlds: (.+?) -->/g)].map((match) => match[1] ?? "");
  return opened.reduce((text, name) => {
    const part = parts.get(name);
    const [start, end] = [`<!-- worlds: ${name} -->`, "<!-- /worlds -->"];
    const from = text.indexOf(start) + start.length;
    const to = text.indexOf(end, from);
    if (part === undefined || to < 0)
      throw new Error(`the page's mark "${name}" ${part === undefined ? "names no part" : "has no end"}`);
    return `${text.slice(0, from)}\n\n${part}\n\n${text.slice(to)}`;
  }, page);
}

/** A Markdown table with columns as wide as their widest cell. */
function table(rows: readonly Readonly<Record<string, string | number | null>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? "")))];
  const widths = names.map((_, at) => Math.max(3, ...cells.map((line) => (line[at] ?? "").length)));
  const lines = cells.map(
    (line) => `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}
