import {expect, test} from "vitest";
import {
  answerOf,
  plant,
  publicationsOf,
  questionOf,
  type Truth,
  world,
  worldStore,
} from "../../../test/world/index.ts";
import type {Finding} from "../../base/index.ts";
import {channelsFinding} from "./finding.ts";

const PLANTS = [
  plant("channel", {size: 0.2, onward: 0.7}),
  plant("silent", {size: 0.2, onward: 0.7, publishes: "nothing"}),
  plant("relocation", {lift: 0.8}),
];

/** A world whose origins publish nothing and whose target goes on telling what arrives. */
async function asked(seed: number): Promise<{finding: Finding; truth: Truth}> {
  const {rows, truth} = world(seed, {plants: PLANTS, plain: 3, targetReports: "always", renumbered: false});
  const store = await worldStore({rows: rows.filter(({reporter}) => !truth.origins.includes(reporter))});
  try {
    return {finding: await channelsFinding(store, questionOf(truth)), truth};
  } finally {
    store.close();
  }
}

test.each([1, 2, 3])(
  "world %i: where origins are silent, hubs that tell what they took in are A or B, those that do not are C",
  async (seed) => {
    const {finding, truth} = await asked(seed);
    const graded = new Map(
      finding.rows.map((row) => [truth.hubTruths.get(String(row.hub))?.plant.name, row]),
    );
    expect(graded.get("channel")?.grade).toMatch(/^[AB]$/);
    expect(graded.get("silent")?.grade).toBe("C");
    expect(graded.get("silent")?.refill_documented_usd).toBeNull();
    for (const name of ["relocation", "ordinary 1", "ordinary 2", "ordinary 3"])
      expect(graded.get(name)?.grade, name).toMatch(/^(D|none)$/);
  },
);

test.each([1, 2, 3])("world %i: what reached the target is what was planted", async (seed) => {
  const {finding, truth} = await asked(seed);
  for (const [hub, {plant: own, onwardUsd}] of truth.hubTruths) {
    const row = finding.rows.find((candidate) => candidate.hub === hub);
    if (own.onward === 0) continue;
    // The target records between 0.88 and 1.08 of what is sent, and its ordinary purchases move by 15 % a cell.
    expect(Number(row?.refill_upper_usd) / onwardUsd, own.name).toBeGreaterThan(0.85);
    expect(Number(row?.refill_upper_usd) / onwardUsd, own.name).toBeLessThan(1.15);
  }
});

test("a store with the origins' exports answers as before", async () => {
  const {rows, truth} = world(4, {targetReports: "always"});
  const {finding} = await answerOf(truth, publicationsOf(rows));
  expect(finding.parameters).not.toHaveProperty("window_set_by");
  expect(finding.columns.map(({name}) => name)).toContain("excess_in_low_usd");
});
