import {
  type Multiplex,
  multiplex,
  type Node,
  type Stratum,
  type TieInput,
  UNBOUNDED,
} from "../../network/index.ts";
import {isOrganisation, type TieMeasure, tieKinds} from "../../reference/index.ts";
import {type Reader, type Statement, type StoreRow, sql} from "../../store/index.ts";

/** What of the ties becomes a network: measures say which rows are ties at all, days when they can have held. */
export interface NetworkSlice {
  readonly measures: readonly TieMeasure[];
  /** First and last day, YYYY-MM-DD. */
  readonly from: string;
  readonly to: string;
}

/** A network read from the store, and what it was read from. */
export interface ReadNetwork {
  readonly network: Multiplex;
  readonly sources: readonly string[];
  readonly rows: number;
}

/**
 * The ties of measures as a multiplex: a stratum a measure. A spell or an event is a tie in the standings that its measure names, while none
 * that pauses it lasts; a value is one above zero.
 */
export async function readNetwork(store: Reader, slice: NetworkSlice): Promise<ReadNetwork> {
  const read = await Promise.all(
    slice.measures.map(async (measure) => ({measure, rows: await store.rows(networkTies(measure, slice))})),
  );
  const rows = read.flatMap((one) => one.rows);
  const ids = [...new Set(rows.flatMap(({a, b}) => [String(a), String(b)]))].sort();
  const network = multiplex({
    nodes: ids.map(nodeOf),
    strata: read.map(({measure}) => stratumOf(measure)),
    ties: read.flatMap((one) => one.rows.flatMap((row) => tieOf(one.measure, row, one.rows))),
  });
  return {network, sources: [...new Set(rows.map(({source}) => String(source)))].sort(), rows: rows.length};
}

/** Id of a measure as a stratum: `people/migrants`. */
export function stratumId({layer, measure}: TieMeasure): string {
  return `${layer}/${measure}`;
}

function nodeOf(id: string): Node {
  return {id, kind: isOrganisation(id) ? "organisation" : "state"};
}

function stratumOf(measure: TieMeasure): Stratum {
  const kinds = tieKinds().filter(({layer, kind}) => layer === measure.layer && measure.kinds.includes(kind));
  return {
    id: stratumId(measure),
    layer: measure.layer,
    directed: kinds.every(({directed}) => directed),
    form: kinds.find(({form}) => form !== "spell")?.form ?? "spell",
  };
}

function tieOf(measure: TieMeasure, row: StoreRow, all: readonly StoreRow[]): TieInput[] {
  const {a, b, value, status} = row;
  if (measure.statuses !== null && !measure.statuses.includes(String(status))) return [];
  const tie = {
    stratum: stratumId(measure),
    a: String(a),
    b: String(b),
    ...daysOf(row),
    value: typeof value === "number" ? value : null,
  };
  const pauses =
    measure.pausedBy.length === 0
      ? []
      : all.filter((one) => one.a === a && one.b === b && measure.pausedBy.includes(String(one.status)));
  return pauses.reduce<TieInput[]>(
    (parts, pause) => parts.flatMap((part) => without(part, daysOf(pause))),
    [tie],
  );
}

interface Days {
  readonly first: number | null;
  readonly last: number | null;
}

function daysOf({first_day: first, last_day: last}: StoreRow): Days {
  return {first: typeof first === "number" ? first : null, last: typeof last === "number" ? last : null};
}

/** A tie less the days of a pause: nothing, one part, or two. */
function without(tie: TieInput, pause: Days): TieInput[] {
  const [first, last] = [pause.first ?? -UNBOUNDED, pause.last ?? UNBOUNDED];
  const [begin, end] = [tie.first ?? -UNBOUNDED, tie.last ?? UNBOUNDED];
  if (last < begin || first > end) return [tie];
  return [
    ...(begin < first ? [{...tie, last: first - 1}] : []),
    ...(end > last ? [{...tie, first: last + 1}] : []),
  ];
}

/** Ties of two ends that a measure reads: `a`, `b`, `value`, `status`, `first_day`, `last_day` as days since 1970, `source`. */
export function networkTies(
  {layer, kinds, source, item}: TieMeasure,
  {from, to}: Pick<NetworkSlice, "from" | "to">,
): Statement {
  return sql`
    SELECT a, b, value, status, source, datediff('day', DATE '1970-01-01', from_day) AS first_day,
      datediff('day', DATE '1970-01-01', to_day) AS last_day
    FROM layer.tie
    WHERE layer = ${layer} AND kind IN (SELECT unnest(${[...kinds]}::VARCHAR[])) AND (${source}::VARCHAR IS NULL OR source = ${source})
      AND (${item}::VARCHAR IS NULL OR item = ${item}) AND b IS NOT NULL
      AND (from_day IS NULL OR from_day <= ${to}::DATE) AND (to_day IS NULL OR to_day >= ${from}::DATE)
    ORDER BY a, b, from_day, source, record`;
}
