import {firstDayOf, fixed, lastDayOf, type Statement, sql} from "../store/index.ts";

/**
 * What the rows of `layer.tie` say against each other, into `layer.tie_disagreement`.
 *
 * - start, end: two sources hold one spell (same status, some day in common) and their dates cannot both be right at the
 *   precision they are given in. A source that looked from a day on says that the spell began then or before.
 * - status: two sources hold a tie at one time with different standing, and neither holds the other's.
 * - presence: a source that looked at both ends in those years holds no such tie.
 * - value: two sources, one period and unit, different values.
 * - overlap: one source holds a spell twice at one time.
 */
export function disagreements(): Statement[] {
  return [dates("start"), dates("end"), statuses(), presence(), values(), overlaps()];
}

const PAIR = fixed(
  `one.layer, one.kind, one.a, one.b, one.status, one.item, one.unit, one.source AS source_one, one.record AS record_one,
  other.source AS source_other, other.record AS record_other`,
);

const SAME = fixed(
  `other.layer = one.layer AND other.kind = one.kind AND other.a = one.a AND other.b IS NOT DISTINCT FROM one.b
  AND other.item IS NOT DISTINCT FROM one.item`,
);

const MEET = fixed(
  `one.from_day <= coalesce(other.to_day, DATE '9999-12-31') AND other.from_day <= coalesce(one.to_day, DATE '9999-12-31')`,
);

// Bounds of a date as stated: a spell already there when the source first looked began then or before.
function dates(about: "start" | "end"): Statement {
  const column = about === "start" ? "start" : '"end"';
  const seen = about === "start" ? "seen_from" : "seen_to";
  const stated = (t: string) => `${t}.${column}`;
  const differs = (one: string, other: string): string => {
    const [a, b] = [`(${firstDayOf(stated(one)).text})`, `(${lastDayOf(stated(other)).text})`];
    return `${a} > ${b}`;
  };
  const [earlier, later] =
    about === "start"
      ? [lastDayOf(`other.${seen}`).text, firstDayOf(stated("one")).text]
      : [lastDayOf(stated("one")).text, firstDayOf(`other.${seen}`).text];
  const [earlierBack, laterBack] =
    about === "start"
      ? [lastDayOf(`one.${seen}`).text, firstDayOf(stated("other")).text]
      : [lastDayOf(stated("other")).text, firstDayOf(`one.${seen}`).text];
  const open = (t: string) => `${stated(t)} IS NULL AND ${t}.${seen} IS NOT NULL`;
  return sql`
    INSERT INTO layer.tie_disagreement BY NAME
    SELECT ${PAIR}, ${about} AS about, ${said("one", column, seen)} AS said_one, ${said("other", column, seen)} AS said_other
    FROM layer.tie AS one JOIN layer.tie AS other ON ${SAME} AND other.status IS NOT DISTINCT FROM one.status AND one.source < other.source AND ${MEET}
    WHERE one.form = 'spell' AND (${fixed(differs("one", "other"))} OR ${fixed(differs("other", "one"))}
      OR (${fixed(open("other"))} AND (${fixed(earlier)}) < (${fixed(later)}))
      OR (${fixed(open("one"))} AND (${fixed(earlierBack)}) < (${fixed(laterBack)})))`;
}

function said(t: string, column: string, seen: string): Statement {
  const word = column === "start" ? "already there in " : "still there in ";
  return fixed(`coalesce(${t}.${column}, '${word}' || ${t}.${seen})`);
}

