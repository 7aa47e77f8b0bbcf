const ENGINE = [
  "base",
  "methods",
  "network",
  "reference",
  "store",
  "ingest",
  "sources",
  "layers",
  "analyses",
  "scenarios",
  "claims",
  "display",
  "report",
] as const;

/** Rooms of the house and what each may import: design §3. Rooms to come have their rule before they have a file. */
export const ALLOWED = {
  base: [],
  methods: ["base"],
  network: ["base"],
  reference: ["base"],
  store: ["base"],
  ingest: ["base", "reference", "store"],
  sources: ["base", "reference", "ingest"],
  layers: ["base", "reference", "store", "network"],
  analyses: ["base", "reference", "store", "layers", "network", "methods"],
  scenarios: ["base", "reference", "store", "layers", "network", "methods"],
  claims: ["base", "reference", "analyses", "scenarios"],
  display: ["base"],
  report: ["base", "reference", "display"],
  surface: ["base", "reference", "store", "layers", "network", "methods", "analyses", "scenarios", "claims"],
  server: [...ENGINE, "surface"],
  cli: [...ENGINE, "surface", "server"],
  web: ["base", "display", "server"],
} as const satisfies Record<string, readonly string[]>;

export type Room = keyof typeof ALLOWED;

/** Room pairs where only types may cross: the code at the far end is handed in by the caller. */
export const TYPES_ONLY: readonly (readonly [Room, Room])[] = [["web", "server"]];

/** Rooms that are bundled when they are built: what they use need not be installed with the published package. */
export const BUNDLED: readonly Room[] = ["web"];

/** Folders whose files may import anything in the repository, and which no room may import. */
export const FREE_FOLDERS = ["test", "tools", "bench", "verify", "scripts", "bin"] as const;

/** Packages that open a database, and the one room that may. */
export const DATABASE = {packages: /^(@duckdb\/|@clickhouse\/|chdb$)/, room: "store"} as const;

/** Rooms entered only through their index: a source is reached by its id, never by its path. */
export const INDEX_ONLY: Readonly<Record<string, string>> = {sources: "sources/index.ts"};

/** Where a file stands: in a room, in a free folder or test, or nowhere the map knows. */
export type Place =
  | {readonly kind: "room"; readonly room: Room}
  | {readonly kind: "free"}
  | {readonly kind: "unknown"};

/**
 * @param file path from the root of the repository, with forward slashes
 */
export function placeOf(file: string): Place {
  const [top = "", second = ""] = file.split("/");
  const inFolder = file.includes("/");
  if (!inFolder || isTest(file) || FREE_FOLDERS.some((folder) => folder === top)) return {kind: "free"};
  const room = top === "src" ? second : top;
  return isRoom(room) ? {kind: "room", room} : {kind: "unknown"};
}

/** True for a test file, wherever it stands. */
export function isTest(file: string): boolean {
  return /\.test\.tsx?$/.test(file);
}

function isRoom(name: string): name is Room {
  return Object.hasOwn(ALLOWED, name);
}
