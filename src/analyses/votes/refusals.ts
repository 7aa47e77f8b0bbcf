import {quoteList, UsageError} from "../../base/index.ts";

/** The refusal of a store without any vote. */
export function noVotes(): UsageError {
  return new UsageError("no-votes", {
    message: "the store holds no roll calls",
    hint: "build it from data that has them: the README of sources/voeten/unga-votes says which files",
  });
}

/** The refusal of a store without ideal points, or without those of a source. */
export function noIdealPoints(source: string | null, known: readonly string[]): UsageError {
  if (known.length === 0)
    return new UsageError("no-ideal-points", {
      message: "the store holds no ideal points",
      hint: "build it from data that has them: the README of sources/voeten/ideal-points says which files",
    });
  return new UsageError("no-ideal-points", {
    message: `the store holds no ideal points of "${source}"`,
    where: "--source",
    hint: `ask for one of ${quoteList([...known])}`,
  });
}

/** The known sessions from one on, ascending. @throws UsageError "no-session" when there is none */
export function fromOn({from}: {readonly from: number}, known: readonly number[], where: string): number[] {
  const asked = known.filter((session) => session >= from).sort((a, b) => a - b);
  if (asked.length > 0) return asked;
  throw new UsageError("no-session", {
    message: `nothing is known of session ${from} or later`,
    where,
    hint: `the last session on record is ${Math.max(...known)}`,
  });
}
