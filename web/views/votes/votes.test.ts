import fc from "fast-check";
import {expect, test} from "vitest";
import {webFinding} from "../../../test/support/web-finding.ts";
import {shownDay} from "../../parts/period.ts";
import {pairsOf, panelOf} from "./agreement-layout.ts";
import {byChoice, CHOICES, callLines, votesOf} from "./roll-call-layout.ts";
import {agreementAddress, rollCallAddress, rollCallsAddress, withCall} from "./state.ts";

test("every state of the finding stands under one choice, a missing vote under none of the known ones", () => {
  const choice = fc.constantFrom("yes", "abstain", "no", "none", null);
  fc.assert(
    fc.property(fc.array(choice, {maxLength: 30}), (choices) => {
      const votes = votesOf(
        webFinding(
          choices.map((one, at) => ({
            state: `S${at}`,
            name: `State ${at}`,
            choice: one,
            choice_missing: one === null ? "not on record" : null,
          })),
        ),
      );
      const groups = byChoice(votes);
      expect([...groups.keys()]).toEqual([...CHOICES]);
      expect([...groups.values()].flat().length).toBe(choices.length);
      expect(groups.get("missing")?.length).toBe(choices.filter((one) => one === null).length);
    }),
  );
});

test("a whole text is asked for by its number, a part of one by its source's key", () => {
  const row = (record: string, resolution: string | null, motion: string) => ({record, resolution, motion});
  const lines = callLines(
    webFinding([row("1", "75/4", "resolution"), row("2", "75/4", "paragraph"), row("3", null, "resolution")]),
  );
  expect(lines.map(({call, name}) => [call, name])).toEqual([
    ["75/4", "75/4"],
    ["2", "75/4"],
    ["3", "3"],
  ]);
});

const session = (opened: number, share: number | null, published: number | null) => ({
  session: String(opened - 1945),
  opened: String(opened),
  state: "AAA",
  with_state: "BBB",
  agreement_share: share,
  published_share: published,
  pairs: null,
});

test("the published figure carries the line on where roll calls end, and a gap stays a gap", () => {
  const [pair] = pairsOf(
    webFinding([
      session(2022, null, 0.5),
      session(2020, 0.8, 0.8),
      session(2021, 0.7, 0.7),
      session(2018, null, null),
      session(2017, 0.9, 0.9),
    ]),
  );
  if (pair === undefined) throw new Error("no pair");
  expect(pair.last?.opened).toBe(2022);
  const field = {width: 114, height: 106, first: 2017, last: 2022, shock: "2022-02-24"};
  const {own, published, dots, shockX, x, y} = panelOf(pair, field);
  expect(own.map((path) => path.split("L").length)).toEqual([1, 2]);
  expect(published).toHaveLength(1);
  expect(published[0]?.split("L").length).toBe(2);
  expect(dots).toHaveLength(4);
  expect([y(0), y(1)]).toEqual([103, 3]);
  // A session opens in September: February 2022 lies between those of 2021 and 2022.
  expect(shockX).toBeGreaterThan(x(2021));
  expect(shockX).toBeLessThan(x(2022));
});

test("the address asks three questions, each with its own choices", () => {
  const states = webFinding([
    {iso3: "AAA", name: "A", blocs: "post-soviet,U"},
    {iso3: "BBB", name: "B", blocs: "U"},
    {iso3: "CCC", name: "C", blocs: "post-soviet"},
  ]);
  const none = new URLSearchParams();
  expect(rollCallAddress(none)).toBe("/api/v1/votes-roll-call");
  expect(rollCallsAddress(none)).toBe("/api/v1/votes-roll-calls?session=1..&match=ES-11");
  expect(agreementAddress(none, states)).toBe("/api/v1/votes-agreement?session=60..&states=AAA,CCC");
  const given = new URLSearchParams("call=68/262&list=76&with=USA&session=70");
  expect(rollCallAddress(given)).toBe("/api/v1/votes-roll-call?resolution=68/262");
  expect(rollCallsAddress(given)).toBe("/api/v1/votes-roll-calls?session=76");
  expect(agreementAddress(given, states)).toBe("/api/v1/votes-agreement?session=70&states=AAA,CCC&with=USA");
  expect(withCall(given, "ES-11/1")).toMatchObject({call: "ES-11/1", with: "USA"});
});

test("days are written for people", () => {
  expect(["2022-03-02", "2022-03", "2022"].map(shownDay)).toEqual(["2 Mar 2022", "Mar 2022", "2022"]);
});
