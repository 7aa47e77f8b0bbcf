/** Why an answer did not come, in the shape of the interface's errors. */
export class Problem extends Error {
  readonly code: string;
  readonly where: string | null;
  readonly hint: string | null;
  readonly status: number | null;

  constructor({code, message, where, hint, status}: ProblemDetail) {
    super(message);
    this.name = "Problem";
    this.code = code;
    this.where = where;
    this.hint = hint;
    this.status = status;
  }
}

export interface ProblemDetail {
  readonly code: string;
  readonly message: string;
  readonly where: string | null;
  readonly hint: string | null;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
}

/** Any thrown value as a problem. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new Problem({code: "unexpected", message, where: null, hint: null, status: null});
}
