import type {Measured, NotKnown} from "./model.ts";

/** Products that a destination did not get before, and those among them that it gets now. */
export interface Entries {
  /** Products without any exports there in the years before. */
  readonly absent: number;
  /** Of these, the ones exported there now. */
  readonly entered: readonly string[];
}

/** The new-product margin of a destination. */
export interface NewProducts extends Entries {
  /** What the new products are worth in the window, and all listed goods. US dollars. */
  readonly usd: number;
  readonly ofUsd: number;
  /** Products exported there in the window. */
  readonly shipped: number;
  /** The same count a year before the shock, against the years before that; null with one baseline year. */
  readonly before: Entries | null;
}

/** A hub's margin among those of other destinations. */
export interface RankedEntry extends NewProducts {
  /** Share of destinations, this one counted, whose rate of entry rose at least as much; null where it cannot be ranked. */
  readonly p: number | null;
  readonly others: number;
}

/**
 * Which products are new to a destination. The caller vouches that the origins report throughout and that `labels` exist on
 * both sides of the shock, so that no record is no trade.
 *
 * @param products what the origins exported there, by product; one without any record is absent
 * @param labels the products that count
 */
export function newProducts(products: ReadonlyMap<string, Measured>, labels: readonly string[]): NewProducts {
  const known = labels.flatMap((label) => {
    const measured = products.get(label);
    return measured === undefined ? [] : [{label, ...measured}];
  });
  const years = Math.max(0, ...known.map(({baseline}) => baseline.length));
  const never = labels.length - known.length;
  const now = entriesOf(
    known.map(({label, actual, baseline}) => ({label, actual, before: baseline})),
    never,
  );
  const value = (chosen: readonly {readonly actual: number}[]): number =>
    chosen.reduce((total, {actual}) => total + actual, 0);
  return {
    ...now,
    usd: value(known.filter(({label}) => now.entered.includes(label))),
    ofUsd: value(known),
    shipped: known.filter(({actual}) => actual > 0).length,
    before:
      years < 2
        ? null
        : entriesOf(
            known.map(({label, baseline}) => ({
              label,
              actual: baseline.at(-1) ?? Number.NaN,
              before: baseline.slice(0, -1),
            })),
            never,
          ),
  };
}

function entriesOf(
  products: readonly {readonly label: string; readonly actual: number; readonly before: readonly number[]}[],
  never: number,
): Entries {
  const absent = products.filter(({before}) => before.every((usd) => usd === 0));
  return {
    absent: absent.length + never,
    entered: absent.filter(({actual}) => actual > 0).map(({label}) => label),
  };
}

/**
 * How much the rate of entry rose on the year before the shock, in standard errors of a difference of two shares: a large
 * destination, to which nearly everything went already, and a small one, to which new lines come each year, can be compared.
 *
 * @returns null with one baseline year, or where no product was absent
 */
export function entryChange({absent, entered, before}: NewProducts): number | null {
  if (before === null || absent === 0 || before.absent === 0) return null;
  const [now, then] = [entered.length / absent, before.entered.length / before.absent];
  const pooled = (entered.length + before.entered.length) / (absent + before.absent);
  const variance = pooled * (1 - pooled) * (1 / absent + 1 / before.absent);
  return variance === 0 ? 0 : (now - then) / Math.sqrt(variance);
}

/** Ranks a hub's change among those of destinations that are no part of the story. */
export function rankEntries(
  own: NewProducts | undefined,
  others: readonly NewProducts[],
): RankedEntry | NotKnown {
  if (own === undefined) return {reason: "the origins' exports there are not loaded"};
  const change = entryChange(own);
  const changes = others.map(entryChange).filter((other) => other !== null);
  if (change === null) return {...own, p: null, others: changes.length};
  const above = changes.filter((other) => other >= change).length;
  return {...own, p: (above + 1) / (changes.length + 1), others: changes.length};
}
