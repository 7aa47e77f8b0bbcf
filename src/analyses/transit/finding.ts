import {type Estimate, type Finding, finding, formatRange, type Period} from "../../base/index.ts";
import {goodsList} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {lineageOf, sampleOf, thirdPartyNotes} from "../common/lineage.ts";
import {rangeOf} from "../common/periods.ts";
import {columnsOf} from "./columns.ts";
import {evidenceOf} from "./evidence.ts";
import type {HubAnswer} from "./hub-answers.ts";
import {DRAWS, LEAST_CONTROLS, type Ledger} from "./ledger.ts";
import {ordinaryOf} from "./ordinary.ts";
import {type TransitParams, type TransitRequest, transitParams} from "./params.ts";
import {type Books, readBooks, resolved} from "./read.ts";
import {ARRIVES, type PlacedRow, sortedRows} from "./rows.ts";
import {type Spans, spansOf} from "./spans.ts";
import {Team} from "./team.ts";

/**
 * The ledger of false transit: what origins say they exported to hubs, beside what the hubs say arrived.
 *
 * `orphans_usd` is the plain difference at the margin; `shock_usd` is what is left of it beyond the pair's own usual gap and
 * the change of other importers, with a 95 % interval. Null is unknown and the row's `unknown` column says why.
 *
 * @throws UsageError for unknown names, a loop (a hub that is origin or target), or a store without both sides
 */
export async function transitFinding(store: Reader, request: TransitRequest): Promise<Finding> {
  const params = resolved(transitParams(request));
  const books = await readBooks(store, params);
  const spans = windowsOf(books, params);
  const ledgers = await answersOf(books, spans, params);
  const rows = sortedRows(
    ledgers.flatMap(({hubs}) => hubs.flatMap((hub) => hub.rows)),
    params,
  );
  const sources = sourcesOf(books);
  const sample = await sampleOf(store, {
    sources,
    reporters: [...books.exporters, ...books.hubs],
    used: recordsOf(books),
  });
  return finding({
    kind: "transit",
    question: questionOf(params, books),
    parameters: parametersOf(params, books, ledgers),
    columns: columnsOf(params.by),
    rows: rows.map(({row}) => row),
    estimates: [
      ...ledgers.flatMap(commonEstimates),
      ...rows.flatMap(shareEstimate),
      ...marginEstimate(ledgers),
    ],
    sample: {...sample, dropped: [...sample.dropped, ...leftOut(books)]},
    warnings: warningsOf(params, books, ledgers),
    caveats: [...CAVEATS, ...(await thirdPartyNotes(store, sources))],
    evidence: rows.flatMap(({place}, row) => {
      const own = spans.find(({window}) => window === place.window);
      return own === undefined ? [] : evidenceOf(row, place, {books, spans: own, params});
    }),
    lineage: await lineageOf(store, sources),
  });
}

/** A window's ledger with its hubs' rows. */
interface Answer extends Ledger {
  readonly hubs: readonly HubAnswer[];
}

async function answersOf(books: Books, windows: readonly Spans[], params: TransitParams): Promise<Answer[]> {
  const team = new Team(books);
  try {
    const whole = spansOf(sinceShock(books, params), params);
    const all = await team.importers(whole);
    const ordinary = ordinaryOf(all, params);
    const answers: Answer[] = [];
    for (const spans of windows) {
      const isWhole = rangeOf(spans.window) === rangeOf(whole.window);
      const ledger = {...ordinary, spans, importers: isWhole ? all : await team.importers(spans)};
      answers.push({...ledger, hubs: await team.hubs(ledger, params)});
    }
    return answers;
  } finally {
    await team.close();
  }
}

/** Windows of the rows: each period by itself, or the asked ones from the shock on (all of them, where none is). */
function windowsOf(books: Books, params: TransitParams): Spans[] {
  if (params.by === "period") return books.window.map((at) => spansOf([at], params));
  return [spansOf(sinceShock(books, params), params)];
}

function sinceShock({window}: Books, {shock}: TransitParams): readonly Period[] {
  const after = window.filter((at) => at >= shock.slice(0, at.length));
  return after.length > 0 ? after : window;
}

function questionOf({origins, goods}: TransitParams, {hubs, window}: Books): string {
  const what = goods === "TOTAL" ? "exports" : `exports of ${goods}`;
  const where = hubs.length <= 4 ? hubs.join(", ") : `${hubs.length} importers`;
  return `How much of the ${what} from ${origins.join(", ")} to ${where} never arrived on paper in ${rangeOf(window)}?`;
}

