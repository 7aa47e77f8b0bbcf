import type {Finding, FindingColumn, FindingRow} from "../base/index.ts";
import {type Display, displayOf} from "./shown.ts";

/** A part of a finding under a heading of its own; the heading is null where the finding is one table. */
export interface DisplaySection {
  readonly title: string | null;
  readonly display: Pick<Display, "columns" | "rows">;
}

/** A finding in its sections, with the reasons for what is missing of all of them. */
export interface DisplaySections {
  readonly sections: readonly DisplaySection[];
  readonly missing: Display["missing"];
}

const SECTION = "section";

/**
 * A finding as one table, or, where its first column is `section`, as a table for each run of rows of one section, without the columns
 * that are empty there. Row numbers count through.
 */
export function sectionsOf(finding: Finding): DisplaySections {
  const whole = displayOf(finding);
  if (finding.columns[0]?.name !== SECTION)
    return {sections: [{title: null, display: whole}], missing: whole.missing};
  const sections = runsOf(finding.rows).map(({title, first, rows}) => ({
    title,
    display: displayOf({columns: filled(finding.columns, rows), rows}, first + 1),
  }));
  return {sections, missing: whole.missing};
}

interface Run {
  readonly title: string;
  readonly first: number;
  readonly rows: FindingRow[];
}

function runsOf(rows: readonly FindingRow[]): Run[] {
  const runs: Run[] = [];
  for (const [first, row] of rows.entries()) {
    const title = String(row[SECTION]);
    const last = runs.at(-1);
    if (last?.title === title) last.rows.push(row);
    else runs.push({title, first, rows: [row]});
  }
  return runs;
}

function filled(columns: readonly FindingColumn[], rows: readonly FindingRow[]): FindingColumn[] {
  return columns.filter(
    ({name}) => name !== SECTION && rows.some((row) => row[name] !== null && row[name] !== undefined),
  );
}
