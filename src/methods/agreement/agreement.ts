import {NumericalError} from "../../base/index.ts";

/** How a voter stood on a roll call, as a `RollCalls` cell. Everything below 1 is no vote. */
export const CHOICES = {none: 0, yes: 1, abstain: 2, no: 3} as const;

/** Roll calls by voter: `cells[call × voters + voter]` is one of {@link CHOICES}. */
export interface RollCalls {
  readonly calls: number;
  readonly voters: number;
  readonly cells: Uint8Array;
}

/** How often two voters stood together. */
export interface PairAgreement {
  /** Roll calls on which both voted: the denominator. */
  readonly pairs: number;
  /** Of these, roll calls on which both chose the same. */
  readonly same: number;
  /** Share of `pairs` on the same side: the publishers' agreement. Null without a pair. */
  readonly identical: number | null;
  /** Mean of 1 − |v − w| / 2 with yes 1, abstain 2, no 3: an abstention is half-way (Lijphart 1963). Null without a pair. */
  readonly graded: number | null;
}

/**
 * Roll calls on which voters differed: at least two of yes, abstain and no were cast. Unanimous ones tell no voter from another.
 *
 * @returns indices of the calls, ascending
 * @throws NumericalError "bad-shape" when `cells` is not calls × voters
 */
export function contested({calls, voters, cells}: RollCalls): number[] {
  refuseShape({calls, voters, cells});
  return Array.from({length: calls}, (_, call) => call).filter((call) => {
    const cast = new Set(cells.subarray(call * voters, (call + 1) * voters));
    cast.delete(CHOICES.none);
    return cast.size > 1;
  });
}

/**
 * Agreement of two voters over the roll calls on which both voted.
 *
 * @param among indices of the calls that count, such as those of {@link contested}
 * @throws NumericalError "bad-shape" when `cells` is not calls × voters
 */
export function agreement(
  votes: RollCalls,
  {one, other, among}: {readonly one: number; readonly other: number; readonly among: readonly number[]},
): PairAgreement {
  refuseShape(votes);
  const {voters, cells} = votes;
  let [pairs, same, apart] = [0, 0, 0];
  for (const call of among) {
    const [v, w] = [cells[call * voters + one], cells[call * voters + other]];
    if (v === undefined || w === undefined || v === CHOICES.none || w === CHOICES.none) continue;
    pairs += 1;
    if (v === w) same += 1;
    apart += Math.abs(v - w);
  }
  return {
    pairs,
    same,
    identical: pairs === 0 ? null : same / pairs,
    graded: pairs === 0 ? null : 1 - apart / 2 / pairs,
  };
}

function refuseShape({calls, voters, cells}: RollCalls): void {
  if (cells.length === calls * voters) return;
  throw new NumericalError("bad-shape", {
    message: `${cells.length} cells are not ${calls} roll calls of ${voters} voters`,
    hint: "give one cell a roll call and voter, row by row",
  });
}
