import {NumericalError} from "../../base/index.ts";

const MOST_PLAYERS = 20;

/**
 * Shapley's split of what players make together: each one's marginal contribution, averaged over all orders of joining
 * (Shapley 1953). Exact, over all 2ⁿ coalitions.
 *
 * @param players how many, at most 20
 * @param worth of a coalition, given as a bit mask of its players
 * @returns one number a player; they add up to worth(all) − worth(none)
 * @throws NumericalError "too-many-players"
 */
export function shapley(players: number, worth: (coalition: number) => number): number[] {
  if (players > MOST_PLAYERS)
    throw new NumericalError("too-many-players", {
      message: `${players} players have ${2 ** players} coalitions; at most ${MOST_PLAYERS} players are split`,
      hint: "put players together",
    });
  const worths = Float64Array.from({length: 2 ** players}, (_, coalition) => worth(coalition));
  const weights = joiningWeights(players);
  return Array.from({length: players}, (_, player) => {
    let sum = 0;
    for (let coalition = 0; coalition < worths.length; coalition++) {
      if ((coalition & (1 << player)) !== 0) continue;
      const gain = (worths[coalition | (1 << player)] ?? Number.NaN) - (worths[coalition] ?? Number.NaN);
      sum += (weights[sizeOf(coalition)] ?? Number.NaN) * gain;
    }
    return sum;
  });
}

/** Share of all orders in which a player joins just after a given coalition of size s: s! (n − s − 1)! / n!. */
function joiningWeights(players: number): number[] {
  const weights: number[] = [];
  let choose = 1;
  for (let size = 0; size < players; size++) {
    weights.push(1 / (players * choose));
    choose = (choose * (players - 1 - size)) / (size + 1);
  }
  return weights;
}

function sizeOf(coalition: number): number {
  let size = 0;
  for (let rest = coalition; rest > 0; rest &= rest - 1) size += 1;
  return size;
}
