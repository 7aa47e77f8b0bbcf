import {afterAll, beforeAll, expect, test} from "vitest";
import {silentLog} from "../../src/base/index.ts";
import {type StoreServer, serveStore} from "../../src/server/index.ts";
import {packStore, type TestStore} from "../support/stores.ts";

/** What people type, paste and forget; and some that answer. */
const VALUES = [
  "",
  " ",
  "x",
  "-1",
  "1e9",
  "99999999999999999999",
  "0000",
  "2021",
  "2022-13",
  "2022-00-00",
  "2022-02-30",
  "2022..2021",
  "2022-01..2022-14",
  "..",
  "KAZ",
  "KAZ,,RUS",
  "KAZ,KAZ",
  "EU27",
  "' OR 1=1 --",
  "Ω\u202e\u0000",
  "a".repeat(1500),
  "chpl:9",
  "chpl:1+1",
  ",",
  "people,people",
];

interface Described {
  readonly paths: Readonly<
    Record<string, {readonly get?: {readonly parameters?: readonly {readonly name: string; in: string}[]}}>
  >;
}

let pack: TestStore;
let server: StoreServer;
beforeAll(async () => {
  pack = await packStore();
  server = await serveStore({store: pack.path, port: 0, version: "test", log: silentLog, web: null});
});
afterAll(async () => {
  await server.close();
  await pack[Symbol.asyncDispose]();
});

test("whatever a parameter holds, the answer is a finding or a refusal that says what to mend, never a defect", async () => {
  const described: Described = JSON.parse(
    await (await fetch(new URL("/api/v1/openapi.json", server.url))).text(),
  );
  const asked = Object.entries(described.paths)
    .filter(([path]) => !path.includes("{"))
    .flatMap(([path, {get}]) =>
      (get?.parameters ?? []).filter((one) => one.in === "query").map(({name}) => ({path, name})),
    );
  expect(asked.length).toBeGreaterThan(100);
  const answered = new Set<string>();
  for (const {path, name} of asked) {
    for (const value of VALUES) {
      const address = new URL(`${path}?${new URLSearchParams({[name]: value})}`, server.url);
      const response = await fetch(address);
      const body = await response.text();
      const what = `${path} ${name}=${value.slice(0, 40)}: ${body.slice(0, 300)}`;
      if (response.ok) answered.add(path);
      else {
        expect([400, 404, 409, 422], what).toContain(response.status);
        const {error} = JSON.parse(body);
        expect(error.message, what).not.toMatch(/^$|defect|Invalid time|undefined|is not a function|NaN/);
      }
    }
  }
  // A question that refuses every value would prove nothing.
  expect([...new Set(asked.map(({path}) => path))].filter((path) => !answered.has(path))).toEqual([]);
});
