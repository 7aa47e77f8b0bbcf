import {writeAddress} from "../../address/index.ts";

/** The questions of the page of one channel: the study of the address, narrowed to a hub, by each grain. */
export function channelAddress(params: URLSearchParams, hub: string, by: Grain): string {
  return writeAddress("/api/v1/channels", {...Object.fromEntries(params), hubs: hub, by});
}

export type Grain = "hub" | "test" | "month" | "product" | "origin";

/** The hub in the path `/channels/KGZ`; as written where its escapes are broken, for the server to say what is wrong. */
export function hubIn(path: string): string {
  const written = path.split("/")[2] ?? "";
  try {
    return decodeURIComponent(written);
  } catch (thrown) {
    if (thrown instanceof URIError) return written;
    throw thrown;
  }
}
