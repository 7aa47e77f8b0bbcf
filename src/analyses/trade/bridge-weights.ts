import {NumericalError, type PeriodRange, period} from "../../base/index.ts";
import {editionLabel, linksInto, type TradeSlice, tradeCells} from "../../layers/trade/index.ts";
import {
  type BridgeCell,
  type Family,
  familiesOf,
  LEAST_CLUSTERS,
  type TestedWeights,
  testedWeights,
} from "../../methods/index.ts";
import {type BridgedEdition, hsBridge, hsEditions} from "../../reference/index.ts";
import {type Reader, type StoreRow, sql} from "../../store/index.ts";

/** One way between two editions, for the codes asked for: families with what is known about their weights. */
export interface EditionWay {
  readonly from: BridgedEdition;
  readonly into: BridgedEdition;
  readonly families: readonly FamilyWay[];
}

/** A family on that way. */
export interface FamilyWay {
  readonly family: Family;
  /** Positions of sources of which a part went where no link leads. */
  readonly leaking: ReadonlySet<number>;
  /** Weights by the sources they come from: of all goods, or of one source of chosen goods, for its own trade only. */
  readonly weights: ReadonlyMap<string, TestedWeights>;
}

/** Key of weights that rest on sources of all goods. */
export const ALL_GOODS = "all goods";

/** Families that lead from one edition to asked codes of another, without weights yet. */
export function waysInto(into: BridgedEdition, from: BridgedEdition, asked: ReadonlySet<string>): EditionWay {
  const {older, leaking, gathered} = hsBridge(from, into);
  const leaks = from === older ? leaking : gathered;
  const families = familiesOf(linksInto(from, into)).filter(({targets}) =>
    targets.some((code) => asked.has(code)),
  );
  return {
    from,
    into,
    families: families.map((family) => ({
      family,
      leaking: new Set([...family.sources.keys()].filter((at) => leaks.has(family.sources[at] ?? ""))),
      weights: new Map(),
    })),
  };
}

/** True where some source of the family stands under codes of one row and under others, so that weights decide. */
function needsWeights({family}: FamilyWay, rows: readonly ReadonlySet<string>[]): boolean {
  return family.sources.some((_, source) => {
    const targets = family.links.filter((link) => link.source === source);
    return rows.some((codes) => {
      const inside = targets.filter(({target}) => codes.has(family.targets[target] ?? ""));
      return inside.length > 0 && inside.length < targets.length;
    });
  });
}

/**
 * The way with weights estimated from the store: each place (source, reporter, partner, flow) that shows the family in both editions, in
 * the year before the newer edition's first, that year and the next. Growth of a place's family is absorbed, that of a code inside it is not.
 *
 * @param rows codes that are summed in one row of the answer, for each kind of row: what lies wholly inside needs no weights
 */
export async function withWeights(
  store: Reader,
  way: EditionWay,
  rows: readonly ReadonlySet<string>[],
): Promise<EditionWay> {
  if (!way.families.some((one) => needsWeights(one, rows))) return way;
  const sources = await store.rows(sql`SELECT id, goods FROM meta.source WHERE sides = 'mirror' ORDER BY id`);
  const families: FamilyWay[] = [];
  for (const one of way.families) {
    families.push(
      needsWeights(one, rows) ? {...one, weights: await weightsOf(store, way, one, sources)} : one,
    );
  }
  return {...way, families};
}

async function weightsOf(
  store: Reader,
  way: EditionWay,
  {family}: FamilyWay,
  sources: readonly StoreRow[],
): Promise<Map<string, TestedWeights>> {
  const pools = new Map<string, BridgeCell[]>();
  for (const {id, goods} of sources) {
    const {both, all} = await heldCodes(store, String(id), way, family);
    if (!both || !(goods === "all" || all)) continue;
    const pool = goods === "all" ? ALL_GOODS : String(id);
    const cells = await familyCells(store, String(id), way, family);
    pools.set(pool, [...(pools.get(pool) ?? []), ...cells]);
  }
  const found = new Map<string, TestedWeights>();
  for (const [pool, cells] of pools) {
    const reporters = new Set(cells.map(({cluster}) => cluster));
    const weights = reporters.size < LEAST_CLUSTERS ? null : certified(family, cells);
    if (weights !== null) found.set(pool, weights);
  }
  return found;
}

