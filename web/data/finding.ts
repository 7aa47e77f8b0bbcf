import type {ErrorBody} from "../../src/base/errors.ts";
import type {Cell, Finding, FindingColumn, FindingRow} from "../../src/base/finding.ts";

export type {Cell, ErrorBody, Finding, FindingColumn, FindingRow};

/** True for a value with the fields of a finding; its cells are not looked into. */
export function isFinding(value: unknown): value is Finding {
  return (
    isRecord(value) &&
    ["kind", "id", "question", "citation"].every((name) => typeof value[name] === "string") &&
    ["columns", "rows", "estimates", "warnings", "caveats", "evidence", "lineage"].every((name) =>
      Array.isArray(value[name]),
    ) &&
    isRecord(value.parameters) &&
    isRecord(value.sample)
  );
}

/** True for the one error shape of the interface. */
export function isErrorBody(value: unknown): value is ErrorBody {
  return (
    isRecord(value) && value.ok === false && isRecord(value.error) && typeof value.error.message === "string"
  );
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A number cell; null where it is missing or no number. */
export function numberIn(row: FindingRow, name: string): number | null {
  const cell = row[name];
  return typeof cell === "number" ? cell : null;
}

/** A text cell; null where it is missing or no text. */
export function textIn(row: FindingRow, name: string): string | null {
  const cell = row[name];
  return typeof cell === "string" ? cell : null;
}

/** A parameter as text; null where it is not set. Lists are joined with commas. */
export function parameterOf({parameters}: Finding, name: string): string | null {
  const value = parameters[name];
  if (value === undefined || value === null) return null;
  return Array.isArray(value) ? value.join(",") : String(value);
}
