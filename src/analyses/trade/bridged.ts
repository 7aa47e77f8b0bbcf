import {type Evidence, type Finding, finding, formatRange, UsageError} from "../../base/index.ts";
import {codesBelow, parseGoods} from "../../layers/trade/index.ts";
import {BRIDGED, type BridgedEdition, hsBridge, hsEditions} from "../../reference/index.ts";
import {type Reader, type StoreRow, sql} from "../../store/index.ts";
import {lineageOf, sampleOf} from "../common/lineage.ts";
import {type SliceSpec, specParameters} from "../common/slice.ts";
import {cellsOf} from "./answer.ts";
import {ALL_GOODS, type EditionWay, waysInto, withWeights} from "./bridge-weights.ts";
import {type BridgedRow, bridgedColumns, bridgedRows} from "./bridged-rows.ts";
import type {TradeBy, TradeParams} from "./params.ts";

/** A question whose answer is in one edition. */
export interface BridgedParams extends TradeParams {
  readonly hs: BridgedEdition;
}

/**
 * Trade in the codes of one HS edition, whatever edition it was published in: what is exact by the correspondence, what is estimated with
 * its interval, and what can only be bounded. See docs/methods/hs-bridge.md.
 *
 * @throws UsageError "unknown-hs6" for a code that the edition lacks; "not-converted" for what a conversion cannot go with; "mixed-editions"
 *   where two sources give one reporter's trade of one period in two editions
 */
export async function bridgedFinding(store: Reader, params: BridgedParams): Promise<Finding> {
  const codes = askedCodes(params);
  const spec = specOf(params, codes);
  const cells = await cellsOf(store, spec);
  refuseMixed(cells);
  const asked = new Map(codes.map((code) => [code, new Set(codesBelow(params.hs, [code]))]));
  const sums = params.by.includes("product") ? [...asked.values()] : [union(asked.values())];
  const ways = await waysOf(store, cells, params.hs, sums);
  const rows = bridgedRows({cells, ways, asked, params});
  const sources = [...new Set(cells.map(({source}) => String(source)))].sort();
  return finding({
    kind: "trade",
    question: `What did ${params.reporters?.join(", ") ?? "each reporter"} trade with ${params.partners?.join(", ") ?? "the world"} in ${codes.join(", ")} of ${params.hs} in ${formatRange(params.period)}?`,
    parameters: {
      ...specParameters(spec),
      side: params.side,
      by: params.by,
      currency: params.currency,
      hs: params.hs,
    },
    columns: bridgedColumns(params),
    rows: rows.map(({row}) => row),
    estimates: estimatesOf(ways),
    sample: await sampleOf(store, {
      sources,
      reporters: params.reporters,
      used: cells.reduce((sum, {records}) => sum + Number(records), 0),
    }),
    warnings: [...warningsOf(rows, params, asked), ...(await selectedNote(store, sources))],
    caveats: CAVEATS,
    evidence: rows.map((row, at) => evidenceOf(row, at, spec, params)),
    lineage: await lineageOf(store, sources),
  });
}

const CAVEATS = [
  "Goods that the correlation table gathers from hundreds of headings (electronic waste, modules of flat panels) are followed nowhere.",
  "An interval holds how much reporters differ from each other in years that both editions share a place in; goods inside a family that grew apart after the change are not in it.",
  "Ends of sums add up the ends of their parts, which is too wide where the parts' errors are independent.",
];

function askedCodes({product, goods, side, compare, codes, hs}: BridgedParams): string[] {
  const refused =
    goods !== null
      ? `goods list "${goods}"; its lines are followed by curated antecedents already`
      : side !== "reporter"
        ? `--side ${side}; both sides must be converted before they are compared: ask each reporter`
        : compare !== null
          ? "--compare; ask both ranges and compare the intervals"
          : codes !== "all"
            ? `--codes ${codes}; a conversion follows all codes`
            : null;
  if (refused !== null) throw notConverted(refused);
  const parsed = parseGoods(product);
  if (parsed.kind === "total") throw notConverted('"TOTAL", which is the same in every edition');
  if (parsed.kind !== "codes") throw notConverted(`"${product}", which is comparable as it is`);
  codesBelow(hs, parsed.codes);
  return [...parsed.codes];
}

function notConverted(what: string): UsageError {
  return new UsageError("not-converted", {
    message: `--hs does not go with ${what}`,
    where: "--hs",
    hint: "leave --hs out, or ask for codes of 2, 4 or 6 digits with --product",
  });
}

function specOf(params: BridgedParams, codes: readonly string[]): SliceSpec {
  return {
    reporters: params.reporters,
    partners: params.partners,
    flows: params.flow === null ? ["X", "M"] : [params.flow],
    goods: `hs:${params.hs}@${codes.join(",")}`,
    range: params.period,
    source: params.source,
    basis: params.basis,
    sides: "any",
    codes: "all",
    codesYear: null,
    splitPartners: params.by.includes("partner"),
    splitGoods: true,
  };
}

