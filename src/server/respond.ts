import type {Context} from "hono";
import {errorBody, type Finding, StoreError, UsageError} from "../base/index.ts";
import {htmlPage, markup, mediaType, render} from "../report/index.ts";
import {arrowFile} from "./arrow.ts";
import {isSaved, type SentFormat, sentType} from "./formats.ts";
import {metadataOf} from "./metadata.ts";

/** Cells of a text table sent over HTTP, where no terminal says its width. */
const TABLE_WIDTH = 120;

/** How a finding is sent. */
export interface Sending {
  readonly format: SentFormat;
  readonly version: string;
  /** The rows as a Parquet file, which the store's engine writes. */
  readonly parquet: (finding: Finding) => Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * A finding in a format, with its id as ETag: the same question on the same data under the same version of the program
 * is not sent twice.
 */
export async function respondFinding(
  context: Context,
  finding: Finding,
  sending: Sending,
): Promise<Response> {
  const {format, version} = sending;
  const etag = `"${finding.id}.${format}.${version}"`;
  const headers = {ETag: etag, "Cache-Control": "no-cache"};
  if (isKnown(context.req.header("if-none-match"), etag)) return new Response(null, {status: 304, headers});
  const body = await bodyOf(finding, sending);
  return new Response(body, {headers: {...headers, ...contentHeaders(finding, format)}});
}

async function bodyOf(finding: Finding, {format, version, parquet}: Sending) {
  switch (format) {
    case "parquet":
      return parquet(finding);
    case "arrow":
      return arrowFile(finding);
    case "metadata.json":
      return JSON.stringify(metadataOf(finding, version));
    default:
      return render(finding, format, {width: TABLE_WIDTH, colour: false});
  }
}

function contentHeaders({id}: Finding, format: SentFormat): Record<string, string> {
  return {
    "Content-Type": sentType(format),
    ...(isSaved(format) ? {"Content-Disposition": `attachment; filename="${id}.${format}"`} : {}),
  };
}

function isKnown(header: string | undefined, etag: string): boolean {
  const known = header?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  return known.includes(etag) || known.includes("*");
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