// Weights that rounding keeps from being proved are none: the family stays bounded.
function certified(family: Family, cells: readonly BridgeCell[]): TestedWeights | null {
  try {
    return testedWeights(family, cells);
  } catch (cause) {
    if (cause instanceof NumericalError && cause.code === "not-certified") return null;
    throw cause;
  }
}

/** Whether a source has codes of the family in both editions, and whether it has all of them. */
async function heldCodes(
  store: Reader,
  source: string,
  {from, into}: EditionWay,
  {sources, targets}: Family,
): Promise<{both: boolean; all: boolean}> {
  const labels = (edition: string, codes: readonly string[]) =>
    codes.map((code) => editionLabel(edition, code));
  const row = await store.one(sql`
    SELECT count(DISTINCT label) FILTER (label IN (SELECT unnest(${labels(from, sources)}::VARCHAR[]))) AS before,
      count(DISTINCT label) FILTER (label IN (SELECT unnest(${labels(into, targets)}::VARCHAR[]))) AS after
    FROM (SELECT hs_edition || ' ' || left(product, 6) AS label FROM meta.product WHERE source = ${source} AND digits >= 6)`);
  const [before, after] = [Number(row.before), Number(row.after)];
  return {both: before > 0 && after > 0, all: before === sources.length && after === targets.length};
}

/** Places of a source that show a family in the years around the change: sums of each code in the edition that it belongs to. */
export async function familyCells(
  store: Reader,
  source: string,
  {from, into}: Pick<EditionWay, "from" | "into">,
  family: Family,
): Promise<BridgeCell[]> {
  const codes = [
    ...family.sources.map((code) => ({label: editionLabel(from, code), code, edition: from})),
    ...family.targets.map((code) => ({label: editionLabel(into, code), code, edition: into})),
  ];
  const rows = await store.rows(
    tradeCells({...slice(from, into), source, within: [source], goods: {kind: "editions", text: "", codes}}),
  );
  const places = Map.groupBy(rows, ({reporter, partner, flow}) => `${reporter} ${partner} ${flow}`);
  return [...places.values()].map((cells) => ({
    cluster: String(cells[0]?.reporter),
    before: amountsBy(cells, family.sources, from),
    after: amountsBy(cells, family.targets, into),
  }));
}

/** Sums of cells by code of an edition; a code without a cell is a measured zero among goods that are published as a whole. */
export function amountsBy(
  cells: readonly StoreRow[],
  codes: readonly string[],
  edition: string,
): Float64Array {
  const at = new Map(codes.map((code, place) => [editionLabel(edition, code), place]));
  const amounts = new Float64Array(codes.length);
  for (const {label, value_usd} of cells) {
    const place = at.get(String(label));
    if (place !== undefined) amounts[place] = (amounts[place] ?? Number.NaN) + Number(value_usd);
  }
  return amounts;
}

function slice(one: BridgedEdition, other: BridgedEdition): Omit<TradeSlice, "goods" | "source"> {
  return {
    reporters: null,
    partners: null,
    flows: ["X", "M"],
    range: yearsAround(one, other),
    basis: "origin",
    sides: "mirror",
    codes: "all",
    codesYear: null,
    splitGoods: true,
    splitPartners: true,
    usdOnly: true,
  };
}

/** The year before the newer edition's first, that year, and the next, when offices that are late take it over. */
export function yearsAround(one: BridgedEdition, other: BridgedEdition): PeriodRange {
  const {newer} = hsBridge(one, other);
  const first = Number(
    hsEditions()
      .find(({edition}) => edition === newer)
      ?.inForce.slice(0, 4),
  );
  return {from: period(String(first - 1)), to: period(String(first + 1)), frequency: "A"};
}
