import {readdirSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type Probe, text} from "../../src/ingest/index.ts";
import {inspect} from "../../src/ingest/inspect.ts";
import {openWriter, type Writer} from "../../src/store/index.ts";
import {sources} from "../index.ts";
import {resembles} from "./resembles.ts";

let writer: Writer;
beforeAll(async () => {
  writer = await openWriter(":memory:");
});
afterAll(() => writer.close());

function probe(...header: readonly string[]): Probe {
  return {name: "a.csv", bytes: 1, kind: "csv", header, head: "", notUtf8: null, sheets: []};
}

const COLUMNS = {a: text(), b: text(), c: text(), d: text(), e: text({optional: true})};

test("all columns, one more, one fewer or one renamed are the shape; half of them are not", () => {
  expect(resembles(probe("a", "b", "c", "d"), COLUMNS)).toBe(true);
  expect(resembles(probe("a", "b", "c", "d", "e"), COLUMNS)).toBe(true);
  expect(resembles(probe("a", "b", "c", "d", "x"), COLUMNS)).toBe(true);
  expect(resembles(probe("a", "b", "c"), COLUMNS)).toBe(true);
  expect(resembles(probe("a", "b", "c", "e", "x"), COLUMNS)).toBe(false);
  expect(resembles(probe("a", "b", "x", "y"), COLUMNS)).toBe(false);
});

const FOLDERS = [
  "cepii/baci",
  "un/comtrade",
  ...["armenia-exports", "cars", "fuel", "hs2", "hs2-groups", "queries", "wood"].map(
    (set) => `un/comtrade-${set}`,
  ),
];
const FILES = FOLDERS.flatMap((folder) => {
  const path = fileURLToPath(new URL(`../${folder}/fixture/`, import.meta.url));
  return readdirSync(path)
    .filter((name) => /\.(csv|parquet|txt)$/.test(name) && !/codes|Readme/.test(name))
    .map((name) => [folder, path + name] as const);
});

test.each(FILES)(
  "%s: with any column renamed, or one more, the file is still somebody's, and one's only",
  async (_, path) => {
    const {probe: whole} = await inspect(path, "", writer);
    const renamed = whole.header.map((column) =>
      whole.header.map((other) => (other === column ? `${column}_new` : other)),
    );
    for (const header of [...renamed, [...whole.header, "surprise"]]) {
      const changed = {...whole, header};
      const owners = sources.flatMap(({meta, dialects}) =>
        dialects.filter((dialect) => dialect.recognises(changed)).map(({id}) => `${meta.id} ${id}`),
      );
      expect(owners, header.join()).toHaveLength(1);
    }
  },
);
