import {type Finding, numberIn, textIn} from "../../data/index.ts";

/** A pole's share in one layer. */
export interface PoleShare {
  /** Row of the finding, from 1. */
  readonly row: number;
  readonly pole: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number | null;
  readonly changeLow: number | null;
  readonly changeHigh: number | null;
  readonly yearsBefore: string | null;
  readonly yearsAfter: string | null;
  readonly measures: string | null;
}

/** One side of a state's relations. */
export interface LayerShares {
  readonly layer: string;
  /** The most tied pole first, by the last share known; poles without a share are left out. */
  readonly poles: readonly PoleShare[];
  /** Why no share is known; null where one is. */
  readonly unknown: string | null;
}

/** Shares of poles by layer, the layers with shares first. */
export function layersOf({rows}: Finding): readonly LayerShares[] {
  const read = rows.map((row, at) => ({
    layer: textIn(row, "layer") ?? "",
    why: textIn(row, "share_after_missing") ?? textIn(row, "share_before_missing"),
    share: {
      row: at + 1,
      pole: textIn(row, "pole") ?? "",
      before: numberIn(row, "share_before"),
      after: numberIn(row, "share_after"),
      change: numberIn(row, "change_share"),
      changeLow: numberIn(row, "change_low_share"),
      changeHigh: numberIn(row, "change_high_share"),
      yearsBefore: textIn(row, "years_before"),
      yearsAfter: textIn(row, "years_after"),
      measures: textIn(row, "measures"),
    },
  }));
  const layers = [...Map.groupBy(read, ({layer}) => layer)].map(([layer, own]) => {
    const poles = own
      .map(({share}) => share)
      .filter(({before, after}) => before !== null || after !== null)
      .toSorted((a, b) => (b.after ?? b.before ?? 0) - (a.after ?? a.before ?? 0));
    return {layer, poles, unknown: poles.length > 0 ? null : (own[0]?.why ?? null)};
  });
  return layers.toSorted((a, b) => Number(a.unknown !== null) - Number(b.unknown !== null));
}
