// Writes docs/data/trade.csv, the invented data of the method pages: `node tools/docs/sample-trade.ts`.
import {writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {normal, type Random, seeded} from "../../src/base/index.ts";

const SEED = 2;
const STATES = ["ALD", "BOR", "CAL", "DOR", "ELM", "FAR", "GOL", "HAV", "IRE", "KAM", "LOR", "MIR"] as const;
const YEARS = [2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021] as const;
/** Planted: elasticity of trade to distance, gain from an agreement in its first, second, … year. */
const DISTANCE = -0.9;
const GAINS = [0.1, 0.2, 0.3, 0.3, 0.3, 0.3] as const;
const SHARE_WITH_AGREEMENT = 0.4;

interface Pair {
  readonly from: (typeof STATES)[number];
  readonly to: (typeof STATES)[number];
  readonly distanceKm: number;
  readonly border: number;
  /** First year of an agreement; 0 without one. */
  readonly since: number;
  readonly usual: number;
}

/** The sample as CSV: pairs of invented states by year, trade in million dollars, some of it zero, some missing. */
export function sampleTrade(): string {
  const random = seeded(SEED);
  const size = new Map(STATES.map((state) => [state, 3 + normal(random)]));
  const places = new Map(STATES.map((state) => [state, {east: 4000 * random(), north: 3000 * random()}]));
  const pairs = STATES.flatMap((from) =>
    STATES.filter((to) => to !== from).map((to): Pair => {
      const [a, b] = [places.get(from), places.get(to)];
      const distanceKm = Math.round(
        Math.hypot((a?.east ?? 1) - (b?.east ?? 1), (a?.north ?? 1) - (b?.north ?? 1)),
      );
      const usual = (size.get(from) ?? 3) + (size.get(to) ?? 3) + DISTANCE * Math.log(distanceKm / 1000);
      return {from, to, distanceKm, border: Number(distanceKm < 500), since: sinceOf(random), usual};
    }),
  );
  // The two states with the least trade sell each other nothing in any year: levels of zeros.
  const least = Math.min(...pairs.map(({usual}) => usual));
  const lines = pairs.flatMap((pair) =>
    YEARS.map((year) => lineOf(pair, year, random, pair.usual === least)),
  );
  return [
    "exporter,importer,year,trade_musd,distance_km,border,agreement,since,signs,rel",
    ...lines,
    "",
  ].join("\n");
}

function sinceOf(random: Random): number {
  const signs = random() < SHARE_WITH_AGREEMENT;
  const year = 2016 + Math.floor(3 * random());
  return signs ? year : 0;
}

function lineOf(
  {from, to, distanceKm, border, since, usual}: Pair,
  year: number,
  random: Random,
  silent: boolean,
): string {
  const years = since === 0 ? -1 : year - since;
  const gain = years < 0 || since === 0 ? 0 : (GAINS[years] ?? 0.3);
  const trade = silent
    ? 0
    : Math.exp(usual - 3.5 + 0.02 * (year - 2014) + gain + 0.15 * normal(random) - 0.01);
  const isMissing = random() < 0.004;
  const shown = isMissing ? "NA" : (Math.floor(trade * 100) / 100).toString();
  const agreement = Number(since !== 0 && year >= since);
  return [from, to, year, shown, distanceKm, border, agreement, since, Number(since !== 0), years].join(",");
}

if (import.meta.main) {
  writeFileSync(fileURLToPath(new URL("../../docs/data/trade.csv", import.meta.url)), sampleTrade());
}
