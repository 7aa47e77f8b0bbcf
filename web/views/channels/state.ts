import {writeAddress} from "../../address/index.ts";

/** The question of this view, as the address asks it. */
export function channelsAddress(params: URLSearchParams): string {
  return writeAddress("/api/v1/channels", {...Object.fromEntries(params), by: null});
}
