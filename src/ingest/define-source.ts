import {existsSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {parse} from "yaml";
import {SourceError} from "../base/index.ts";
import type {Check} from "./check.ts";
import {
  decodeCorrections,
  decodeIndicatorMeta,
  decodeMeta,
  decodeTieMeta,
  decodeVoteMeta,
} from "./decode-source.ts";
import type {IndicatorDialect, IndicatorSource} from "./indicator-source.ts";
import type {Dialect, Source} from "./source.ts";
import type {TieDialect, TieSource} from "./tie-source.ts";
import type {VoteDialect, VoteSource} from "./vote-source.ts";

/**
 * A source from its folder: `source.yaml` and `corrections.yaml` are read and checked, code comes as arguments.
 *
 * @param folder URL of the folder, with a slash at its end
 * @throws SourceError "source-description" when a field of source.yaml is missing, unknown or of another type
 */
export function defineSource(
  folder: URL,
  {dialects, checks}: {readonly dialects: readonly Dialect[]; readonly checks: readonly Check[]},
): Source {
  const meta = decodeMeta(yaml(new URL("source.yaml", folder)), fileURLToPath(folder));
  const corrections = decodeCorrections(yaml(new URL("corrections.yaml", folder)), fileURLToPath(folder));
  return {meta, dialects, checks, corrections};
}

/** The same for a data set of ties. @throws SourceError "source-description" as `defineSource` does */
export function defineTieSource(
  folder: URL,
  {dialects, checks}: {readonly dialects: readonly TieDialect[]; readonly checks: readonly Check[]},
): TieSource {
  const meta = decodeTieMeta(yaml(new URL("source.yaml", folder)), fileURLToPath(folder));
  const corrections = decodeCorrections(yaml(new URL("corrections.yaml", folder)), fileURLToPath(folder));
  return {feeds: "ties", meta, dialects, checks, corrections};
}

/** The same for a data set of votes. @throws SourceError "source-description" as `defineSource` does */
export function defineVoteSource(
  folder: URL,
  {dialects, checks}: {readonly dialects: readonly VoteDialect[]; readonly checks: readonly Check[]},
): VoteSource {
  const meta = decodeVoteMeta(yaml(new URL("source.yaml", folder)), fileURLToPath(folder));
  const corrections = decodeCorrections(yaml(new URL("corrections.yaml", folder)), fileURLToPath(folder));
  return {feeds: "votes", meta, dialects, checks, corrections};
}

/** The same for a data set of indicators. @throws SourceError "source-description" as `defineSource` does */
export function defineIndicatorSource(
  folder: URL,
  {dialects, checks}: {readonly dialects: readonly IndicatorDialect[]; readonly checks: readonly Check[]},
): IndicatorSource {
  const meta = decodeIndicatorMeta(yaml(new URL("source.yaml", folder)), fileURLToPath(folder));
  const corrections = decodeCorrections(yaml(new URL("corrections.yaml", folder)), fileURLToPath(folder));
  return {feeds: "indicators", meta, dialects, checks, corrections};
}

function yaml(url: URL): unknown {
  const path = fileURLToPath(url);
  if (!existsSync(path)) {
    throw new SourceError("source-description", {
      message: `"${path}" is missing`,
      where: path,
      hint: "see CONTRIBUTING.md, adding a source",
    });
  }
  return parse(readFileSync(path, "utf8"));
}
