import {
  type Evidence,
  type Finding,
  finding,
  formatRange,
  periodsIn,
  UsageError,
  yearOf,
} from "../../base/index.ts";
import {
  changedCodes,
  expandBlocs,
  parseGoods,
  refuseNested,
  refuseOverlap,
} from "../../layers/trade/index.ts";
import {goodsList} from "../../reference/index.ts";
import {type Reader, type StoreRow, sql} from "../../store/index.ts";
import {lineageOf, sampleOf} from "../common/lineage.ts";
import {type SliceSpec, specParameters} from "../common/slice.ts";
import {cellsOf, mirrorCells, withYearBefore} from "./answer.ts";
import {bridgedFinding} from "./bridged.ts";
import type {TradeBy, TradeParams} from "./params.ts";
import {type TradeAnswer, type TradeCells, tradeAnswer} from "./rows.ts";

/**
 * Trade as reported: any slice of the layer, either side or both.
 *
 * One row a combination of `by`. Each cell comes from one source; sums never mix sources for one reporter and period.
 * `change_pct` compares with `compare`, or, by period, with the same period a year before.
 *
 * @throws UsageError for unknown names, ranges of different lengths, states or codes that a sum would count twice, or
 *   `reconciled` without a source that reconciles
 */
export async function tradeFinding(store: Reader, params: TradeParams): Promise<Finding> {
  await checkParams(store, params);
  if (params.hs !== null) return bridgedFinding(store, {...params, hs: params.hs});
  const by: readonly TradeBy[] =
    params.flow === null && !params.by.includes("flow") ? [...params.by, "flow"] : params.by;
  const spec = specOfParams(params, by);
  const cells = await allCells(store, spec, params, by);
  const answer = tradeAnswer(cells, params, by);
  const used = [...cells.own, ...cells.mirror, ...cells.before];
  const sources = [...new Set(used.map(({source}) => String(source)))];
  return finding({
    kind: "trade",
    question: questionOf(params),
    parameters: {
      ...specParameters(spec),
      side: params.side,
      by,
      currency: params.currency,
      compare: params.compare && formatRange(params.compare),
    },
    columns: answer.columns,
    rows: answer.rows,
    estimates: [],
    sample: await sampleOf(store, {
      sources,
      reporters: params.reporters,
      used: recordsIn(used.filter(({period: at}) => isAsked(String(at), params))),
    }),
    warnings: [...answer.warnings, ...changedIn(params)],
    caveats: CAVEATS,
    evidence: evidenceOf(answer, spec, params),
    lineage: await lineageOf(store, sources),
  });
}

const CAVEATS = [
  "Exports are valued fob and imports cif unless the source says otherwise; a gap of some per cent between the sides is ordinary.",
  "A missing value means that no loaded source reports the trade; it does not mean that there was none.",
];

function changedIn({product, goods, period: range, compare}: TradeParams): string[] {
  if (goods !== null) return [];
  const years = {from: yearOf(compare?.from ?? range.from), to: yearOf(range.to)};
  return changedCodes(parseGoods(product), years);
}

async function checkParams(store: Reader, params: TradeParams): Promise<void> {
  const {period, compare, side} = params;
  refuseDoubleCounts(params);
  if (compare !== null && periodsIn(compare).length !== periodsIn(period).length) {
    throw new UsageError("ranges-differ", {
      message: `${formatRange(period)} and ${formatRange(compare)} are of different lengths`,
      where: "--compare",
      hint: "compare ranges of as many years or months",
    });
  }
  if (side !== "reconciled") return;
  const row = await store.one(sql`SELECT count(*) AS sources FROM meta.source WHERE sides = 'reconciled'`);
  if (Number(row.sources) > 0) return;
  throw new UsageError("no-reconciled-source", {
    message: "no loaded source merges the two sides",
    where: "--side reconciled",
    hint: "load BACI with build --data, or use --side both to see each side by itself",
  });
}

