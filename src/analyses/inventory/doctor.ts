import {type Finding, type FindingRow, finding} from "../../base/index.ts";
import {type Reader, STORE_VERSION, type StoreRow, sql} from "../../store/index.ts";
import {lineageOf} from "../common/lineage.ts";

/** Whether the store is whole and what it was checked for: one row a question, those that need a look first. */
export async function doctorFinding(store: Reader): Promise<Finding> {
  const rows = [
    ...(await storeRows(store)),
    ...(await sourceRows(store)),
    ...(await correctionRows(store)),
    ...(await checkRows(store)),
  ];
  const order = ["failed", "look", "does not apply", "passed"];
  const sources = await store.rows(sql`SELECT id FROM meta.source ORDER BY id`);
  return finding({
    kind: "doctor",
    question: "Is the store whole, and did its data pass their checks?",
    parameters: {store_version: STORE_VERSION},
    columns: COLUMNS,
    rows: rows.toSorted((a, b) => order.indexOf(String(a.outcome)) - order.indexOf(String(b.outcome))),
    estimates: [],
    sample: {rows_in: rows.length, rows_used: rows.length, dropped: [], coverage: []},
    warnings: rows
      .filter(({outcome}) => outcome === "failed")
      .map(({subject, check}) => `${subject}: ${check}`),
    caveats: [],
    evidence: [],
    lineage: await lineageOf(
      store,
      sources.map(({id}) => String(id)),
    ),
  });
}

const COLUMNS = [
  {name: "subject", unit: "text", meaning: "the store, or a source"},
  {name: "check", unit: "text", meaning: "what was asked"},
  {name: "observed", unit: "text", meaning: "what was found"},
  {name: "wanted", unit: "text", meaning: "what it must be"},
  {name: "outcome", unit: "text", meaning: "passed, failed, look, or does not apply to the data in hand"},
] as const;

async function storeRows(store: Reader): Promise<FindingRow[]> {
  const build = await store.one(sql`SELECT * FROM meta.build`);
  const {periods} = await store.one(
    sql`SELECT count(*) AS periods FROM (SELECT DISTINCT period FROM meta.reported) ANTI JOIN ref.fx USING (period)`,
  );
  return [
    {
      subject: "store",
      check: "made by this version of the program",
      observed: String(build.store_version),
      wanted: String(STORE_VERSION),
      outcome: build.store_version === STORE_VERSION ? "passed" : "failed",
    },
    {
      subject: "store",
      check: "made from",
      observed: `${build.origin}, ${build.built_at}`,
      wanted: "stated",
      outcome: "passed",
    },
    ...(await holdingRows(store)),
    {
      subject: "store",
      check: "periods without a euro rate (euro amounts are missing there)",
      observed: String(periods),
      wanted: "0",
      outcome: periods === 0 ? "passed" : "look",
    },
  ];
}

/** What the store holds, layer by layer. A store may lack any of them; one that has none at all is no use. */
async function holdingRows(store: Reader): Promise<FindingRow[]> {
  const {trade, ties, indicators, votes} = await store.one(holdings);
  const counts = {"trade layer": trade, ties, indicators, votes};
  const nothing = Object.values(counts).every((rows) => rows === 0);
  return Object.entries(counts).map(([layer, rows]) => ({
    subject: "store",
    check: `rows in the ${layer}`,
    observed: rows === 0 ? `none: questions about the ${layer} have no answer here` : String(rows),
    wanted: "at least 1 in any of the four",
    outcome: nothing ? "failed" : rows === 0 ? "does not apply" : "passed",
  }));
}

// The facts of reference/ are in every store: only other sources make it one of ties.
const holdings = sql`SELECT (SELECT count(*) FROM layer.trade) AS trade, (SELECT count(*) FROM layer.tie WHERE source NOT LIKE 'reference/%') AS ties,
  (SELECT count(*) FROM layer.indicator) AS indicators, (SELECT count(*) FROM layer.vote) AS votes`;

async function sourceRows(store: Reader): Promise<FindingRow[]> {
  const rows = await store.rows(sql`SELECT id, mapped_share, mapping_bound FROM meta.source ORDER BY id`);
  return rows.map(({id, mapped_share: share, mapping_bound: bound}) => ({
    subject: String(id),
    check: "share of value, or of rows, with known codes",
    observed: share === null ? "no rows" : Number(share).toFixed(6),
    wanted: `at least ${bound}`,
    outcome: share === null ? "look" : Number(share) >= Number(bound) ? "passed" : "failed",
  }));
}

async function correctionRows(store: Reader): Promise<FindingRow[]> {
  const rows = await store.rows(sql`SELECT * FROM meta.correction ORDER BY source, id`);
  return rows.map(({source, id, reason, rows: applied}) => ({
    subject: String(source),
    check: `correction ${id}: ${reason}`,
    observed: `${applied} rows mended`,
    wanted: "the publisher's error still stands",
    outcome: Number(applied) > 0 ? "passed" : "does not apply",
  }));
}

async function checkRows(store: Reader): Promise<FindingRow[]> {
  const rows = await store.rows(sql`SELECT * FROM meta.check ORDER BY source, name`);
  return rows.map((row) => ({
    subject: String(row.source),
    check: String(row.name),
    observed: row.observed === null ? null : String(row.observed),
    wanted: bounds(row),
    outcome: String(row.outcome),
  }));
}

function bounds({at_least: least, at_most: most}: StoreRow): string {
  if (least === null) return `at most ${most}`;
  return most === null ? `at least ${least}` : `${least} to ${most}`;
}
