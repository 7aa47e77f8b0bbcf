import {createHash} from "node:crypto";
import {tableFromIPC} from "@uwdata/flechette";
import {beforeEach, expect, test} from "vitest";
import {parseCsv} from "../../test/csv.ts";
import {sampleDraft, sampleFinding} from "../../test/golden/report/sample.ts";
import {type Finding, finding, StoreError, UsageError} from "../base/index.ts";
import type {OptionBag, Question} from "../surface/index.ts";
import type {Answers} from "./answers.ts";
import {createApp} from "./app.ts";

const evidence = finding({...sampleDraft, kind: "evidence"});

/** Answers every question with the sample, and keeps what was asked. */
class SampleAnswers implements Answers {
  asked: {name: string; options: OptionBag}[] = [];
  failure: Error | null = null;
  async ask({name}: Question, options: OptionBag): Promise<Finding> {
    this.asked.push({name, options});
    if (this.failure !== null) throw this.failure;
    return sampleFinding;
  }
  async recall(id: string): Promise<Finding> {
    if (id === sampleFinding.id) return sampleFinding;
    throw new UsageError("unknown-finding", {message: `no finding "${id}" is remembered`});
  }
  async evidence(id: string, row: string): Promise<Finding> {
    this.asked.push({name: "evidence", options: {id, row}});
    return evidence;
  }
  async progress() {
    return {gathering: [{source: "s/d", flow: "X", frequency: "A", done: 4, of: 9}]};
  }
  async parquet() {
    return Uint8Array.from([80, 65, 82, 49]);
  }
}

const question = (name: string): Question => ({
  name,
  summary: `the ${name}`,
  options: [
    {name: "target", value: "STATE", meaning: "where", fallback: "TGT"},
    {name: "by", value: "hub|month", meaning: "rows", choices: ["hub", "month"]},
  ],
  examples: [],
  load: async () => undefined,
  read: () => async () => sampleFinding,
});

let answers = new SampleAnswers();
let app = createApp({
  answers,
  questions: [question("channels"), question("trade")],
  home: "channels",
  version: "1.2.3",
  bundle: null,
});
beforeEach(() => {
  answers = new SampleAnswers();
  app = createApp({
    answers,
    questions: [question("channels"), question("trade")],
    home: "channels",
    version: "1.2.3",
    bundle: null,
  });
});

test("a question answers with the whole finding as JSON", async () => {
  const response = await app.request("/api/v1/trade?target=AAA&by=");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(sampleFinding);
  expect(answers.asked).toEqual([{name: "trade", options: {target: "AAA"}}]);
});

test("a suffix or ?format= chooses the format, and neither reaches the question", async () => {
  const bySuffix = await app.request("/api/v1/trade.csv");
  const byQuery = await app.request("/api/v1/trade?format=csv");
  expect(bySuffix.headers.get("content-type")).toContain("text/csv");
  expect(bySuffix.headers.get("content-disposition")).toBe(`attachment; filename="${sampleFinding.id}.csv"`);
  const [csv, same] = [await bySuffix.text(), await byQuery.text()];
  expect(same).toBe(csv);
  expect(parseCsv(csv)).toHaveLength(4);
  expect(answers.asked.map(({options}) => options)).toEqual([{}, {}]);
});

test.each([
  ["json", "application/json"],
  ["ndjson", "application/x-ndjson"],
  ["md", "text/markdown"],
  ["html", "text/html"],
  ["table", "text/plain"],
  ["parquet", "application/vnd.apache.parquet"],
])("%s is sent as %s", async (format, type) => {
  const response = await app.request(`/api/v1/channels.${format}`);
  expect([response.status, response.headers.get("content-type")?.split(";")[0]]).toEqual([200, type]);
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(3);
});

test("the same finding is not sent twice: 304 for its ETag, 200 for another format's", async () => {
  const etag = (await app.request("/api/v1/channels")).headers.get("etag") ?? "";
  expect(etag).toBe(`"${sampleFinding.id}.json.1.2.3"`);
  const again = (path: string, tag: string) => app.request(path, {headers: {"if-none-match": tag}});
  expect((await again("/api/v1/channels", etag)).status).toBe(304);
  expect((await again("/api/v1/channels", `"x", W/${etag}`)).status).toBe(304);
  expect((await again("/api/v1/channels.csv", etag)).status).toBe(200);
});

test("a row's evidence and the finding itself have addresses", async () => {
  expect(await (await app.request(`/api/v1/findings/${sampleFinding.id}`)).json()).toEqual(sampleFinding);
  const response = await app.request(`/api/v1/findings/${sampleFinding.id}/evidence/2.csv`);
  expect(response.headers.get("content-type")).toContain("text/csv");
  expect(answers.asked).toEqual([{name: "evidence", options: {id: sampleFinding.id, row: "2"}}]);
});

test("errors have one shape and their own status", async () => {
  answers.failure = new StoreError("store-missing", {
    message: "there is no store",
    where: "/x",
    hint: "make one",
  });
  const response = await app.request("/api/v1/channels");
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    ok: false,
    error: {code: "store-missing", message: "there is no store", where: "/x", hint: "make one"},
    status: 503,
  });
});

