/** One line of a correspondence: goods of `source` may stand under `target`. */
export interface CodeLink {
  readonly source: string;
  readonly target: string;
}

/** A line of a family: positions in its `sources` and `targets`. */
export interface FamilyLink {
  readonly source: number;
  readonly target: number;
}

/**
 * The smallest group of codes that holds the same goods on both sides: a connected part of the correspondence. Sums over a whole family
 * are comparable exactly, whatever the weights inside it.
 */
export interface Family {
  /** Ascending. */
  readonly sources: readonly string[];
  /** Ascending. */
  readonly targets: readonly string[];
  /** By source, then target; no line twice. */
  readonly links: readonly FamilyLink[];
}

/** How many codes face how many. Every source of a `1:1` or `n:1` has one target: such a family converts exactly. */
export type FamilyShape = "1:1" | "n:1" | "1:n" | "n:m";

/** Connected parts of a correspondence, ascending by first source. A line given twice counts once. */
export function familiesOf(links: readonly CodeLink[]): Family[] {
  const parent = new Map<string, string>();
  const root = (node: string): string => {
    let at = node;
    for (let up = parent.get(at); up !== undefined; up = parent.get(at)) at = up;
    if (at !== node) parent.set(node, at);
    return at;
  };
  for (const {source, target} of links) {
    const [one, other] = [root(`s${source}`), root(`t${target}`)];
    if (one !== other) parent.set(one, other);
  }
  const parts = Map.groupBy(links, ({source}) => root(`s${source}`));
  return [...parts.values()].map(familyOf).sort((a, b) => compare(a.sources[0], b.sources[0]));
}

export function shapeOf({sources, targets}: Family): FamilyShape {
  if (targets.length === 1) return sources.length === 1 ? "1:1" : "n:1";
  return sources.length === 1 ? "1:n" : "n:m";
}

/** Links of each source, as positions in `links`. */
export function linksBySource({sources, links}: Family): readonly (readonly number[])[] {
  const rows = sources.map((): number[] => []);
  for (const [at, {source}] of links.entries()) rows[source]?.push(at);
  return rows;
}

/** The family read the other way: targets become sources. */
export function turned({sources, targets, links}: Family): Family {
  const named = links.map(({source, target}) => ({
    source: targets[target] ?? "",
    target: sources[source] ?? "",
  }));
  return familyOf(named);
}

function familyOf(links: readonly CodeLink[]): Family {
  const sources = sortedCodes(links.map(({source}) => source));
  const targets = sortedCodes(links.map(({target}) => target));
  const places = links.map(({source, target}) => ({
    source: sources.indexOf(source),
    target: targets.indexOf(target),
  }));
  const unique = new Map(places.map((link) => [`${link.source} ${link.target}`, link]));
  return {
    sources,
    targets,
    links: [...unique.values()].sort((a, b) => a.source - b.source || a.target - b.target),
  };
}

function sortedCodes(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort(compare);
}

function compare(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
