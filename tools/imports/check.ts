import {posix} from "node:path";
import {folderEdge, twoWayFolders} from "./folders.ts";
import type {Import} from "./read-imports.ts";
import {ALLOWED, BUNDLED, DATABASE, INDEX_ONLY, type Place, placeOf, type Room, TYPES_ONLY} from "./rules.ts";

/** One broken rule: where, and what the rule allows. */
export interface Violation {
  /** `file:line`. */
  readonly at: string;
  readonly message: string;
}

/** What the checks need to know of package.json. */
export interface Packages {
  /** Installed with the published package: what `src` and `sources` may use. */
  readonly dependencies: readonly string[];
  /** Here only while developing, or bundled. */
  readonly devDependencies: readonly string[];
}

/** Every import that breaks a rule of the house, in the order of `imports`; then files in no room, and two-way folders. */
export function violations(imports: readonly Import[], packages: Packages): Violation[] {
  const single = imports.flatMap((found) =>
    messages(found, packages).map((message) => ({at: at(found), message})),
  );
  return [...single, ...homeless(imports), ...twoWays(imports)];
}

function homeless(imports: readonly Import[]): Violation[] {
  const files = new Set(imports.map(({file}) => file).filter((file) => placeOf(file).kind === "unknown"));
  const rooms = Object.keys(ALLOWED).join(", ");
  return [...files].map((file) => ({at: `${file}:1`, message: `stands in no room; rooms are ${rooms}`}));
}

function at({file, line}: Import): string {
  return `${file}:${line}`;
}

function messages(found: Import, packages: Packages): string[] {
  const {specifier} = found;
  if (specifier.startsWith("node:")) return [];
  if (/^(\/|[a-z]+:)/.test(specifier))
    return [`"${specifier}" leaves the repository; import by a relative path`];
  if (!specifier.startsWith(".")) return packageMessages(found, packages);
  const target = targetOf(found);
  if (target.startsWith("../")) return [`"${specifier}" leaves the repository`];
  return edgeMessages(found, target);
}

/** Path from the root of a relative import. */
function targetOf({file, specifier}: Import): string {
  return posix.normalize(posix.join(posix.dirname(file), specifier));
}

function packageMessages({file, specifier, typeOnly}: Import, packages: Packages): string[] {
  const name = specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
  const place = placeOf(file);
  const bundled = place.kind === "room" && BUNDLED.includes(place.room);
  const mayDevelop = place.kind === "free" || bundled || typeOnly;
  const known = [...packages.dependencies, ...(mayDevelop ? packages.devDependencies : [])];
  const database =
    DATABASE.packages.test(specifier) && place.kind !== "free" && !file.startsWith(`src/${DATABASE.room}/`);
  return [
    ...(known.includes(name) || (typeOnly && known.includes(`@types/${name}`))
      ? []
      : [`package "${name}" is not among the dependencies of package.json`]),
    ...(database ? [`"${name}" opens a database; only src/${DATABASE.room} may import it`] : []),
  ];
}

function edgeMessages(found: Import, target: string): string[] {
  const from = placeOf(found.file);
  const to = placeOf(target);
  if (from.kind !== "room") return [];
  if (to.kind !== "room") return [`${from.room} → ${target} is not allowed; ${allowedOf(from.room)}`];
  return [...roomMessages(from.room, to.room, found), ...indexMessages(from, to, target)];
}

function roomMessages(from: Room, to: Room, {typeOnly}: Import): string[] {
  if (from === to) return [];
  const allowed: readonly string[] = ALLOWED[from];
  if (!allowed.includes(to)) return [`${from} → ${to} is not allowed; ${allowedOf(from)}`];
  const needsType = TYPES_ONLY.some(([a, b]) => a === from && b === to);
  return needsType && !typeOnly ? [`${from} → ${to} is for types only; write \`import type\``] : [];
}

function indexMessages(from: Place, to: Place, target: string): string[] {
  if (to.kind !== "room" || (from.kind === "room" && from.room === to.room)) return [];
  const index = INDEX_ONLY[to.room];
  return index === undefined || target === index
    ? []
    : [`${to.room} is entered through ${index}, not ${target}`];
}

function allowedOf(room: Room): string {
  const allowed = ALLOWED[room];
  return `${room} may import ${allowed.length === 0 ? "no other room" : allowed.join(", ")}`;
}

function twoWays(imports: readonly Import[]): Violation[] {
  const edges = imports
    .filter(({file, specifier}) => specifier.startsWith(".") && placeOf(file).kind !== "free")
    .flatMap((found) => folderEdge(found.file, targetOf(found), at(found)) ?? []);
  return twoWayFolders(edges).map(({there, back}) => ({
    at: there.at,
    message: `folders ${there.from} and ${there.to} import each other (back at ${back.at}); move what both need to one side`,
  }));
}
