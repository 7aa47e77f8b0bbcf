/** The pages on methods, as the build found them; each is fetched when it is opened. */
const found = import.meta.glob<string>("../../../docs/methods/*.md", {query: "?raw", import: "default"});

/** Order of reading: the main question first. */
const FIRST = ["channels", "transit", "corridors", "trade", "ppml"];

const loaders = new Map(
  Object.entries(found).map(([path, load]) => [/([^/]+)\.md$/.exec(path)?.[1] ?? path, load]),
);

/** Names of the pages. */
export const PAGES: readonly string[] = [
  ...FIRST.filter((name) => loaders.has(name)),
  ...[...loaders.keys()].filter((name) => !FIRST.includes(name)).sort(),
];

/** The Markdown of a page; empty where there is none of that name. */
export async function pageText(name: string): Promise<string> {
  return (await loaders.get(name)?.()) ?? "";
}
