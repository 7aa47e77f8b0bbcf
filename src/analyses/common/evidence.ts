import {type Evidence, type Finding, UsageError} from "../../base/index.ts";
import {figureRecords, indicatorRecords} from "../../layers/indicators/index.ts";
import {tieRecords, weighedTies} from "../../layers/ties/index.ts";
import {tradeRecords} from "../../layers/trade/index.ts";
import {voteRecords} from "../../layers/votes/index.ts";
import type {Reader, Statement, StoreRow} from "../../store/index.ts";
import {mirrored, specOf, toSlice} from "./slice.ts";
import {STRAND_QUERY, strandStatement} from "./strand-records.ts";
import {FIGURE_QUERY, TIE_QUERY, TIE_SLICE_QUERY, tieRecordOf, tieSliceOf} from "./ties.ts";

/** The records behind a row: the statement that fetched them, with its values, and what came back. */
export interface EvidenceAnswer {
  readonly evidence: Evidence;
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly rows: readonly StoreRow[];
  /** True when there are more records than were fetched. */
  readonly more: boolean;
}

const MOST_RECORDS = 10_000;

/** The statements behind one evidence entry: the reporter's records, and the partner's where the row shows both. */
export function evidenceStatements({query, parameters}: Evidence): Statement[] {
  if (query === TIE_QUERY) return [tieRecords(tieRecordOf(parameters), MOST_RECORDS + 1)];
  if (query === FIGURE_QUERY) return [figureRecords(tieRecordOf(parameters), MOST_RECORDS + 1)];
  if (query === TIE_SLICE_QUERY) return [weighedTies(tieSliceOf(parameters))];
  if (query === STRAND_QUERY) return [strandStatement(parameters, MOST_RECORDS + 1)];
  if (query === "vote-records") return [voteRecords(votesOf(parameters))];
  if (query === "indicator-records") return [indicatorRecords(indicatorsOf(parameters))];
  if (query !== "trade-records") {
    throw new UsageError("unknown-query", {
      message: `unknown evidence query "${query}"`,
      hint: 'the engine knows "trade-records", "strand-records", "tie-records", "tie-slice", "indicator-records", "figure-records" and "vote-records"; was the finding made by a newer version?',
    });
  }
  const spec = specOf(parameters);
  const own = tradeRecords(toSlice(spec), MOST_RECORDS + 1);
  return parameters.mirror === true ? [own, tradeRecords(toSlice(mirrored(spec)), MOST_RECORDS + 1)] : [own];
}

function indicatorsOf({indicator, source, states, from, to}: Evidence["parameters"]) {
  return {
    indicator: String(indicator),
    source: String(source),
    states: Array.isArray(states) ? states.map(String) : [],
    from: Number(from),
    to: Number(to),
  };
}

function votesOf({session, source, states, record}: Evidence["parameters"]) {
  return {
    session: Number(session),
    source: String(source),
    states: Array.isArray(states) ? states.map(String) : null,
    record: typeof record === "string" ? record : null,
  };
}

/**
 * Runs the evidence of a row of a finding.
 *
 * @param row zero-based
 * @throws UsageError "no-such-row" or "no-evidence"
 */
export async function evidenceRows(
  store: Reader,
  {rows, evidence, id}: Finding,
  row: number,
): Promise<EvidenceAnswer[]> {
  if (!(row >= 0 && row < rows.length)) {
    throw new UsageError("no-such-row", {
      message: `finding ${id} has no row ${row + 1}; it has ${rows.length}`,
      where: "explain",
      hint: "rows count from 1",
    });
  }
  const entries = evidence.filter((entry) => entry.row === row);
  if (entries.length === 0)
    throw new UsageError("no-evidence", {
      message: `row ${row + 1} of ${id} carries no evidence`,
      hint: "ask for another row",
    });
  const asked = entries.flatMap((entry) =>
    evidenceStatements(entry).map((statement) => ({entry, statement})),
  );
  // Beside each other: a hub has some twenty statements, and the store has a connection a core.
  return Promise.all(asked.map(({entry, statement}) => answerOf(store, entry, statement)));
}

async function answerOf(
  store: Reader,
  evidence: Evidence,
  {text, values}: Statement,
): Promise<EvidenceAnswer> {
  const rows = await store.rows({text, values});
  return {evidence, sql: text, values, rows: rows.slice(0, MOST_RECORDS), more: rows.length > MOST_RECORDS};
}
