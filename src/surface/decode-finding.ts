import type {Finding} from "../base/index.ts";

/** True for a value with the fields of a finding, as JSON gives it back; the rows' cells are not looked into. */
export function isFinding(value: unknown): value is Finding {
  return (
    isRecord(value) &&
    ["kind", "id", "question", "citation"].every((name) => typeof value[name] === "string") &&
    ["columns", "rows", "estimates", "warnings", "caveats"].every((name) => Array.isArray(value[name])) &&
    isRecord(value.parameters) &&
    isRecord(value.sample) &&
    everyIs(value.evidence, {row: "number", label: "string", query: "string", parameters: "object"}) &&
    everyIs(value.lineage, {source: "string", vintage: "string", checksum: "string"})
  );
}

function everyIs(list: unknown, fields: Readonly<Record<string, string>>): boolean {
  const fits = (entry: unknown) =>
    isRecord(entry) && Object.entries(fields).every(([name, type]) => typeof entry[name] === type);
  return Array.isArray(list) && list.every(fits);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
