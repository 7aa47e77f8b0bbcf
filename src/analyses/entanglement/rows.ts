import type {FindingRow} from "../../base/index.ts";
import {type Composite, compositeOf, profileOf, splitOf} from "./composite.ts";
import type {LayerTies, StateTies} from "./compute.ts";
import type {MeasureChange} from "./layer.ts";
import type {EntanglementParams} from "./params.ts";
import {type ChangeIntervals, compositeIntervals} from "./years-left-out.ts";

/** A row of an answer, and the measures behind it. */
export interface RowOf {
  readonly row: FindingRow;
  readonly measures: readonly MeasureChange[];
}

/** Rows of `--show layers`, sorted by state, layer and pole as the study lists them. */
export function layerRows(ties: readonly StateTies[], pole: string | null): RowOf[] {
  return ties.flatMap(({state, poles, layers}) =>
    layers.flatMap((layer) =>
      poles.flatMap(({id}, at) =>
        isAsked(id, pole)
          ? [
              {
                row: {
                  state: state.id,
                  pole: id,
                  ...layerCells(layer, at),
                  poles_compared: listOf(poles.map((one) => one.id)),
                },
                measures: layer.shares.used,
              },
            ]
          : [],
      ),
    ),
  );
}

function layerCells({shares, change, reverseBefore, reverseAfter}: LayerTies, at: number) {
  const [before, after] = [cell(shares.before, at), cell(shares.after, at)];
  return {
    layer: shares.layer,
    share_before: before,
    share_before_missing: shares.beforeMissing,
    share_after: after,
    share_after_missing: shares.afterMissing,
    standings_aside: listOf(shares.aside[at] ?? []),
    change_share: difference(after, before),
    ...intervalCells(change, at),
    asymmetry_before_share: difference(before, reverseBefore[at]?.share ?? null),
    asymmetry_before_share_missing: reverseBefore[at]?.missing ?? null,
    asymmetry_after_share: difference(after, reverseAfter[at]?.share ?? null),
    asymmetry_after_share_missing: reverseAfter[at]?.missing ?? null,
    measures: listOf(shares.used.map(({series}) => series.measure.measure)),
    measures_aside: listOf(asideOf(shares)),
    years_before: shares.before === null ? null : spanOf(shares.used.flatMap((one) => one.before.years)),
    years_after: shares.after === null ? null : spanOf(shares.used.flatMap((one) => one.after.years)),
  };
}

function asideOf({all, used}: LayerTies["shares"]): string[] {
  const aside = all.filter(
    (one) => !used.includes(one) && (one.before.shares !== null || one.after.shares !== null),
  );
  return aside.map(
    ({series, before}) => `${series.measure.measure} (${before.shares === null ? "after" : "before"})`,
  );
}

/** Rows of `--show measures`. */
export function measureRows(ties: readonly StateTies[], pole: string | null): RowOf[] {
  return ties.flatMap(({state, poles, layers}) =>
    layers.flatMap(({shares}) =>
      shares.all.flatMap((one) =>
        poles.flatMap(({id}, at) =>
          isAsked(id, pole)
            ? [
                {
                  row: {
                    state: state.id,
                    pole: id,
                    layer: shares.layer,
                    ...measureCells(one, at, shares.used.includes(one)),
                  },
                  measures: [one],
                },
              ]
            : [],
        ),
      ),
    ),
  );
}

function measureCells({series, before, after}: MeasureChange, at: number, used: boolean) {
  const [first, last] = [cell(before.shares, at), cell(after.shares, at)];
  return {
    measure: series.measure.measure,
    used: used ? "yes" : "no",
    weight_before: before.weights[at] ?? null,
    share_before: first,
    share_before_missing: before.missing,
    years_before: spanOf(before.years),
    weight_after: after.weights[at] ?? null,
    share_after: last,
    share_after_missing: after.missing,
    years_after: spanOf(after.years),
    change_share: difference(last, first),
    meaning: series.measure.meaning,
  };
}

