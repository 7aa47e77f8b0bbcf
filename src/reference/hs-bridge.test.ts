import {expect, test} from "vitest";
import {hsAntecedents, hsCodes, hsHas} from "./hs.ts";
import {BRIDGED, hsBridge} from "./hs-bridge.ts";

const now = hsBridge("HS2022", "HS2017");
const newerOf = (older: string) => now.links.filter((link) => link.older === older).map(({newer}) => newer);
const olderOf = (newer: string) => now.links.filter((link) => link.newer === newer).map(({older}) => older);

// The trap of the United Nations tables: 854151 and 854159, semiconductor devices, stand there as heirs of 851712, telephones.
test("semiconductor devices come from 854150, and telephones go to telephones only", () => {
  expect(olderOf("854151")).toEqual(["854150"]);
  expect(olderOf("854159")).toEqual(["854150"]);
  expect(newerOf("851712")).toEqual(["851713", "851714"]);
  expect(newerOf("854150")).toEqual(["854151", "854159"]);
});

test("the order in which editions are named does not matter", () => {
  expect(hsBridge("HS2017", "HS2022")).toBe(now);
});

test.each([
  ["HS2017", "HS2022"],
  ["HS2012", "HS2017"],
  ["HS2012", "HS2022"],
] as const)("%s to %s: every code of either is linked or named as what it is", (one, other) => {
  const {older, newer, links, gathered, ended} = hsBridge(one, other);
  const linkedNew = new Set<string>(links.map((link) => link.newer));
  for (const code of hsCodes(newer)) expect(linkedNew.has(code) || gathered.has(code), code).toBe(true);
  const linkedOld = new Set<string>(links.map((link) => link.older));
  for (const code of hsCodes(older)) expect(linkedOld.has(code)).toBe(!ended.has(code));
  for (const link of links)
    expect([hsHas(older, link.older), hsHas(newer, link.newer)]).toEqual([true, true]);
});

test("codes gathered from hundreds of headings have no antecedent but a curated one", () => {
  const scattered = hsCodes("HS2022").filter(
    (code) => hsAntecedents(code, "HS2022", "HS2017").relation === "scattered",
  );
  // 15 in the table, three of them with a curated antecedent: 852990, 854151 and 854159.
  expect(scattered).toHaveLength(15);
  expect(now.gathered.size).toBe(12);
  expect([...now.gathered].every((code) => olderOf(code).length === 0)).toBe(true);
});

test("a code that lost goods to gathered ones is bounded, though the table gives it one heir", () => {
  // HS2022 moved modules of flat panels from 901380 to 8524, which the table gathers from everywhere.
  expect(newerOf("901380")).toEqual(["901380"]);
  expect(now.leaking.has("901380")).toBe(true);
  expect(now.leaking.has("851712")).toBe(false);
});

test("integrated circuits of HS2012 gained goods from everywhere in 2017: linked to themselves, and leaking", () => {
  const {leaking, gathered, links} = hsBridge("HS2012", "HS2017");
  expect(leaking.has("854231") && gathered.has("854231")).toBe(true);
  expect(links.filter(({newer}) => newer === "854231")).toEqual([{older: "854231", newer: "854231"}]);
});

test("three editions are bridged", () => expect(BRIDGED).toEqual(["HS2012", "HS2017", "HS2022"]));