async function waysOf(
  store: Reader,
  cells: readonly StoreRow[],
  into: BridgedEdition,
  sums: readonly ReadonlySet<string>[],
): Promise<EditionWay[]> {
  const asked = union(sums);
  const present = BRIDGED.filter(
    (edition) => edition !== into && cells.some(({label}) => String(label).startsWith(`${edition} `)),
  );
  return Promise.all(present.map((from) => withWeights(store, waysInto(into, from, asked), sums)));
}

function union(sets: Iterable<ReadonlySet<string>>): Set<string> {
  return new Set([...sets].flatMap((codes) => [...codes]));
}

// The choice of one source a cell is made code by code; across editions the codes differ, and two sources would both be counted.
function refuseMixed(cells: readonly StoreRow[]): void {
  const groups = Map.groupBy(cells, ({reporter, partner, flow, period}) =>
    [reporter, partner, flow, period].join(" "),
  );
  for (const [place, group] of groups) {
    const sources = new Set(group.map(({source}) => String(source)));
    const editions = new Set(group.map(({label}) => String(label).slice(0, 6)));
    if (sources.size < 2 || editions.size < 2) continue;
    throw new UsageError("mixed-editions", {
      message: `${[...sources].sort().join(" and ")} give ${place} in different editions, and their sum would count trade twice`,
      where: "--hs",
      hint: `name one with --source: ${[...sources].sort().join(", ")}`,
    });
  }
}

/** Every weight that was used, with its interval; the held-out error of its family stands in the method. */
function estimatesOf(ways: readonly EditionWay[]): Finding["estimates"] {
  return ways.flatMap(({from, into, families}) =>
    families.flatMap(({family, weights}) =>
      [...weights].flatMap(([pool, fit]) =>
        family.links.flatMap(({source, target}, e) => {
          const several = family.links.filter((link) => link.source === source).length > 1;
          if (!several || fit.usable[source] !== 1) return [];
          return [
            {
              term: `${from} ${family.sources[source]} → ${into} ${family.targets[target]}`,
              estimate: fit.weights[e] ?? null,
              std_error: null,
              statistic: null,
              p_value: null,
              conf_low: fit.low[e] ?? null,
              conf_high: fit.high[e] ?? null,
              method: `share by constrained least squares over ${fit.cells} places of ${fit.clusters} reporters (${pool === ALL_GOODS ? ALL_GOODS : `lines of ${pool}`}), jackknife by reporter`,
            },
          ];
        }),
      ),
    ),
  );
}

function warningsOf(
  rows: readonly BridgedRow[],
  {hs, period}: BridgedParams,
  asked: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const bounded = rows.filter(({row}) => Number(row.bounded_pct) > 0);
  const codes = [...asked.values()].flatMap((set) => [...set]);
  const gathered = BRIDGED.filter((from) => from !== hs)
    .map((from) => hsBridge(from, hs))
    .filter(({newer}) => newer === hs)
    .flatMap(({older, gathered: open}) =>
      codes.filter((code) => open.has(code)).map((code) => `${code} (from ${older})`),
    );
  const first =
    hsEditions()
      .find(({edition}) => edition === BRIDGED[0])
      ?.inForce.slice(0, 4) ?? "";
  return [
    ...(bounded.length > 0
      ? [
          `${bounded.length} of ${rows.length} rows hold goods that can only be bounded, because nothing in the store identifies their weights: they have no value, see low and high`,
        ]
      : []),
    ...(gathered.length > 0
      ? [
          `codes gathered from hundreds of headings, of which older trade is not known: ${[...new Set(gathered)].slice(0, 6).join(", ")}`,
        ]
      : []),
    ...(period.from.slice(0, 4) < first
      ? [`years before ${first} are of older editions and are not converted`]
      : []),
  ];
}

async function selectedNote(store: Reader, sources: readonly string[]): Promise<string[]> {
  const rows = await store.rows(
    sql`SELECT id FROM meta.source WHERE goods = 'selected' AND id IN (SELECT unnest(${[...sources]}::VARCHAR[])) ORDER BY id`,
  );
  return rows.map(
    ({id}) =>
      `${String(id)} holds chosen goods: what is summed and converted are the lines it has, not whole codes`,
  );
}

function evidenceOf({key, codes}: BridgedRow, row: number, spec: SliceSpec, params: BridgedParams): Evidence {
  const own = (dimension: TradeBy, value: string | null) => (params.by.includes(dimension) ? value : null);
  const [reporter, partner, flow] = [
    own("reporter", key.reporter),
    own("partner", key.partner),
    own("flow", key.flow),
  ];
  return {
    row,
    label: "records of all editions behind this row",
    query: "trade-records",
    parameters: {
      ...specParameters(spec),
      range: own("period", key.period) ?? formatRange(params.period),
      goods: `hs:${params.hs}@${codes.join(",")}`,
      ...(reporter === null ? {} : {reporters: [reporter]}),
      ...(partner === null ? {} : {partners: [partner]}),
      ...(flow === null ? {} : {flows: [flow]}),
      mirror: false,
    },
  };
}
