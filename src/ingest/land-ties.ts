import {SourceError} from "../base/index.ts";
import {
  cleanTable,
  firstDayOf,
  fixed,
  joined,
  lastDayOf,
  name,
  type Statement,
  sql,
  type Writer,
} from "../store/index.ts";
import {TIE_FIELDS, type TieDialect} from "./tie-source.ts";

/** One file's typed rows on their way into the clean table of their source. */
export interface TieLanding {
  readonly writer: Writer;
  readonly source: string;
  readonly layer: string;
  readonly dialect: TieDialect;
  /** The rows as `cleanTies` gives them. */
  readonly clean: Statement;
  readonly vintage: string;
  readonly shown: string;
}

/** The dialect's clean SELECT over `typed`, with every column of the contract in its type; those it does not give are NULL. */
export function cleanTies(dialect: TieDialect, typed: Statement): Statement {
  const fields = Object.entries(TIE_FIELDS).map(
    ([field, type]) => sql`CAST(${name(field)} AS ${fixed(type)}) AS ${name(field)}`,
  );
  return sql`SELECT ${joined(fields, ", ")} FROM (
    (SELECT ${NULLS} WHERE false) UNION ALL BY NAME (WITH typed AS (${typed}) SELECT * FROM (${dialect.clean})))`;
}

const NULLS = fixed(
  Object.entries(TIE_FIELDS)
    .map(([field, type]) => `NULL::${type} AS "${field}"`)
    .join(", "),
);

/** The codes of a clean relation as `mapCodes` reads them: an end without a code is no code. */
export function tieCodes(relation: Statement, end: "a" | "b"): Statement {
  const code = name(`${end}_code`);
  return sql`SELECT DISTINCT ${code} AS code, ${YEAR} AS year FROM (${relation}) AS c WHERE dropped IS NULL AND ${code} IS NOT NULL`;
}

// A tie without any date is read by the codes of today; a build without a clock takes the year the codes were last reviewed.
const YEAR = fixed(
  `coalesce(TRY_CAST(left(coalesce(c.start, c.seen_to, c.seen_from, c."end"), 4) AS INTEGER), 2025)`,
);

/**
 * Inserts the rows, codes mapped, kinds looked up, the ends of undirected ties in order. A row that may not enter keeps its
 * reason in `dropped`. `code_map` must hold the codes and `ref.tie_kind` the kinds.
 *
 * @throws SourceError "tie-kind" when a row is of a kind that its layer does not have
 */
export async function landTies(landing: TieLanding): Promise<void> {
  const {writer, source, layer, dialect, clean, vintage} = landing;
  await refuseUnknownKinds(landing);
  const swapped = fixed("NOT k.directed AND b.unit IS NOT NULL AND a.unit > b.unit");
  await writer.run(sql`
    INSERT INTO ${name("clean", cleanTable(source))}
    SELECT ${layer}, c.kind, k.form, CASE WHEN ${swapped} THEN b.unit ELSE a.unit END, CASE WHEN ${swapped} THEN a.unit ELSE b.unit END,
      k.directed, c.status, c.item, c.start, c."end", c.seen_from, c.seen_to, c.value, c.low, c.high, c.std_error, k.unit, c.missing,
      c.detail, c.record, c.citation, c.confidence, c.basis, c.a_code, c.b_code, coalesce(c.dropped, ${whyDropped()}), ${vintage},
      c.file_id, c.source_row
    FROM (${clean}) AS c JOIN ref.tie_kind AS k ON k.layer = ${layer} AND k.kind = c.kind
    LEFT JOIN code_map AS a ON a.scheme = ${fixed(`'${dialect.schemes.a}'`)} AND a.code = c.a_code AND a.year = ${YEAR}
    LEFT JOIN code_map AS b ON b.scheme = ${fixed(`'${dialect.schemes.b}'`)} AND b.code = c.b_code AND b.year = ${YEAR}`);
}

const DATE = "\\d{4}(-\\d{2}(-\\d{2})?)?";

// The order is the order of precedence: the first reason that holds is the one that is counted.
function whyDropped(): Statement {
  const dates = ["start", '"end"', "seen_from", "seen_to"].map(
    (
      column,
    ) => sql`WHEN c.${fixed(column)} IS NOT NULL AND (NOT regexp_full_match(c.${fixed(column)}, '${fixed(DATE)}') OR (${firstDayOf(`c.${column}`)}) IS NULL)
      THEN 'no date: ' || c.${fixed(column)}`,
  );
  return sql`CASE
    WHEN c.a_code IS NULL THEN 'no state'
    WHEN a.unit IS NULL THEN 'state "' || c.a_code || '": ' || coalesce(a.why, 'unknown code')
    WHEN c.b_code IS NULL AND k.partner NOT IN ('none', 'optional') THEN 'no partner'
    WHEN c.b_code IS NOT NULL AND b.unit IS NULL THEN 'partner "' || c.b_code || '": ' || coalesce(b.why, 'unknown code')
    WHEN a.unit = b.unit THEN 'both ends are one: ' || a.unit
    ${joined(dates, "\n")}
    WHEN (${lastDayOf('c."end"')}) < (${firstDayOf("c.start")}) THEN 'ends before it starts: ' || c.start || ' to ' || c."end"
    WHEN k.form <> 'spell' AND c.start IS NULL THEN 'no date'
    WHEN k.form = 'spell' AND coalesce(c.start, c."end", c.seen_from, c.seen_to) IS NULL THEN 'no date'
    WHEN k.form = 'value' AND c.value IS NULL AND c.missing IS NULL THEN 'no value published'
  END`;
}

async function refuseUnknownKinds({writer, layer, clean, shown}: TieLanding): Promise<void> {
  const [first] = await writer.rows(sql`
    SELECT c.kind, min(c.source_row) AS source_row FROM (${clean}) AS c
    WHERE c.kind IS NULL OR c.kind NOT IN (SELECT kind FROM ref.tie_kind WHERE layer = ${layer}) GROUP BY c.kind ORDER BY 2 LIMIT 1`);
  if (first === undefined) return;
  throw new SourceError("tie-kind", {
    message: `row ${first.source_row} is of the kind ${JSON.stringify(first.kind)}, which the layer "${layer}" does not have`,
    where: `${shown}:${first.source_row}`,
    hint: "add the kind to reference/ties/kinds.csv, or mend the row",
  });
}
