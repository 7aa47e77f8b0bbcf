import {SourceError} from "../base/index.ts";

/** A dated fact as its table holds it: dates as precise as known, `key` what makes two rows the same tie. */
export interface DatedFact {
  readonly id: string;
  readonly key: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly source: string;
}

const DATE = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/**
 * Refuses what no reviewed table may hold: a fact without a source, a text that is no date, an end before its start, two
 * spells of one tie that share more than the day, month or year in which one gives way to the other.
 *
 * @throws SourceError "no-source", "bad-date", "ends-before-start", "spells-overlap" naming the row
 */
export function refuseBadFacts<Fact extends DatedFact>(
  facts: readonly Fact[],
  file: string,
): readonly Fact[] {
  for (const fact of facts) refuseBadFact(fact, file);
  for (const spells of Map.groupBy(facts, ({key}) => key).values()) refuseOverlaps(spells, file);
  return facts;
}

function refuseBadFact({id, start, end, source}: DatedFact, file: string): void {
  if (source === "")
    throw fault("no-source", {id, file, message: "has no source", hint: "say where it can be read"});
  const bad = [start, end].find((date) => date !== null && !DATE.test(date));
  if (bad !== undefined)
    throw fault("bad-date", {
      id,
      file,
      message: `${JSON.stringify(bad)} is no date`,
      hint: "write 2006, 2006-06 or 2006-06-23",
    });
  if (start !== null && end !== null && end < start.slice(0, end.length))
    throw fault("ends-before-start", {
      id,
      file,
      message: `ends on ${end} and starts on ${start}`,
      hint: "mend the date that is wrong",
    });
}

function refuseOverlaps(spells: readonly DatedFact[], file: string): void {
  const sorted = spells.toSorted((a, b) => ((a.start ?? "") < (b.start ?? "") ? -1 : 1));
  for (const [at, next] of sorted.entries()) {
    const before = sorted[at - 1];
    if (before === undefined || !overlap(before, next)) continue;
    throw fault("spells-overlap", {
      id: next.id,
      file,
      message: `starts on ${next.start ?? "an unknown day"}, while ${before.id} of the same tie lasts until ${before.end ?? "today"}`,
      hint: "end the earlier spell, or give the two another status or name",
    });
  }
}

// A year and a day within it may touch: what one ends in, the next may begin in.
function overlap(before: DatedFact, next: DatedFact): boolean {
  if (before.end === null || next.start === null) return true;
  const shared = Math.min(before.end.length, next.start.length);
  return before.end.slice(0, shared) > next.start.slice(0, shared);
}

function fault(
  code: string,
  {
    id,
    file,
    message,
    hint,
  }: {readonly id: string; readonly file: string; readonly message: string; readonly hint: string},
): SourceError {
  return new SourceError(code, {message: `row ${id} ${message}`, where: `reference/${file}`, hint});
}
