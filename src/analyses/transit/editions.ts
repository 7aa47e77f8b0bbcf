import type {Period} from "../../base/index.ts";
import {type Reader, sql} from "../../store/index.ts";

/** When a source uses which edition of the codes. */
export type Editions = ReadonlyMap<string, readonly EditionSpan[]>;

interface EditionSpan {
  readonly edition: string;
  /** Years, both included. */
  readonly first: number;
  readonly last: number;
}

/** Editions of the codes of six digits and more, by source. Sources that name none are absent. */
export async function sourceEditions(store: Reader): Promise<Editions> {
  const rows = await store.rows(sql`
    SELECT source, hs_edition, min(CASE WHEN first_period < 10000 THEN first_period ELSE first_period // 100 END) AS first,
      max(CASE WHEN last_period < 10000 THEN last_period ELSE last_period // 100 END) AS last
    FROM meta.product WHERE digits >= 6 AND hs_edition IS NOT NULL GROUP BY ALL ORDER BY ALL`);
  const spans = rows.map(({source, hs_edition, first, last}) => ({
    source: String(source),
    edition: String(hs_edition),
    first: Number(first),
    last: Number(last),
  }));
  return Map.groupBy(spans, ({source}) => source);
}

/**
 * True when two sources surely use different editions in a period: a code of six digits or more may then mean other goods
 * on each side. Where a source names none, nothing is known against it.
 */
export function editionsDiffer(editions: Editions, one: string, other: string, at: Period): boolean {
  const [a, b] = [editionsAt(editions, one, at), editionsAt(editions, other, at)];
  return a.size > 0 && b.size > 0 && a.isDisjointFrom(b);
}

function editionsAt(editions: Editions, source: string, at: Period): Set<string> {
  const year = Number(at.slice(0, 4));
  const spans = editions.get(source) ?? [];
  return new Set(spans.filter(({first, last}) => first <= year && year <= last).map(({edition}) => edition));
}