test.each([
  ["/api/v1/chanels", 404, "unknown-question"],
  ["/api/v2/channels", 404, "not-found"],
  ["/api/v1/channels.cvs", 400, "unknown-format"],
  ["/api/v1/findings/none-1", 400, "unknown-finding"],
  [`/api/v1/channels?target=${"A".repeat(2_000)}`, 400, "address-too-long"],
])("%.60s answers %i %s", async (path, status, code) => {
  const response = await app.request(path);
  expect([response.status, await response.json()]).toMatchObject([status, {ok: false, error: {code}}]);
});

test("the page has the table, every format, the form, the other answers and the citation", async () => {
  const html = await (await app.request("/?target=AAA&by=month")).text();
  expect(html).toContain("<caption>");
  expect(html).toContain('href="/api/v1/channels.csv?target=AAA&#38;by=month"');
  expect(html).toContain('<input name="target" value="AAA"');
  expect(html).toContain("<option selected>month</option>");
  expect(html).toContain('href="/api/v1/trade.html"');
  expect(html).toContain("Roundabout, &#34;Which invented hubs");
  expect(html).toContain(`href="/api/v1/findings/${sampleFinding.id}/evidence/1.html"`);
});

test("without a store the page says so, what to do, and answers 503", async () => {
  answers.failure = new StoreError("store-missing", {
    message: "there is no store",
    where: "/x",
    hint: "make one",
  });
  const response = await app.request("/");
  expect(response.status).toBe(503);
  expect(await response.text()).toMatch(/There is no store to read[\s\S]*What to do: make one/);
});

test("pages load nothing: the content policy allows their one style element by its hash", async () => {
  for (const path of ["/", "/api/v1/channels.html", "/nowhere"]) {
    const response = await app.request(path);
    const style = /<style>([\s\S]*)<\/style>/.exec(await response.text())?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${hash}'`);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  }
});

test("what a person typed comes back as text, not as markup", async () => {
  const html = await (
    await app.request(`/?target=${encodeURIComponent('"><script>alert(1)</script>')}`)
  ).text();
  expect(html).not.toContain("<script");
});

test("the catalogue names every question with its options, and OpenAPI says the same", async () => {
  const catalogue = JSON.parse(await (await app.request("/api/v1")).text());
  expect(catalogue.questions.map(({name}: {name: string}) => name)).toEqual(["channels", "trade"]);
  const described = JSON.parse(await (await app.request(catalogue.description)).text());
  expect(described.openapi).toBe("3.1.0");
  for (const {url, options} of catalogue.questions) {
    const {parameters} = described.paths[url].get;
    const named = parameters.map(({name}: {name: string}) => name);
    expect(named).toEqual([...options.map(({name}: {name: string}) => name), "format"]);
    for (const {schema} of parameters) expect(schema.maxLength ?? schema.enum.length).toBeGreaterThan(0);
  }
});

test("what questions wait for is told under an address of its own, which nobody keeps", async () => {
  const response = await app.request("/api/v1/progress");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(await response.json()).toEqual(await answers.progress());
  const described = JSON.parse(await (await app.request("/api/v1/openapi.json")).text());
  expect(described.paths["/api/v1/progress"].get.operationId).toBe("progress");
});

test("every schema that OpenAPI refers to is there, and a finding has the properties it requires", async () => {
  const described = JSON.parse(await (await app.request("/api/v1/openapi.json")).text());
  const references = JSON.stringify(described).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g);
  for (const [, kind = "", name = ""] of references) expect(described.components[kind]).toHaveProperty(name);
  expect(described.components.schemas.Finding.required.toSorted()).toEqual(
    Object.keys(sampleFinding).toSorted(),
  );
});

test("metadata tell everything but the rows, and where the rows are", async () => {
  const metadata = JSON.parse(await (await app.request("/api/v1/channels.metadata.json")).text());
  const {rows, evidence: _, estimates, ...kept} = sampleFinding;
  expect(metadata).toMatchObject({...kept, rows: rows.length, estimates: estimates.length, version: "1.2.3"});
  const csv = await app.request(metadata.links.csv);
  expect(parseCsv(await csv.text())).toHaveLength(rows.length + 1);
});

test("Arrow holds the rows to the last digit, and missing cells as null", async () => {
  const response = await app.request("/api/v1/channels.arrow");
  expect(response.headers.get("content-disposition")).toContain(".arrow");
  const table = tableFromIPC(new Uint8Array(await response.arrayBuffer()));
  expect(table.toArray()).toEqual(sampleFinding.rows);
});

test("a value beyond its bound is refused by its name", async () => {
  const response = await app.request(`/api/v1/trade?target=${"A".repeat(501)}`);
  expect(await response.json()).toMatchObject({
    status: 400,
    error: {code: "value-too-long", message: expect.stringContaining('"target"')},
  });
});