function refuseDoubleCounts({by, reporters, partners, goods, product}: TradeParams): void {
  if (!by.includes("reporter") && reporters !== null) refuseOverlap(reporters, "--reporter");
  if (!by.includes("partner") && partners !== null) refuseOverlap(partners, "--partner");
  if (!by.includes("product") && goods === null) refuseNested(parseGoods(product), "--product");
}

function specOfParams(params: TradeParams, by: readonly TradeBy[]): SliceSpec {
  const {period: range, reporters, goods} = params;
  const span = {
    first: Number(range.from.slice(0, 4)) * 100 + 1,
    last: Number(range.to.slice(0, 4)) * 100 + 12,
  };
  return {
    reporters: reporters !== null && by.includes("reporter") ? expandBlocs(reporters, span) : reporters,
    partners: params.partners,
    flows: params.flow === null ? ["X", "M"] : [params.flow],
    goods: goods === null ? params.product : `list:${goods}@${goodsList(goods).version}/all`,
    range,
    source: params.source,
    basis: params.basis,
    sides: params.side === "reconciled" ? "reconciled" : "any",
    codes: params.codes,
    // Judged by the later range for both, so that the two sums of a comparison hold the same goods.
    codesYear: Number(range.from.slice(0, 4)),
    splitPartners: by.includes("partner"),
    splitGoods: by.includes("product"),
  };
}

async function allCells(
  store: Reader,
  spec: SliceSpec,
  params: TradeParams,
  by: readonly TradeBy[],
): Promise<TradeCells> {
  const {side, compare} = params;
  const wantsYearBefore = compare === null && by.includes("period") && side !== "both";
  const own =
    side === "partner"
      ? []
      : await cellsOf(store, wantsYearBefore ? {...spec, range: withYearBefore(spec.range)} : spec);
  const mirror =
    side === "both" || side === "partner" ? await mirrorCells(store, spec, by.includes("reporter")) : [];
  const before = compare === null ? [] : await cellsOf(store, {...spec, range: compare});
  return {own, mirror, before};
}

// Cells read on the way to a year before belong to the answer only where that year is asked for or compared with.
function isAsked(at: string, {period: {from, to}, compare}: TradeParams): boolean {
  return (at >= from && at <= to) || (compare !== null && at >= compare.from && at <= compare.to);
}

function recordsIn(cells: readonly StoreRow[]): number {
  return cells.reduce((sum, cell) => sum + Number(cell.records), 0);
}

function questionOf({reporters, partners, flow, product, goods, period}: TradeParams): string {
  const who = reporters?.join(", ") ?? "each reporter";
  const verb =
    flow === "M" ? "import from" : flow === "X" ? "export to" : flow === "RX" ? "re-export to" : "trade with";
  const what =
    goods === null ? (product === "TOTAL" ? "in all goods" : `of ${product}`) : `of the goods list ${goods}`;
  return `What did ${who} ${verb} ${partners?.join(", ") ?? "the world"} ${what} in ${formatRange(period)}?`;
}

function evidenceOf({keys}: TradeAnswer, spec: SliceSpec, params: TradeParams): Evidence[] {
  return keys.map((key, row) => {
    const {flow} = key;
    const range = key.period === null ? formatRange(params.period) : key.period;
    const narrowed = {
      ...specParameters(spec),
      range,
      ...(key.reporter === null ? {} : {reporters: [key.reporter]}),
      ...(key.partner === null ? {} : {partners: [key.partner]}),
      ...(flow === null || flow === "X+M" ? {} : {flows: [flow]}),
      ...(key.product === null
        ? {}
        : {goods: spec.goods.startsWith("list:") ? `${spec.goods}/${key.product}` : key.product}),
      mirror: params.side === "both" || params.side === "partner",
    };
    return {row, label: "records in this sum", query: "trade-records", parameters: narrowed};
  });
}
