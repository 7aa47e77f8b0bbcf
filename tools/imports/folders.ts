/** An import between two folders: the two branches below the deepest folder that holds both files. */
export interface FolderEdge {
  readonly from: string;
  readonly to: string;
  /** Where it is written: `file:line`. */
  readonly at: string;
}

/** Two folders that import each other, with one import of each direction. */
export interface TwoWay {
  readonly there: FolderEdge;
  readonly back: FolderEdge;
}

/**
 * The folders that an import ties: `src/ingest/a/x.ts` → `src/ingest/b/c/y.ts` ties `src/ingest/a` to `src/ingest/b`, and
 * a file that stands in the shared folder itself ties that folder. Null when both files stand in one folder.
 *
 * @param from file path from the root
 * @param to file path from the root
 */
export function folderEdge(from: string, to: string, at: string): FolderEdge | null {
  const [a, b] = [foldersOf(from), foldersOf(to)];
  const shared = a.findIndex((name, depth) => b[depth] !== name);
  const depth = shared === -1 ? a.length : shared;
  const branch = (folders: readonly string[]) => folders.slice(0, depth + 1).join("/") || ".";
  const edge = {from: branch(a), to: branch(b), at};
  return edge.from === edge.to ? null : edge;
}

/** Every pair of folders tied both ways, each pair once, in order of first appearance. */
export function twoWayFolders(edges: readonly FolderEdge[]): TwoWay[] {
  const first = new Map<string, FolderEdge>();
  for (const edge of edges) {
    const key = `${edge.from} ${edge.to}`;
    if (!first.has(key)) first.set(key, edge);
  }
  return [...first.values()].flatMap((there) => {
    const back = first.get(`${there.to} ${there.from}`);
    return back !== undefined && there.from < there.to ? [{there, back}] : [];
  });
}

// `src` only gathers rooms, and `sources` is one that stands beside it: what counts is the room.
function foldersOf(file: string): string[] {
  const folders = file.split("/").slice(0, -1);
  return folders.length > 1 && folders[0] === "src" ? [`src/${folders[1]}`, ...folders.slice(2)] : folders;
}
