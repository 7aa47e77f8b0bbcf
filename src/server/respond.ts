import type {Context} from "hono";
import {errorBody, type Finding, StoreError, UsageError} from "../base/index.ts";
import {type Format, htmlPage, markup, mediaType, render, toFormat} from "../report/index.ts";

/** Cells of a text table sent over HTTP, where no terminal says its width. */
const TABLE_WIDTH = 120;

/** Whether `Answers.parquet` or `report` makes the body. */
type ParquetOf = (finding: Finding) => Promise<Uint8Array<ArrayBuffer>>;

/**
 * A finding in a format, with its id as ETag: the same question on the same data under the same version of the program
 * is not sent twice.
 */
export async function respondFinding(
  context: Context,
  finding: Finding,
  {
    format,
    version,
    parquet,
  }: {readonly format: Format; readonly version: string; readonly parquet: ParquetOf},
): Promise<Response> {
  const etag = `"${finding.id}.${format}.${version}"`;
  const headers = {ETag: etag, "Cache-Control": "no-cache"};
  if (isKnown(context.req.header("if-none-match"), etag)) return new Response(null, {status: 304, headers});
  const body =
    format === "parquet"
      ? await parquet(finding)
      : render(finding, format, {width: TABLE_WIDTH, colour: false});
  return new Response(body, {headers: {...headers, ...contentHeaders(finding, format)}});
}

function contentHeaders({id}: Finding, format: Format): Record<string, string> {
  const saved = format === "csv" || format === "parquet" || format === "ndjson";
  return {
    "Content-Type": mediaType(format),
    ...(saved ? {"Content-Disposition": `attachment; filename="${id}.${format}"`} : {}),
  };
}

function isKnown(header: string | undefined, etag: string): boolean {
  const known = header?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  return known.includes(etag) || known.includes("*");
}

/** `channels.csv` → channels in CSV; `?format=` where there is no ending; JSON where neither says. @throws UsageError */
export function formatOf(
  name: string,
  asked: string | undefined,
): {readonly name: string; readonly format: Format} {
  const dot = name.lastIndexOf(".");
  if (dot > 0) return {name: name.slice(0, dot), format: toFormat(name.slice(dot + 1))};
  return {name, format: asked === undefined || asked === "" ? "json" : toFormat(asked)};
}

/** Any thrown value in the one error shape; to a browser's page, the same as a page. */
export function respondError(thrown: unknown, {page}: {readonly page: boolean}): Response {
  const body = errorBody(thrown);
  if (!page) return Response.json(body, {status: body.status, headers: {"Cache-Control": "no-store"}});
  return new Response(errorPage(thrown), {
    status: body.status,
    headers: {"Content-Type": mediaType("html"), "Cache-Control": "no-store"},
  });
}

function errorPage(thrown: unknown): string {
  const {message, where, hint} = errorBody(thrown).error;
  const title = thrown instanceof StoreError ? "There is no store to read" : "This cannot be answered";
  const mend = thrown instanceof UsageError ? markup`<p><a href="/">Back to the channels</a></p>` : markup``;
  return htmlPage({
    title,
    body: markup`<main>
<h1>${title}</h1>
<p>${message}</p>
${where === null ? markup`` : markup`<p>At: <code>${where}</code></p>`}
${hint === null ? markup`` : markup`<p>What to do: ${hint}, then load this page again.</p>`}
${mend}
</main>
`,
  });
}
