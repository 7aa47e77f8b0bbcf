import {type Finding, finding} from "../../base/index.ts";
import {type Reader, type StoreRow, sql} from "../../store/index.ts";
import {lineageOf, sampleOf, shownPeriod} from "../common/lineage.ts";

/** What the store holds: one row a source, the preferred ones first. Rows left out are counted by reason in the sample. */
export async function sourcesFinding(store: Reader): Promise<Finding> {
  const rows = await store.rows(sql`
    SELECT s.*, f.files, f.vintage, f.rows, d.dropped, c.first, c.last, c.reporters
    FROM meta.source AS s
    JOIN (SELECT source, count(*) AS files, string_agg(DISTINCT vintage, ', ' ORDER BY vintage) AS vintage, sum(rows) AS rows FROM meta.file GROUP BY source) AS f ON f.source = s.id
    LEFT JOIN (SELECT source, sum(rows) AS dropped FROM meta.dropped GROUP BY source) AS d ON d.source = s.id
    LEFT JOIN (SELECT source, min(first_period // CASE WHEN first_period > 9999 THEN 100 ELSE 1 END) AS first,
      max(last_period // CASE WHEN last_period > 9999 THEN 100 ELSE 1 END) AS last, count(DISTINCT reporter) AS reporters FROM meta.coverage GROUP BY source) AS c ON c.source = s.id
    ORDER BY s.rank`);
  const sources = rows.map((row) => String(row.id));
  return finding({
    kind: "sources",
    question:
      "Which data does this store hold, whose are they, under which terms, and how much of them entered?",
    parameters: {},
    columns: COLUMNS,
    rows: rows.map(sourceRow),
    estimates: [],
    sample: await sampleOf(store, {
      sources,
      reporters: null,
      used: rows.reduce((total, row) => total + Number(row.rows), 0),
    }),
    warnings: await skippedFiles(store),
    caveats: [
      "Where two sources hold one cell, the lower rank is shown and the other stays; they are never added.",
    ],
    evidence: [],
    lineage: await lineageOf(store, sources),
  });
}

const COLUMNS = [
  {name: "source", unit: "text", meaning: "folder below sources/"},
  {name: "title", unit: "text", meaning: "name of the data set"},
  {name: "publisher", unit: "text", meaning: "who publishes it"},
  {name: "licence", unit: "text", meaning: "on what terms"},
  {
    name: "may_be_shipped",
    unit: "text",
    meaning: "whether the terms let figures computed from it be redistributed",
  },
  {
    name: "vintage",
    unit: "text",
    meaning: "when the loaded files were published or extracted, as they state it",
  },
  {name: "first_year", unit: "period", meaning: "first year with a row"},
  {name: "last_year", unit: "period", meaning: "last year with a row"},
  {name: "reporters", unit: "count", meaning: "states that report in it"},
  {name: "rows", unit: "count", meaning: "rows that entered"},
  {name: "dropped", unit: "count", meaning: "rows left out, each with its reason in the sample"},
  {name: "mapped_pct", unit: "percent", meaning: "share of value whose codes are known"},
  {name: "goods", unit: "text", meaning: "all goods, or only some"},
  {name: "partners", unit: "text", meaning: "all partners, or only some"},
  {name: "sides", unit: "text", meaning: "mirror: each side's own report; reconciled: one merged figure"},
  {name: "valuation", unit: "text", meaning: "what the value includes"},
  {name: "rank", unit: "count", meaning: "preference where sources overlap, the lowest first"},
] as const;

function sourceRow(row: StoreRow) {
  const year = (value: unknown): string | null => (typeof value === "number" ? shownPeriod(value) : null);
  return {
    source: row.id ?? null,
    title: row.title ?? null,
    publisher: row.publisher ?? null,
    licence: row.licence ?? null,
    may_be_shipped: row.redistributable ?? null,
    vintage: row.vintage ?? null,
    first_year: year(row.first),
    last_year: year(row.last),
    reporters: row.reporters ?? null,
    rows: row.rows ?? null,
    dropped: row.dropped ?? null,
    mapped_pct: typeof row.mapped_share === "number" ? 100 * row.mapped_share : null,
    goods: row.goods ?? null,
    partners: row.partners ?? null,
    sides: row.sides ?? null,
    valuation: row.valuation ?? null,
    rank: row.rank ?? null,
  };
}

async function skippedFiles(store: Reader): Promise<string[]> {
  const rows = await store.rows(
    sql`SELECT reason, count(*) AS files, min(path) AS example FROM meta.skipped GROUP BY reason ORDER BY files DESC LIMIT 8`,
  );
  return rows.map(
    ({reason, files, example}) =>
      `${files} file${files === 1 ? "" : "s"} not loaded, such as ${example}: ${reason}`,
  );
}
