import {expect, test} from "vitest";
import {lawFeatures, laws} from "./laws.ts";
import {memberships} from "./memberships.ts";
import {isOrganisation, organisations} from "./organisations.ts";
import {organisationPoles, responseRules} from "./response.ts";
import {securityFacts} from "./security.ts";
import {type DatedFact, refuseBadFacts} from "./spells.ts";
import {states} from "./states.ts";
import {tieKinds} from "./tie-kinds.ts";

function fact(changes: Partial<DatedFact> = {}): DatedFact {
  return {id: "x1", key: "ARM CSTO member", start: "2002-10-07", end: null, source: "a book", ...changes};
}

test.each([
  ["no-source", [fact({source: ""})]],
  ["bad-date", [fact({start: "7.10.2002"})]],
  ["bad-date", [fact({start: "2002-13"})]],
  ["ends-before-start", [fact({end: "2001"})]],
  ["spells-overlap", [fact({end: "2012"}), fact({id: "x2", start: "2010"})]],
  ["spells-overlap", [fact(), fact({id: "x2", start: "2010"})]],
] as const)("%s is refused", (code, facts) => {
  expect(() => refuseBadFacts(facts, "some.csv")).toThrow(
    expect.objectContaining({code, where: "reference/some.csv"}),
  );
});

test.each([
  ["a day within the year in which it ends", [fact({start: "2012-05-01", end: "2012"})]],
  [
    "a spell that begins in the year in which the last ended",
    [fact({end: "2012"}), fact({id: "x2", start: "2012-12-19"})],
  ],
  [
    "a spell that begins on the day on which the last ended",
    [fact({end: "2012-12-19"}), fact({id: "x2", start: "2012-12-19"})],
  ],
  [
    "another standing at the same time",
    [fact(), fact({id: "x2", key: "ARM CSTO frozen", start: "2024-02-22"})],
  ],
] as const)("%s is taken", (_, facts) => {
  expect(refuseBadFacts(facts, "some.csv")).toHaveLength(facts.length);
});

test("the tables hold what was gathered, each row with a source", () => {
  // Counted in the files: 195 memberships; 79 security ties, four of them of several states; 78 laws with 282 features.
  expect([memberships().length, securityFacts().length, laws().length, lawFeatures().length]).toEqual([
    195, 83, 78, 282,
  ]);
});

test("every organisation of a membership is listed, and every end of a security tie is a state or an organisation", () => {
  expect(memberships().filter(({organisation}) => !isOrganisation(organisation))).toEqual([]);
  const ends = securityFacts().flatMap(({state, partner}) => [state, partner]);
  expect(ends.filter((end) => !states().has(end) && !isOrganisation(end))).toEqual([]);
});

test("no organisation has the code of a state, so that an end of a tie is one or the other", () => {
  expect(organisations().filter(({id}) => states().has(id))).toEqual([]);
});

test("every rule of the response is about a kind that there is, and every pole is known", () => {
  const kinds = new Set(tieKinds().map(({layer, kind}) => `${layer}/${kind}`));
  expect(responseRules().filter(({layer, kind}) => !kinds.has(`${layer}/${kind}`))).toEqual([]);
  expect(organisationPoles().length).toBeGreaterThan(20);
});

test("the unit of a security tie is that of its kind", () => {
  const units = new Map(tieKinds().map(({layer, kind, unit}) => [`${layer}/${kind}`, unit]));
  const odd = securityFacts().filter(
    ({kind, unit}) => unit !== null && unit !== units.get(`security/${kind}`),
  );
  expect(odd).toEqual([]);
});

test("no two organisations differ by case alone", () => {
  const ids = organisations().map(({id}) => id.toLowerCase());
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});
