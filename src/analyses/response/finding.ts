import {
  type Day,
  day,
  didYouMean,
  type Finding,
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
import {ACT_COLUMNS, TYPE_COLUMNS} from "./columns.ts";
import type {ResponseParams} from "./params.ts";
import {
  casesOf,
  SANCTION,
  sanctionCells,
  sanctionsKnownTo,
  sanctionWarnings,
  undatedSanctions,
} from "./sanctions.ts";
import {classify, TYPES} from "./typology.ts";
import {classifyVotes, type VoteRecord, voteEvidence, voteRecord} from "./votes.ts";

/** The bloc of the states that the study is about. */
const STUDY = "post-soviet";

/**
 * What states did after a shock: one state's dated acts, or every state of the study with its type.
 *
 * Acts are begins and ends of ties, read by the rules of reference/response/rules.csv, and votes on the roll calls beside them.
 * `direction` is relative to one pole. A vote before the shock stands first in a record, without a direction.
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
  const acts = actsOf(casesOf(found.filter(({a}) => states.includes(String(a)))), params);
  const votes = await voteRecord(store, {states, ...params});
  return sealed(store, params, {states, acts, votes, knownTo: await sanctionsKnownTo(store)});
}

interface Read {
  readonly states: readonly string[];
  readonly acts: Acts;
  readonly votes: VoteRecord;
  /** The last year of the list of sanctions, or null without one. */
  readonly knownTo: number | null;
}

function studied({pole, shock}: Pick<ResponseParams, "pole" | "shock">): string[] {
  const own = poles().find(({id}) => id === pole)?.member;
  return membersOf(STUDY, day(shock)).filter((iso3) => iso3 !== own);
}

async function sealed(store: Reader, params: ResponseParams, read: Read): Promise<Finding> {
  const {states, acts, votes} = read;
  const isOne = params.state !== null;
  const used = [...acts.after, ...undatedSanctions(acts), ...votes.before, ...votes.after];
  const sources = [...new Set(used.map(({row}) => String(row.source)))].sort();
  const shown = isOne ? recordOf(read) : [];
  const groups = isOne ? shown.map((act) => [act]) : orderedStates(read).map((state) => ofState(used, state));
  const files = await filesOf(store);
  return finding({
    kind: "response",
    question: isOne
      ? `What did ${states.join(", ")} do after ${params.shock}, toward ${params.pole} or away from it?`
      : `How did the states of the study answer after ${params.shock}: toward ${params.pole} or away from it?`,
    parameters: {state: params.state, pole: params.pole, shock: params.shock},
    columns: isOne ? ACT_COLUMNS : TYPE_COLUMNS,
    rows: isOne ? shown.map(actRow) : typeRows(read, params),
    estimates: [],
    sample: await tieSample(store, sources, used.length),
    warnings: [
      ...warningsOf(params, acts),
      ...voteWarnings(votes),
      ...sanctionWarnings(read.knownTo, params.shock),
    ],
    caveats: [
      "The record is of what was found, by hand, in named sources: an act that is not in it may have been done.",
      "Counts of acts are not weighed: an agreement counts as much as a base.",
      "A vote not cast stands by itself: absence on these votes is not random, and is never read as an abstention.",
    ],
    evidence: groups.flatMap((group, at) =>
      group.map((act) => (act.layer === "votes" ? voteEvidence(act, at) : tieEvidence(act.row, at, files))),
    ),
    lineage: await lineageOf(store, sources),
  });
}

/** Votes before the shock, told as such, then everything after it by date. */
function recordOf({acts, votes}: Read): Act[] {
  const before = votes.before.map((act) => ({...act, act: `had ${act.act}`, direction: null}));
  const after = [...acts.after, ...undatedSanctions(acts), ...votes.after].toSorted((a, b) =>
    a.date < b.date ? -1 : a.date > b.date ? 1 : 0,
  );
  return [...before, ...after];
}

function ofState<One extends Act>(acts: readonly One[], state: string): One[] {
  return acts.filter((act) => act.state === state);
}

function voteWarnings({before, after, disputed}: VoteRecord): string[] {
  if (disputed.length > 0)
    return [`sources differ on a vote, the first of lowest rank is taken: ${disputed.join("; ")}`];
  if (before.length + after.length > 0) return [];
  return ["the store holds none of the votes that are about the shock: how states voted is unknown here"];
}

function warningsOf({shock}: {readonly shock: Day}, {undecided}: Acts): string[] {
  const left = undecided.filter(({kind}) => kind !== SANCTION);
  const named = left.map(
    ({state, act, partner, item, date}) => `${state} ${act} ${partner ?? item ?? ""} (${date})`,
  );
  return [
    ...(left.length === 0
      ? []
      : [
          `left out, because their dates do not tell whether they came before or after ${shock}: ${named.join("; ")}`,
        ]),
  ];
}

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

function orderedStates({states, acts}: Read): string[] {
  const typeOf = (state: string) => TYPES.indexOf(classify(ofState(acts.after, state)).type);
  return states.toSorted((a, b) => typeOf(a) - typeOf(b) || (a < b ? -1 : 1));
}

function typeRows(read: Read, {shock}: Pick<ResponseParams, "shock">): FindingRow[] {
  return orderedStates(read).map((state) => {
    const own = ofState(read.acts.after, state);
    const {type, away, toward, neither} = classify(own);
    return {
      state,
      type,
      away,
      toward,
      other: neither,
      first_away: firstOf(own, "away"),
      first_toward: firstOf(own, "toward"),
      ...voteCells(read.votes, state),
      ...sanctionCells(read.acts, {state, knownTo: read.knownTo, shock}),
    };
  });
}

function voteCells({before, after}: VoteRecord, state: string): FindingRow {
  const counted = classifyVotes(ofState(after, state));
  const earlier = ofState(before, state).map(({status, item}) => `${status} (${item})`);
  return {
    vote_type: counted?.type ?? null,
    voted_away: counted?.away ?? null,
    voted_toward: counted?.toward ?? null,
    abstained: counted?.abstained ?? null,
    no_vote: counted?.notCast ?? null,
    vote_before: earlier.length === 0 ? null : earlier.join(", "),
  };
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
