import {errorBody, RoundaboutError, StoreError} from "../../base/index.ts";

/**
 * An error for standard error: its message, place and mend, one a line; with `json`, the one error shape on one line.
 * Standard output stays empty either way, so that a pipe never takes an error for data.
 */
export function errorText(
  thrown: unknown,
  {json, debug}: {readonly json: boolean; readonly debug: boolean},
): string {
  if (json) return `${JSON.stringify(errorBody(thrown))}\n`;
  const {message, where, hint} = errorBody(thrown).error;
  const known = thrown instanceof RoundaboutError;
  const fix = known ? hint : "this is a defect; ROUNDABOUT_DEBUG=1 shows where it happened";
  const sql = thrown instanceof StoreError ? thrown.sql : null;
  const stack = debug && thrown instanceof Error ? thrown.stack : null;
  return [
    `error: ${message}`,
    ...line("at", where),
    ...line("fix", fix),
    ...line("sql", sql?.replaceAll(/\s+/g, " ") ?? null),
    ...line("stack", stack ?? null),
  ]
    .map((text) => `${text}\n`)
    .join("");
}

function line(name: string, text: string | null): string[] {
  return text === null ? [] : [`  ${name}: ${text}`];
}