/** Rows of `--show composite`. */
export function compositeRows(
  ties: readonly StateTies[],
  {pole, seed, draws}: Pick<EntanglementParams, "pole" | "seed" | "draws">,
): RowOf[] {
  return ties.flatMap((state) => {
    const profile = profileOf(state);
    const [before, after] = [profile.before, profile.after].map((scores) =>
      compositeOf(scores, {seed, draws}),
    );
    const interval = compositeIntervals(
      state.layers.map(({shares}) => shares).filter(({layer}) => profile.layers.includes(layer)),
      state.poles.map((_, at) => (after?.shares[at] ?? Number.NaN) - (before?.shares[at] ?? Number.NaN)),
    );
    const left = state.layers.filter(({shares}) => !profile.layers.includes(shares.layer));
    return state.poles.flatMap(({id}, at) =>
      isAsked(id, pole)
        ? [
            {
              row: {
                state: state.state.id,
                pole: id,
                ...compositeCells(before ?? null, after ?? null, at),
                ...intervalCells(interval, at),
                layers: listOf(profile.layers),
                layers_left: listOf(left.map(({shares}) => shares.layer)),
                poles_compared: listOf(state.poles.map((one) => one.id)),
              },
              measures: usedIn(state, profile.layers),
            },
          ]
        : [],
    );
  });
}

function intervalCells({intervals, missing}: ChangeIntervals, at: number) {
  return {
    change_low_share: intervals[at]?.low ?? null,
    change_high_share: intervals[at]?.high ?? null,
    change_low_share_missing: missing,
  };
}

function compositeCells(before: Composite | null, after: Composite | null, at: number) {
  const [first, last] = [cell(before?.shares ?? null, at), cell(after?.shares ?? null, at)];
  return {
    composite_before_share: first,
    composite_after_share: last,
    change_share: difference(last, first),
    first_before_share: before?.ranks.shares[at]?.[0] ?? null,
    first_after_share: after?.ranks.shares[at]?.[0] ?? null,
    mean_rank_before: before?.ranks.meanRanks[at] ?? null,
    mean_rank_after: after?.ranks.meanRanks[at] ?? null,
    concentration_before: before?.concentration ?? null,
    concentration_after: after?.concentration ?? null,
    evenness_before: before?.evenness ?? null,
    evenness_after: after?.evenness ?? null,
  };
}

/** Rows of `--show split`. */
export function splitRows(ties: readonly StateTies[], pole: string | null): RowOf[] {
  return ties.flatMap((state) => {
    const profile = profileOf(state);
    const split = splitOf(profile);
    return profile.layers.flatMap((layer, of) =>
      state.poles.flatMap(({id}, at) =>
        isAsked(id, pole)
          ? [
              {
                row: {
                  state: state.state.id,
                  pole: id,
                  layer,
                  change_share: difference(
                    cell(profile.after[of] ?? null, at),
                    cell(profile.before[of] ?? null, at),
                  ),
                  contribution_share: split.shares[of]?.[at] ?? null,
                  concentration_contribution: split.concentration[of] ?? null,
                  evenness_contribution: split.evenness[of] ?? null,
                },
                measures: usedIn(state, [layer]),
              },
            ]
          : [],
      ),
    );
  });
}

/** Measures that the shares of these layers are made of. */
export function usedIn({layers}: StateTies, named: readonly string[]): MeasureChange[] {
  return layers.flatMap(({shares}) => (named.includes(shares.layer) ? shares.used : []));
}

export function isAsked(id: string, pole: string | null): boolean {
  return pole === null || pole === id;
}

export function listOf(names: readonly string[]): string | null {
  return names.length === 0 ? null : names.join(", ");
}

function cell(values: readonly number[] | null, at: number): number | null {
  return values?.[at] ?? null;
}

function difference(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one - other;
}

function spanOf(years: readonly number[]): string | null {
  if (years.length === 0) return null;
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return first === last ? String(first) : `${first}..${last}`;
}