function parametersOf(
  params: TransitParams,
  {window, goods}: Books,
  ledgers: readonly Answer[],
): Finding["parameters"] {
  const {period, baseline, ...rest} = params;
  const [first] = ledgers;
  return {
    ...rest,
    goods_version: goods.kind === "list" ? goodsList(params.goods).version : null,
    window: rangeOf(window),
    window_given: period !== null && formatRange(period),
    baseline: [...new Set(ledgers.flatMap(({spans}) => [...spans.baseline.values()].map(rangeOf)))],
    baseline_given: baseline !== null && formatRange(baseline),
    margin_used: first?.marginUsed ?? null,
    margin_of:
      params.margin !== null
        ? "given"
        : first?.margin.log === null
          ? "none: too few pairs"
          : "median of pairs",
    draws: DRAWS,
    least_controls: LEAST_CONTROLS,
    arrives: ARRIVES,
  };
}

const NOT_TESTED = {statistic: null, p_value: null} as const;

function marginEstimate([first]: readonly Answer[]): Estimate[] {
  if (first === undefined || first.margin.log === null) return [];
  const {log, spread, pairs} = first.margin;
  return [
    {
      ...NOT_TESTED,
      term: "ln(importer ÷ exporter), usual",
      estimate: log,
      std_error: null,
      conf_low: null,
      conf_high: null,
      method: `median of ${pairs} pairs' baseline years, robust spread ${spread?.toFixed(3)}; no gravity covariates in the store`,
    },
  ];
}

function commonEstimates({hubs, spans}: Answer): Estimate[] {
  return hubs.flatMap(({hub, common}) =>
    common === null
      ? []
      : [
          {
            ...NOT_TESTED,
            term: `change of ln(exporter ÷ importer) that controls of ${hub} share, ${rangeOf(spans.window)}`,
            estimate: common.change,
            std_error: null,
            conf_low: null,
            conf_high: null,
            method: `mean over ${common.kept.length} importers${common.aside.length > 0 ? `; unlike the others and set aside: ${common.aside.join(", ")}` : ""}`,
          },
        ],
  );
}

function shareEstimate({place, figures: {vanished}}: PlacedRow): Estimate[] {
  if (vanished === null) return [];
  const named = [place.hub, place.product, place.origin, rangeOf(place.window)].filter(
    (part) => part !== null,
  );
  return [
    {
      ...NOT_TESTED,
      term: `false transit share, ${named.join(" ")}`,
      estimate: vanished.share,
      std_error: vanished.error,
      conf_low: vanished.interval?.low ?? null,
      conf_high: vanished.interval?.high ?? null,
      method: `change of the gap on the usual one; bootstrap of the baseline years' residuals over pairs and products, ${DRAWS} draws`,
    },
  ];
}

function sourcesOf({products, together, consigned, total}: Books): string[] {
  const used = [
    products.sent,
    products.got,
    together.sent,
    together.got,
    ...(consigned.records > 0 ? [consigned] : []),
    total,
  ];
  return [...new Set(used.flatMap(({sources}) => sources))].sort();
}

// The goods together repeat the hubs' products.
function recordsOf({together}: Books): number {
  return together.sent.records + together.got.records;
}

function leftOut({products, together, broken}: Books): Finding["sample"]["dropped"] {
  const negative =
    products.sent.negative + products.got.negative + together.sent.negative + together.got.negative;
  return [
    ...(negative > 0 ? [{reason: "a sum below zero is no amount of trade", rows: negative}] : []),
    ...[...broken].map(([label, reason]) => ({reason: `product ${label} left out: ${reason}`, rows: 0})),
  ];
}

function warningsOf(params: TransitParams, {hubs, products}: Books, ledgers: readonly Answer[]): string[] {
  const [first] = ledgers;
  const silent = hubs.filter((hub) => !products.got.partners.has(hub));
  const told: readonly (readonly [boolean, string])[] = [
    [
      first !== undefined && params.margin === null && first.margin.log === null,
      "too few ordinary pairs tell a margin: none is taken off imports, so that orphans are the least they can be",
    ],
    [
      first?.margin.log !== null && first !== undefined && first.margin.log < 0 && params.margin === null,
      "importers usually record less than exporters here: no freight can be seen in that, and no margin is taken off",
    ],
    [
      ledgers.some((ledger) => ledger.hubs.some(({common}) => common === null)),
      `fewer than ${LEAST_CONTROLS} other importers are known by both sides: the shock's part is a change on earlier years, not a difference-in-differences; name controls with --controls`,
    ],
    [
      silent.length > 0,
      `no loaded source has imports of these goods by ${silent.join(", ")}: their arrival is unknown, not zero`,
    ],
  ];
  return told.flatMap(([holds, text]) => (holds ? [text] : []));
}

const CAVEATS = [
  "A gap is a difference of two records, not a proof: goods in transit, re-routed invoices, free zones and a union without customs between its members make gaps too. What is shown are candidates for a closer look.",
  "Both sides are in US dollars, each month or year at its own average rate; publishers that convert otherwise differ by a few per cent.",
  "The interval is about recording: noise of the years before the shock is drawn anew. It does not cover a lasting change of an office's practice, which looks like the shock.",
];
