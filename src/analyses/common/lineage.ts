import {createHash} from "node:crypto";
import type {Coverage, Lineage, Sample} from "../../base/index.ts";
import {type Reader, sql} from "../../store/index.ts";
import {coveredRows, droppedBy} from "./ledger.ts";

/**
 * Sources by id as a finding cites them, with the vintages and checksums of the files that were loaded. What was cut for a pack is another
 * data set than the whole, with a checksum of its own.
 */
export async function lineageOf(store: Reader, sources: readonly string[]): Promise<Lineage[]> {
  // All sources at once, by one statement for whatever sources: the parts of one question share the read, see `remembering`.
  const known = await store.rows(sql`
    SELECT s.id, s.title, s.publisher, s.licence, s.url, string_agg(DISTINCT f.vintage, ', ' ORDER BY f.vintage) AS vintage,
      string_agg(f.sha256, ' ' ORDER BY f.sha256) AS checksums,
      (SELECT string_agg(d.rows || ' ' || d.reason, ' ' ORDER BY d.file_id, d.reason) FROM meta.dropped AS d
        WHERE d.source = s.id AND starts_with(d.reason, 'not in the pack')) AS cut
    FROM meta.source AS s JOIN meta.file AS f ON f.source = s.id AND f.rows > 0 GROUP BY ALL ORDER BY s.id`);
  const asked = new Set(sources);
  const rows = known.filter(({id}) => asked.has(String(id)));
  return rows.map((row) => ({
    source: String(row.id),
    title: String(row.title),
    publisher: String(row.publisher),
    licence: String(row.licence),
    url: String(row.url),
    vintage: String(row.vintage),
    checksum: together(row.cut === null ? String(row.checksums) : `${row.checksums} less ${row.cut}`),
  }));
}

function together(checksums: string): string {
  return checksums.includes(" ") ? createHash("sha256").update(checksums).digest("hex") : checksums;
}

/** What third parties' data must be read with: notes of sources ranked 90 and above, which stand behind all offices. */
export async function thirdPartyNotes(store: Reader, sources: readonly string[]): Promise<string[]> {
  const rows = await store.rows(
    sql`SELECT id, notes FROM meta.source WHERE rank >= 90 AND id IN (SELECT unnest(${[...sources]}::VARCHAR[])) ORDER BY id`,
  );
  return rows.flatMap(({id, notes}) => textsIn(notes).map((note) => `${id}: ${note}`));
}

function textsIn(json: unknown): string[] {
  const parsed: unknown = JSON.parse(String(json));
  return Array.isArray(parsed) ? parsed.map(String) : [];
}

/** What these sources dropped on the way in, and what they cover for these reporters. */
export async function sampleOf(
  store: Reader,
  {
    sources,
    reporters,
    used,
  }: {
    readonly sources: readonly string[];
    readonly reporters: readonly string[] | null;
    readonly used: number;
  },
): Promise<Sample> {
  const [dropped, held, coverage] = await Promise.all([
    droppedBy(store, sources),
    coveredRows(store, sources),
    coverageOf(store, sources, reporters),
  ]);
  const lost = dropped.reduce((sum, {rows}) => sum + rows, 0);
  return {rows_in: held + lost, rows_used: used, dropped, coverage};
}

async function coverageOf(
  store: Reader,
  sources: readonly string[],
  reporters: readonly string[] | null,
): Promise<Coverage[]> {
  const known = await store.rows(sql`
    SELECT source, reporter, flow, min(first_period) AS first, max(last_period) AS last, max(periods) AS periods FROM meta.coverage
    GROUP BY source, reporter, flow ORDER BY source, reporter, flow`);
  const [asked, among] = [new Set(sources), reporters === null ? null : new Set(reporters)];
  const rows = known.filter(
    ({source, reporter}) => asked.has(String(source)) && (among?.has(String(reporter)) ?? true),
  );
  return rows.map((row) => ({
    reporter: String(row.reporter),
    flow: String(row.flow),
    from: shownPeriod(Number(row.first)),
    to: shownPeriod(Number(row.last)),
    periods: Number(row.periods),
    source: String(row.source),
  }));
}

/** 2022 → "2022", 202203 → "2022-03". */
export function shownPeriod(period: number): string {
  const text = String(period);
  return text.length === 4 ? text : `${text.slice(0, 4)}-${text.slice(4)}`;
}
