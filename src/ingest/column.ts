/** How one published column is taken: its type, the tokens that mean missing, or why it is ignored. */
export type ColumnSpec =
  | {
      readonly kind: "text" | "number" | "integer" | "date";
      readonly missing: readonly string[];
      readonly optional: boolean;
    }
  | {
      readonly kind: "choice";
      readonly choices: readonly string[];
      readonly missing: readonly string[];
      readonly optional: boolean;
    }
  | {readonly kind: "ignored"; readonly reason: string; readonly optional: boolean};

interface Options {
  /** Cells that mean "no value", besides the empty one: "NA", ":", "-". */
  readonly missing?: readonly string[];
  /** True when files of this dialect may lack the column; it is then NULL. */
  readonly optional?: boolean;
}

/** Text, trimmed; empty is missing. */
export function text({missing = [], optional = false}: Options = {}): ColumnSpec {
  return {kind: "text", missing, optional};
}

/** A decimal number with a point, as DOUBLE. Anything else in a cell stops the build by file, row and value. */
export function number({missing = [], optional = false}: Options = {}): ColumnSpec {
  return {kind: "number", missing, optional};
}

/** A whole number as BIGINT. */
export function integer({missing = [], optional = false}: Options = {}): ColumnSpec {
  return {kind: "integer", missing, optional};
}

/** A day YYYY-MM-DD as DATE. */
export function date({missing = [], optional = false}: Options = {}): ColumnSpec {
  return {kind: "date", missing, optional};
}

/** Text that must be one of `choices`; another value stops the build. */
export function oneOf(
  choices: readonly string[],
  {missing = [], optional = false}: Options = {},
): ColumnSpec {
  return {kind: "choice", choices, missing, optional};
}

/** A column known and not used, with the reason. */
export function ignored(reason: string, {optional = false}: {readonly optional?: boolean} = {}): ColumnSpec {
  return {kind: "ignored", reason, optional};
}
