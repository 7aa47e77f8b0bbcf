/** The question of `laws`. */
export interface LawsParams {
  /** Families of laws; null for all. */
  readonly families: readonly string[] | null;
  /** Codes, names or blocs; null for all. */
  readonly states: readonly string[] | null;
}
