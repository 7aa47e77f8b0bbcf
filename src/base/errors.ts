/** What an error tells besides its code: what happened, where, and what to do. */
export interface ErrorDetail {
  readonly message: string;
  /** File, or file:row, or option, or URL the error stands at. */
  readonly where?: string;
  /** What mends it, in the imperative. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Process exit codes, design §9. */
export const EXIT = {ok: 0, unexpected: 1, usage: 2, source: 3, check: 4, numerical: 5} as const;

/** Base of every error this project throws on purpose: code, what, where, what to do. */
export class RoundaboutError extends Error {
  readonly code: string;
  readonly where: string | null;
  readonly hint: string | null;
  /** Process exit code when this error ends a command. */
  readonly exit: number = EXIT.unexpected;
  /** HTTP status when this error ends a request. */
  readonly status: number = 500;

  constructor(code: string, {message, where, hint, cause}: ErrorDetail) {
    super(message, cause === undefined ? undefined : {cause});
    this.name = new.target.name;
    this.code = code;
    this.where = where ?? null;
    this.hint = hint ?? null;
  }
}

/** The person asked for something that cannot be: unknown name, bad option. */
export class UsageError extends RoundaboutError {
  override readonly exit = EXIT.usage;
  override readonly status = 400;
}

/** A file or publisher did not give what its description promises. */
export class SourceError extends RoundaboutError {
  override readonly exit = EXIT.source;
  override readonly status = 502;
}

/** A stated check on data failed; the build stops and the old store stays. */
export class CheckFailed extends RoundaboutError {
  override readonly exit = EXIT.check;
  override readonly status = 500;
}

/** The database refused; carries the statement. */
export class StoreError extends RoundaboutError {
  override readonly exit = EXIT.source;
  override readonly status = 503;
  readonly sql: string | null;

  constructor(code: string, detail: ErrorDetail & {readonly sql?: string}) {
    super(code, detail);
    this.sql = detail.sql ?? null;
  }
}

/** A computation has no answer for this input, or did not converge. */
export class NumericalError extends RoundaboutError {
  override readonly exit = EXIT.numerical;
  override readonly status = 422;
}

/** The one error shape of the HTTP interface and of `--format json`. */
export interface ErrorBody {
  readonly ok: false;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly where: string | null;
    readonly hint: string | null;
  };
  readonly status: number;
}

/** Any thrown value in the one error shape; an unknown one keeps its message under the code "unexpected". */
export function errorBody(thrown: unknown): ErrorBody {
  if (thrown instanceof RoundaboutError) {
    const {code, message, where, hint, status} = thrown;
    return {ok: false, error: {code, message, where, hint}, status};
  }
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {ok: false, error: {code: "unexpected", message, where: null, hint: null}, status: 500};
}
