import {type Finding, UsageError} from "../base/index.ts";

/**
 * The row a person means, as a zero-based index: a number counted from 1 as tables print it, or the text in one of the
 * row's cells (`KGZ`).
 *
 * @throws UsageError "unknown-row" when no row, or more than one, fits
 */
export function rowIndex({rows, id}: Finding, text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= rows.length) return number - 1;
  const fitting =
    text === "" ? [] : rows.flatMap((row, at) => (Object.values(row).includes(text) ? [at] : []));
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  throw new UsageError("unknown-row", {
    message: fitting.length === 0 ? `no row "${text}"` : `"${text}" stands in ${fitting.length} rows`,
    where: id,
    hint: rows.length === 0 ? "the finding has no rows" : `give a row number from 1 to ${rows.length}`,
  });
}
