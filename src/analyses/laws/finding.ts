import {didYouMean, type Finding, type FindingRow, finding, quoteList, UsageError} from "../../base/index.ts";
import {endsOf, lawFamilies, lawsOf} from "../../layers/ties/index.ts";
import {standingOf, states} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {lineageOf} from "../common/lineage.ts";
import {filesOf, tieEvidence, tieSample} from "../common/ties.ts";
import {LAW_COLUMNS} from "./columns.ts";
import type {LawsParams} from "./params.ts";

/**
 * Laws and bills of some families with their days, how far they came, the model that is named and their clauses, a row each.
 *
 * @throws UsageError "unknown-family", "unknown-state"
 */
export async function lawsFinding(store: Reader, params: LawsParams): Promise<Finding> {
  await refuseUnknownFamily(store, params);
  const found = await store.rows(
    lawsOf({families: params.families, states: params.states === null ? null : endsOf(params.states)}),
  );
  const sources = [...new Set(found.map(({source}) => String(source)))].sort();
  const files = await filesOf(store);
  return finding({
    kind: "laws",
    question: questionOf(params),
    parameters: {families: params.families, states: params.states},
    columns: LAW_COLUMNS,
    rows: found.map((row) => rowOf(row, found)),
    estimates: [],
    sample: await tieSample(store, sources, found.length),
    warnings: warningsOf(found),
    caveats: CAVEATS,
    evidence: found.map((row, at) => tieEvidence(row, at, files)),
    lineage: await lineageOf(store, sources),
  });
}

const CAVEATS = [
  "Gathered by hand: a law that is not listed may exist, and a clause that is not listed is not known to be absent.",
  "The model is the one that a source names. Who copied from whom is not estimated here, and likeness is not descent.",
];

async function refuseUnknownFamily(store: Reader, {families}: LawsParams): Promise<void> {
  if (families === null) return;
  const known = (await store.rows(lawFamilies())).map(({family}) => String(family));
  const unknown = families.find((family) => !known.includes(family));
  if (unknown === undefined) return;
  throw new UsageError("unknown-family", {
    message: `unknown family of laws "${unknown}"; one of ${quoteList(known, 20)}`,
    where: "--family",
    hint: didYouMean(unknown, known),
  });
}

const MODEL = /(?:^|; )model: ([^;]+)/;

/** "RUS 121-FZ" as the source words it; null where none is named. */
function modelOf({detail}: StoreRow): string | null {
  return typeof detail === "string" ? (MODEL.exec(detail)?.[1] ?? null) : null;
}

/** The one law among these that a model names by state and number. */
function modelRecord(model: string | null, found: readonly StoreRow[]): string | null {
  const [, state, number] = /^([A-Z]{3}) (\S+)$/.exec(model ?? "") ?? [];
  if (state === undefined || number === undefined) return null;
  const named = found.filter(
    ({state: of, detail}) => of === state && String(detail).split("; ").includes(number),
  );
  return named.length === 1 ? String(named[0]?.record) : null;
}

function rowOf(row: StoreRow, found: readonly StoreRow[]): FindingRow {
  const model = modelOf(row);
  const state = String(row.state);
  return {
    family: row.family ?? null,
    state,
    name: states().has(state) ? states().get(state).nameEn : state,
    title: row.title ?? null,
    introduced: row.introduced ?? null,
    adopted: row.adopted ?? null,
    in_force: row.in_force ?? null,
    ended: row.ended ?? null,
    status: row.status ?? null,
    standing: typeof row.status === "string" ? standingOf("law", row.status) : null,
    model,
    model_record: modelRecord(model, found),
    clauses: row.features ?? null,
    confidence: row.confidence ?? null,
    basis: row.basis ?? null,
    said_by: row.citation ?? null,
    source: row.source ?? null,
    record: row.record ?? null,
  };
}

function warningsOf(found: readonly StoreRow[]): string[] {
  const unread = found.filter(({basis}) => basis === "K").length;
  return unread === 0
    ? []
    : [`${unread} of ${found.length} laws are from general knowledge that was not yet re-read: basis K`];
}

function questionOf({families, states: asked}: LawsParams): string {
  const of = families === null ? "of every family on record" : `of the family ${families.join(", ")}`;
  const who = asked === null ? "which states" : asked.join(", ");
  return `Which laws ${of} were brought in, passed or dropped by ${who}, when, and after whose model?`;
}
