import {writeAddress} from "../../address/index.ts";

/** The question of this view, as the address asks it. */
export function transitAddress(params: URLSearchParams): string {
  return writeAddress("/api/v1/transit", Object.fromEntries(params));
}
