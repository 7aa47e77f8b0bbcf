import type {Cell, Finding, Lineage, Sample} from "../base/index.ts";
import {grouped} from "../display/index.ts";

/** A line under the table. */
export interface Note {
  readonly label: string;
  readonly text: string;
  /** `warning` is what may mislead; the rest is plain. */
  readonly tone: "plain" | "warning";
}

/** Everything a reader must know beside the rows: question, period, what is missing, sources, drops, warnings, caveats, id. */
export function notesOf(finding: Finding, missing: readonly string[]): Note[] {
  return [
    plain("question", finding.question),
    ...periodNotes(finding),
    ...missing.map((text) => plain("– means", text)),
    plain("sources", sourcesLine(finding.lineage)),
    ...sampleNotes(finding.sample),
    ...finding.warnings.map((text) => ({label: "warning", text, tone: "warning" as const})),
    ...finding.caveats.map((text) => plain("caveat", text)),
    ...statementNotes(finding),
    plain("finding", finding.id),
    ...explainNotes(finding),
  ];
}

function plain(label: string, text: string): Note {
  return {label, text, tone: "plain"};
}

/** Publisher, title, licence and vintage of every source, once each. */
export function sourcesLine(lineage: readonly Lineage[]): string {
  const lines = lineage.map(
    ({publisher, title, vintage, licence}) => `${publisher}, ${title} (vintage ${vintage}; ${licence})`,
  );
  return lines.length === 0 ? "none" : [...new Set(lines)].join("; ");
}

const PERIODS = ["period", "range", "compare", "baseline", "window", "shock"] as const;

function periodNotes({parameters, sample}: Finding): Note[] {
  const stated = PERIODS.flatMap((name) => {
    const value = parameters[name];
    return value === undefined || value === null ? [] : [`${name} ${valueText(value)}`];
  });
  if (stated.length > 0) return [plain("period", stated.join(", ").replace(/^(period|range) /, ""))];
  const {coverage} = sample;
  const from = coverage.map((entry) => entry.from).sort()[0];
  const to = coverage
    .map((entry) => entry.to)
    .sort()
    .at(-1);
  return from === undefined || to === undefined
    ? []
    : [plain("period", from === to ? from : `${from}..${to}`)];
}

function valueText(value: Cell | readonly Cell[]): string {
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** Reasons for dropping rows that are told, those with the most rows first; JSON has them all. */
const MOST_DROPS = 6;

function sampleNotes({rows_in, rows_used, dropped}: Sample): Note[] {
  const head = `${grouped(rows_used)} of ${grouped(rows_in)} source rows used`;
  const ranked = dropped.toSorted((a, b) => b.rows - a.rows);
  const told = ranked.slice(0, MOST_DROPS).map(({reason, rows, detail}) => {
    return `${reason} ${grouped(rows)}${detail === undefined ? "" : ` (${detail})`}`;
  });
  const more =
    ranked.length > MOST_DROPS ? [`${ranked.length - MOST_DROPS} more reasons in --format json`] : [];
  return [plain("sample", told.length === 0 ? head : `${head}; dropped: ${[...told, ...more].join(", ")}`)];
}

// The evidence of a row is a finding whose parameters are the statements that fetched it.
function statementNotes({parameters: {sql, values}}: Finding): Note[] {
  const statements = Array.isArray(sql) ? sql : [];
  const bound = Array.isArray(values) ? values : [];
  return statements.map((statement, at) => plain("sql", `${statement} -- values ${bound[at] ?? "none"}`));
}

function explainNotes({id, evidence}: Finding): Note[] {
  const row = evidence[0]?.row;
  return row === undefined ? [] : [plain("explain", `roundabout explain ${id} ${row + 1}`)];
}