function statuses(): Statement {
  const without = (one: string, other: string) =>
    fixed(`NOT EXISTS (SELECT 1 FROM layer.tie AS t WHERE t.source = ${other}.source AND t.layer = ${one}.layer AND t.kind = ${one}.kind
      AND t.a = ${one}.a AND t.b IS NOT DISTINCT FROM ${one}.b AND t.item IS NOT DISTINCT FROM ${one}.item AND t.status = ${one}.status
      AND t.from_day <= coalesce(${one}.to_day, DATE '9999-12-31') AND ${one}.from_day <= coalesce(t.to_day, DATE '9999-12-31'))`);
  return sql`
    INSERT INTO layer.tie_disagreement BY NAME
    SELECT ${PAIR}, 'status' AS about, greatest(one.from_day, other.from_day)::VARCHAR AS period, one.status AS said_one, other.status AS said_other
    FROM layer.tie AS one JOIN layer.tie AS other ON ${SAME} AND one.source < other.source AND ${MEET}
    WHERE one.form = 'spell' AND one.status <> other.status AND ${without("one", "other")} AND ${without("other", "one")}`;
}

// Only a source that states what it looked at can be told to hold no tie.
function presence(): Statement {
  return sql`
    INSERT INTO layer.tie_disagreement BY NAME
    WITH looked AS (
      SELECT source, layer, kind, a, min(${firstDayOf("seen_from")}) AS first, max(${lastDayOf("seen_to")}) AS last
      FROM layer.tie WHERE form = 'spell' AND seen_from IS NOT NULL AND seen_to IS NOT NULL GROUP BY ALL),
    known AS (SELECT DISTINCT source, layer, kind, b FROM layer.tie WHERE form = 'spell' AND seen_from IS NOT NULL)
    SELECT one.layer, one.kind, one.a, one.b, one.status, one.item, 'presence' AS about, one.source AS source_one, one.record AS record_one,
      concat_ws('..', one.start, one."end") AS said_one, looked.source AS source_other, 'no such tie' AS said_other,
      year(greatest(one.from_day, looked.first)) || '..' || year(least(coalesce(one.to_day, looked.last), looked.last)) AS period
    FROM layer.tie AS one JOIN looked ON looked.layer = one.layer AND looked.kind = one.kind AND looked.a = one.a AND looked.source <> one.source
    JOIN known ON known.source = looked.source AND known.layer = one.layer AND known.kind = one.kind AND known.b = one.b
    WHERE one.form = 'spell'
      AND year(least(coalesce(one.to_day, looked.last), looked.last)) > year(greatest(one.from_day, looked.first))
      AND NOT EXISTS (SELECT 1 FROM layer.tie AS other WHERE other.source = looked.source AND ${SAME} AND ${MEET})`;
}

// One part in a thousand million: what writing a number in text and back may change.
function values(): Statement {
  return sql`
    INSERT INTO layer.tie_disagreement BY NAME
    SELECT ${PAIR}, 'value' AS about, one.start AS period, one.value AS value_one, other.value AS value_other,
      one.value::VARCHAR AS said_one, other.value::VARCHAR AS said_other
    FROM layer.tie AS one JOIN layer.tie AS other ON ${SAME} AND other.start = one.start AND other.unit IS NOT DISTINCT FROM one.unit
      AND other.status IS NOT DISTINCT FROM one.status AND one.source < other.source
    WHERE one.form = 'value' AND abs(one.value - other.value) > 1e-9 * greatest(abs(one.value), abs(other.value))`;
}

function overlaps(): Statement {
  return sql`
    INSERT INTO layer.tie_disagreement BY NAME
    SELECT ${PAIR}, 'overlap' AS about, one.start || '..' || coalesce(one."end", '') AS said_one, other.start || '..' || coalesce(other."end", '') AS said_other,
      other.start AS period
    FROM layer.tie AS one JOIN layer.tie AS other ON ${SAME} AND other.status IS NOT DISTINCT FROM one.status AND other.source = one.source
      AND (one.from_day, one.file_id, one.source_row) < (other.from_day, other.file_id, other.source_row)
    WHERE one.form = 'spell' AND (${firstDayOf("coalesce(one.\"end\", one.seen_to, '9999')")}) > (${lastDayOf("coalesce(other.start, other.seen_from)")})`;
}
