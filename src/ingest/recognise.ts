import {SourceError} from "../base/index.ts";
import type {IndicatorDialect, IndicatorSource} from "./indicator-source.ts";
import type {FoundFile} from "./inspect.ts";
import type {Dialect, Shape, Source} from "./source.ts";
import type {TieDialect, TieSource} from "./tie-source.ts";
import type {VoteDialect, VoteSource} from "./vote-source.ts";

/** A file and the dialect that reads it. */
export type Match =
  | {readonly feeds: "trade"; readonly source: Source; readonly dialect: Dialect}
  | {readonly feeds: "ties"; readonly source: TieSource; readonly dialect: TieDialect}
  | {readonly feeds: "votes"; readonly source: VoteSource; readonly dialect: VoteDialect}
  | {readonly feeds: "indicators"; readonly source: IndicatorSource; readonly dialect: IndicatorDialect};

/** The sources that a build may use, by what they feed. */
export interface KnownSources {
  readonly sources: readonly Source[];
  readonly ties?: {readonly sources: readonly TieSource[]};
  readonly votes?: readonly VoteSource[];
  readonly indicators?: {readonly sources: readonly IndicatorSource[]};
}

/** The dialect that knows the file, or null. @throws SourceError "ambiguous-file" when two do */
export function recognise(file: FoundFile, known: KnownSources): Match | null {
  const [first, second] = matches(file, known);
  if (first !== undefined && second !== undefined) {
    throw new SourceError("ambiguous-file", {
      message: `"${file.shown}" could be ${first.source.meta.id} (${first.dialect.id}) or ${second.source.meta.id} (${second.dialect.id})`,
      where: file.shown,
      hint: "make one of the two dialects' recognises() narrower",
    });
  }
  return first ?? null;
}

function matches(file: FoundFile, {sources, ties, votes = [], indicators}: KnownSources): Match[] {
  return [
    ...sources.flatMap((source) =>
      own(source, file).map((dialect): Match => ({feeds: "trade", source, dialect})),
    ),
    ...(ties?.sources ?? []).flatMap((source) =>
      own(source, file).map((dialect): Match => ({feeds: "ties", source, dialect})),
    ),
    ...votes.flatMap((source) =>
      own(source, file).map((dialect): Match => ({feeds: "votes", source, dialect})),
    ),
    ...(indicators?.sources ?? []).flatMap((source) =>
      own(source, file).map((dialect): Match => ({feeds: "indicators", source, dialect})),
    ),
  ];
}

function own<Known extends Shape>(
  {dialects}: {readonly dialects: readonly Known[]},
  {probe}: FoundFile,
): Known[] {
  return dialects.filter((dialect) => dialect.recognises(probe));
}
