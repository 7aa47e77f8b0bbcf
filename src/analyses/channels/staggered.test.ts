import {expect, test} from "vitest";
import {plantedPanel} from "../../../test/world/panel.ts";
import {day} from "../../base/index.ts";
import type {EffectPanel} from "./effect-panel.ts";
import {headline} from "./staggered.ts";

const TIMING = {shock: day("2022-02-24"), transition: 1};

// A good's own course would be a common shock of its cluster alone: within one destination it is noise of the pair.
const months = (seed: number, effect: number): EffectPanel =>
  plantedPanel(seed, {
    effects: {HUB: effect},
    range: "2021-01..2022-12",
    listings: [day("2022-02-26"), day("2022-04-09")],
    later: day("2023-02-26"),
    listed: 60,
    controls: 60,
    goodCourse: 0.1,
  });

test("an effect planted at staggered listings is recovered, and its interval covers as it says", async () => {
  const planted = 0.5;
  const draws = 60;
  let covered = 0;
  const errors: number[] = [];
  for (let seed = 1; seed <= draws; seed++) {
    const found = await headline(months(seed, planted), 0, TIMING);
    if ("reason" in found) throw new Error(found.reason);
    errors.push(found.estimate - planted);
    if (Math.abs(found.estimate - planted) <= 1.96 * found.se) covered++;
  }
  const mean = errors.reduce((sum, error) => sum + error, 0) / draws;
  const sd = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (draws - 1));

  // Some 94 % covered in 400 worlds; fewer than 52 of 60 then has probability 0.01, and the seeds are fixed.
  expect(covered).toBeGreaterThanOrEqual(52);
  // Three Monte-Carlo errors.
  expect(Math.abs(mean)).toBeLessThan((3 * sd) / Math.sqrt(draws));
});
