import {UsageError} from "../base/index.ts";

/** Longest path and query, in characters: a question is never longer. */
export const LONGEST_ADDRESS = 2_000;
/** Longest value of one parameter, in characters. */
export const LONGEST_VALUE = 500;

/**
 * Refuses an address that is longer than any question.
 *
 * @throws UsageError "address-too-long", or "value-too-long" naming the parameter
 */
export function boundAddress(url: string): void {
  const {pathname, search, searchParams} = new URL(url);
  const length = pathname.length + search.length;
  if (length > LONGEST_ADDRESS)
    throw tooLong("address-too-long", `the address has ${length} characters`, LONGEST_ADDRESS);
  for (const [name, {length: own}] of searchParams) {
    if (own > LONGEST_VALUE)
      throw tooLong("value-too-long", `"${name}" has ${own} characters`, LONGEST_VALUE);
  }
}

function tooLong(code: string, what: string, most: number): UsageError {
  return new UsageError(code, {
    message: `${what}; at most ${most} are read`,
    hint: "name fewer states or products, or use blocs and shorter codes",
  });
}
