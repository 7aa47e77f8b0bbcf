import {type Finding, finding, UsageError} from "../base/index.ts";
import {wholeNumber} from "../surface/index.ts";
import type {SentFormat} from "./formats.ts";

/** Rows of a page where none are asked for, and the most that may be. */
export const PAGE_ROWS = 500;
export const MOST_PAGE_ROWS = 1_000;

/** A part of many rows: the number of the first, from 1, and how many. */
export interface Page {
  readonly from: number;
  readonly rows: number;
}

/**
 * The page that `?from=` and `?rows=` ask for. Files hold all rows unless a page is asked for; what is read on a screen is
 * always a page.
 *
 * @returns null for all rows
 * @throws UsageError "bad-number"
 */
export function pageOf(query: (name: string) => string | undefined, format: SentFormat): Page | null {
  const [from, rows] = [query("from"), query("rows")];
  const isFile = !["json", "html", "md", "table"].includes(format);
  if (isFile && from === undefined && rows === undefined) return null;
  return {
    from: from === undefined ? 1 : numberOf("from", from, Number.MAX_SAFE_INTEGER),
    rows: rows === undefined ? PAGE_ROWS : numberOf("rows", rows, MOST_PAGE_ROWS),
  };
}

function numberOf(name: string, text: string, most: number): number {
  try {
    return wholeNumber(text, {least: 1, most});
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause;
    throw new UsageError("bad-number", {
      message: `"${text.slice(0, 40)}" is no whole number from 1 to ${most}`,
      where: name,
      hint: "rows count from 1",
      cause,
    });
  }
}

/**
 * The rows of a page as a finding of their own; the rest is counted in the sample. One that fits whole stays as it is.
 *
 * @throws UsageError "no-such-page" beyond the last row
 */
export function paged(whole: Finding, {from, rows}: Page): Finding {
  const all = whole.rows.length;
  if (from === 1 && all <= rows) return whole;
  if (from > all) {
    throw new UsageError("no-such-page", {
      message: `there is no row ${from}: there are ${all}`,
      where: "from",
      hint: "rows count from 1",
    });
  }
  const shown = whole.rows.slice(from - 1, from - 1 + rows);
  const {sample} = whole;
  return finding({
    ...whole,
    parameters: {...whole.parameters, from, rows, of: all},
    rows: shown,
    sample: {
      ...sample,
      rows_in: all,
      rows_used: shown.length,
      dropped: [...sample.dropped, {reason: "on another page", rows: all - shown.length}],
    },
  });
}

/** `Link` to the neighbours of a page at this address; null where it has none. */
export function pageLinks(address: string, {from, rows}: Page, all: number): string | null {
  const url = new URL(address);
  const at = (first: number, name: string) => {
    url.searchParams.set("from", String(first));
    url.searchParams.set("rows", String(rows));
    return `<${url.pathname}${url.search}>; rel="${name}"`;
  };
  const links = [
    ...(from > 1 ? [at(Math.max(1, from - rows), "prev")] : []),
    ...(from + rows <= all ? [at(from + rows, "next")] : []),
  ];
  return links.length === 0 ? null : links.join(", ");
}
