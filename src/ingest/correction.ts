/**
 * A publisher's error mended on the way in. The guard fails the build when the publisher has mended it too, so no
 * correction outlives its cause.
 */
export interface Correction {
  readonly id: string;
  /** Why, with the document that shows the right value. */
  readonly reason: string;
  readonly source: string;
  /** Equalities that select the clean rows: column → value. */
  readonly match: Readonly<Record<string, string | number>>;
  /** Column → the wrong value as published (the guard) and the right one. */
  readonly set: Readonly<
    Record<string, {readonly from: string | number | null; readonly to: string | number | null}>
  >;
}
