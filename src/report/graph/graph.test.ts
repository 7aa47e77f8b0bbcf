import {SaxesParser} from "saxes";
import {expect, test} from "vitest";
import {type Finding, type FindingRow, finding} from "../../base/index.ts";
import {renderGexf, renderGraphml} from "./index.ts";

const ROWS: readonly FindingRow[] = [
  {
    a: "ARM",
    b: "CSTO",
    layer: "institutions",
    kind: "membership",
    start: "2002-10-07",
    end: null,
    status: 'a "quoted" & <odd> status',
    value: null,
  },
  {
    a: "ARM",
    b: "RUS",
    layer: "security",
    kind: "exercise",
    start: "2006",
    end: "2008-02",
    status: null,
    value: 4.5,
  },
  {
    a: "ARM",
    b: null,
    layer: "law",
    kind: "in_force",
    start: null,
    end: null,
    status: "\u0000\ud800",
    value: null,
  },
];

function made(rows: readonly FindingRow[] = ROWS): Finding {
  const names = Object.keys(rows[0] ?? {});
  return finding({
    kind: "ties",
    question: "Which ties?",
    parameters: {},
    columns: names.map((name) => ({name, unit: name === "value" ? "coefficient" : "text", meaning: name})),
    rows,
    estimates: [],
    sample: {rows_in: 3, rows_used: 3, dropped: [], coverage: []},
    warnings: [],
    caveats: [],
    evidence: [],
    lineage: [],
  });
}

interface Element {
  readonly name: string;
  readonly at: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Elements in the order they close, by a parser that refuses what is not well-formed. */
function parsed(xml: string): Element[] {
  const parser = new SaxesParser();
  const open: {name: string; at: Record<string, string>; text: string}[] = [];
  const found: Element[] = [];
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({name, attributes}) => {
    open.push({
      name,
      at: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, String(value)])),
      text: "",
    });
  });
  parser.on("text", (text) => {
    const last = open.at(-1);
    if (last !== undefined) last.text += text;
  });
  parser.on("closetag", () => {
    const last = open.pop();
    if (last !== undefined) found.push(last);
  });
  parser.write(xml).close();
  return found;
}

function named(xml: string, name: string): Readonly<Record<string, string>>[] {
  return parsed(xml).flatMap((element) => (element.name === name ? [element.at] : []));
}

test("GEXF holds every row with two ends, its spell by the precision of its dates, and its direction by its kind", () => {
  const xml = renderGexf(made());
  expect(named(xml, "gexf")[0]).toMatchObject({version: "1.3", xmlns: "http://gexf.net/1.3"});
  expect(named(xml, "graph")[0]).toMatchObject({mode: "dynamic", timeformat: "date"});
  expect(named(xml, "node").map(({id}) => id)).toEqual(["ARM", "CSTO", "RUS"]);
  expect(named(xml, "edge")).toEqual([
    {id: "1", source: "ARM", target: "CSTO", type: "directed"},
    {id: "2", source: "ARM", target: "RUS", type: "undirected", weight: "4.5"},
  ]);
  expect(named(xml, "spell")).toEqual([{start: "2002-10-07"}, {start: "2006-01-01", end: "2008-02-29"}]);
  expect(named(xml, "attvalue").map(({value}) => value)).toContain('a "quoted" & <odd> status');
});

test("GraphML holds the same edges, those without a direction there and back; a missing cell has no data", () => {
  const mixed = renderGraphml(made());
  expect(named(mixed, "graph")[0]?.edgedefault).toBe("directed");
  expect(named(mixed, "edge")).toEqual([
    {id: "edge-1", source: "ARM", target: "CSTO"},
    {id: "edge-2", source: "ARM", target: "RUS"},
    {id: "edge-2-back", source: "RUS", target: "ARM"},
  ]);
  const plain = renderGraphml(made(ROWS.slice(1)));
  expect(named(plain, "graph")[0]?.edgedefault).toBe("undirected");
  expect(named(plain, "edge")).toEqual([{id: "edge-1", source: "ARM", target: "RUS"}]);
  const [first] = ROWS;
  const xml = renderGraphml(made(first === undefined ? [] : [first]));
  const data = parsed(xml).flatMap(({name, at, text}) =>
    name === "data" && at.key !== "name" ? [[at.key, text]] : [],
  );
  expect(data).toEqual([
    ["edge-start", "2002-10-07"],
    ["edge-layer", "institutions"],
    ["edge-kind", "membership"],
    ["edge-status", 'a "quoted" & <odd> status'],
  ]);
});

test("text that XML cannot hold is replaced, and the file stays well-formed", () => {
  const odd = made([
    {a: "A\u0001", b: "B\ud800<", layer: "x", kind: "\t\n", start: null, end: null, status: "", value: null},
  ]);
  expect(named(renderGexf(odd), "node").map(({id}) => id)).toEqual(["A\ufffd", "B\ufffd<"]);
  expect(named(renderGexf(odd), "attvalue").map(({value}) => value)).toContain("\t\n");
  expect(named(renderGexf(odd), "graph")[0]).toMatchObject({mode: "static"});
  expect(() => parsed(renderGraphml(odd))).not.toThrow();
});

test("a finding without two ends is refused, and told what can be exported", () => {
  expect(() => renderGexf(made([{state: "ARM", value: 1}]))).toThrow(
    /link no two ends; they have state, value/,
  );
});
