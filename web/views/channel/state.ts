import {writeAddress} from "../../address/index.ts";

/** The questions of the page of one channel: the study of the address, narrowed to a hub, by each grain. */
export function channelAddress(params: URLSearchParams, hub: string, by: Grain): string {
  return writeAddress("/api/v1/channels", {...Object.fromEntries(params), hubs: hub, by});
}

export type Grain = "hub" | "test" | "month" | "product" | "origin";

/** The hub in the path `/channels/KGZ`. */
export function hubIn(path: string): string {
  return decodeURIComponent(path.split("/")[2] ?? "");
}
