import {type Params, writeAddress} from "../../address/index.ts";

/** The question of this view by a grain, as the address asks it. */
export function corridorsAddress(params: URLSearchParams, by: "road" | "arc"): string {
  return writeAddress("/api/v1/corridors", {...Object.fromEntries(params), by, show: null});
}

/** Which of the two states of the roads is drawn, once a hub is closed. */
export type Shown = "before" | "after";

export function shownIn(params: URLSearchParams): Shown {
  return params.get("show") === "before" ? "before" : "after";
}

/** Hubs that the address takes out. */
export function closedIn(params: URLSearchParams): readonly string[] {
  return (params.get("close") ?? "").split(",").filter((hub) => hub !== "");
}

/** The parameters with a hub closed, or opened again. */
export function withTurned(params: URLSearchParams, hub: string): Params {
  const closed = closedIn(params);
  const next = closed.includes(hub) ? closed.filter((other) => other !== hub) : [...closed, hub];
  return {...Object.fromEntries(params), close: next.length === 0 ? null : next.join(",")};
}
