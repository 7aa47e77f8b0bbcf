import {
  type Day,
  day,
  didYouMean,
  type Finding,
  type FindingColumn,
  type FindingRow,
  finding,
  UsageError,
} from "../../base/index.ts";
import {endsOf, slicedTies} from "../../layers/ties/index.ts";
import {membersOf, poles, responseRules} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {lineageOf} from "../common/lineage.ts";
import {filesOf, tieEvidence, tieSample} from "../common/ties.ts";
import {type Act, type Acts, actsOf} from "./acts.ts";
import type {ResponseParams} from "./params.ts";
import {classify, TYPES} from "./typology.ts";

/** The bloc of the states that the study is about. */
const STUDY = "post-soviet";

/**
 * What states did after a shock: one state's dated acts, or every state of the study with its type.
 *
 * Acts are begins and ends of ties, read by the rules of reference/response/rules.csv. `direction` is relative to one pole.
 *
 * @throws UsageError "unknown-state", "unknown-pole"
 */
export async function responseFinding(store: Reader, params: ResponseParams): Promise<Finding> {
  refuseUnknownPole(params.pole);
  const states = params.state === null ? studied(params) : endsOf([params.state]);
  const found = await store.rows(
    slicedTies({
      layers: null,
      kinds: [...new Set(responseRules().map(({kind}) => kind))],
      states,
      partners: null,
      source: null,
      from: params.shock,
      to: "9999-12-31",
    }),
  );
  const acts = actsOf(
    found.filter(({a}) => states.includes(String(a))),
    params,
  );
  return sealed(store, params, states, acts);
}

function studied({pole, shock}: Pick<ResponseParams, "pole" | "shock">): string[] {
  const own = poles().find(({id}) => id === pole)?.member;
  return membersOf(STUDY, day(shock)).filter((iso3) => iso3 !== own);
}

async function sealed(
  store: Reader,
  params: ResponseParams,
  states: readonly string[],
  acts: Acts,
): Promise<Finding> {
  const sources = [...new Set(acts.after.map(({row}) => String(row.source)))].sort();
  const files = await filesOf(store);
  const isOne = params.state !== null;
  return finding({
    kind: "response",
    question: isOne
      ? `What did ${states.join(", ")} do after ${params.shock}, toward ${params.pole} or away from it?`
      : `How did the states of the study answer after ${params.shock}: toward ${params.pole} or away from it?`,
    parameters: {state: params.state, pole: params.pole, shock: params.shock},
    columns: isOne ? ACT_COLUMNS : TYPE_COLUMNS,
    rows: isOne ? acts.after.map(actRow) : typeRows(states, acts.after),
    estimates: [],
    sample: await tieSample(store, sources, acts.after.length),
    warnings: warningsOf(params, acts),
    caveats: [
      "The record is of what was found, by hand, in named sources: an act that is not in it may have been done.",
      "Counts of acts are not weighed: an agreement counts as much as a base.",
    ],
    evidence: isOne
      ? acts.after.map(({row}, at) => tieEvidence(row, at, files))
      : orderedStates(states, acts.after).flatMap((state, at) =>
          acts.after.filter((act) => act.state === state).map(({row}) => tieEvidence(row, at, files)),
        ),
    lineage: await lineageOf(store, sources),
  });
}

function warningsOf({shock}: {readonly shock: Day}, {undecided}: Acts): string[] {
  const named = undecided.map(
    ({state, act, partner, item, date}) => `${state} ${act} ${partner ?? item ?? ""} (${date})`,
  );
  return [
    ...(undecided.length === 0
      ? []
      : [
          `left out, because their dates do not tell whether they came before or after ${shock}: ${named.join("; ")}`,
        ]),
  ];
}

const ACT_COLUMNS: readonly FindingColumn[] = [
  {name: "date", unit: "date", meaning: "as precise as its source has it"},
  {name: "state", unit: "text", meaning: "who acted, or in whose territory it happened"},
  {name: "act", unit: "text", meaning: "what happened, in the words of reference/response/rules.csv"},
  {name: "partner", unit: "text", meaning: "with whom; missing where the act is about the state alone"},
  {name: "item", unit: "text", meaning: "which base, agreement, case or family of laws"},
  {
    name: "direction",
    unit: "text",
    meaning: "toward the pole or away from it; missing where the act is not with it",
  },
  {name: "layer", unit: "text", meaning: "which side of the states' relations"},
  {name: "kind", unit: "text", meaning: "kind of tie"},
  {name: "status", unit: "text", meaning: "standing that began or ended; of a law how far it came"},
  {name: "confidence", unit: "text", meaning: "high, medium or low"},
  {name: "basis", unit: "text", meaning: "L looked up, C computed, K general knowledge not yet re-read"},
  {name: "said_by", unit: "text", meaning: "where it can be read"},
  {name: "source", unit: "text", meaning: "table of facts or data set"},
  {name: "record", unit: "text", meaning: "the row's own key there"},
];

function actRow(act: Act): FindingRow {
  const {row} = act;
  return {
    date: act.date,
    state: act.state,
    act: act.act,
    partner: act.partner,
    item: act.item,
    direction: act.direction,
    layer: act.layer,
    kind: act.kind,
    status: act.status,
    confidence: row.confidence ?? null,
    basis: row.basis ?? null,
    said_by: row.citation ?? null,
    source: row.source ?? null,
    record: row.record ?? null,
  };
}

const TYPE_COLUMNS: readonly FindingColumn[] = [
  {name: "state", unit: "text", meaning: "a state of the study"},
  {name: "type", unit: "text", meaning: "by the rules of docs/methods/response.md"},
  {name: "away", unit: "count", meaning: "acts away from the pole"},
  {name: "toward", unit: "count", meaning: "acts toward the pole"},
  {name: "other", unit: "count", meaning: "acts that are not with the pole, or have no direction"},
  {name: "first_away", unit: "text", meaning: "the first act away from the pole; missing without one"},
  {name: "first_toward", unit: "text", meaning: "the first act toward the pole; missing without one"},
];

function orderedStates(states: readonly string[], acts: readonly Act[]): string[] {
  const typeOf = (state: string) => TYPES.indexOf(classify(acts.filter((act) => act.state === state)).type);
  return states.toSorted((a, b) => typeOf(a) - typeOf(b) || (a < b ? -1 : 1));
}

function typeRows(states: readonly string[], acts: readonly Act[]): FindingRow[] {
  return orderedStates(states, acts).map((state) => {
    const own = acts.filter((act) => act.state === state);
    const {type, away, toward, neither} = classify(own);
    return {
      state,
      type,
      away,
      toward,
      other: neither,
      first_away: firstOf(own, "away"),
      first_toward: firstOf(own, "toward"),
    };
  });
}

function firstOf(acts: readonly Act[], direction: "away" | "toward"): string | null {
  const first = acts.find((act) => act.direction === direction);
  return first === undefined ? null : `${first.date} ${first.act} ${first.partner ?? ""}`.trim();
}

function refuseUnknownPole(pole: string): void {
  const ids = poles().map(({id}) => id);
  if (ids.includes(pole)) return;
  throw new UsageError("unknown-pole", {
    message: `unknown pole ${JSON.stringify(pole)}`,
    where: "--pole",
    hint: didYouMean(pole, ids),
  });
}
