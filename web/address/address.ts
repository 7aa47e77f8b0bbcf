/** Where a person is: the path without the mark of a frame, and the choices of the view. All of it is in the address bar. */
export interface Address {
  readonly path: string;
  readonly params: URLSearchParams;
  /** Shown inside another page: without header and footer. */
  readonly embedded: boolean;
}

const EMBED = "/embed";

/** Reads an address bar. */
export function readAddress(pathname: string, search: string): Address {
  const embedded = pathname === EMBED || pathname.startsWith(`${EMBED}/`);
  const path = embedded ? pathname.slice(EMBED.length) : pathname;
  const trimmed = path.replace(/\/+$/, "");
  return {path: trimmed === "" ? "/" : trimmed, params: new URLSearchParams(search), embedded};
}

/** Writes an address; parameters in the order given, empty ones left out, commas and colons readable. */
export function writeAddress(path: string, params: Params = {}): string {
  const given = Object.entries(params).flatMap(([name, value]) =>
    value === null || value === undefined || value === "" ? [] : [[name, value] as const],
  );
  const query = new URLSearchParams(given.map(([name, value]) => [name, value])).toString();
  return query === "" ? path : `${path}?${readable(query)}`;
}

export type Params = Readonly<Record<string, string | null | undefined>>;

/** The same view inside a frame. */
export function embedAddress(address: string): string {
  return `${EMBED}${address}`;
}

/** These parameters with some changed; null takes one away. */
export function changed(params: URLSearchParams, changes: Params): Params {
  return {...Object.fromEntries(params), ...changes};
}

// What these stand for needs no escape in a query, and people read it.
function readable(query: string): string {
  return query.replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%2F", "/");
}
