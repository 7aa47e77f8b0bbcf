import type {Effects} from "../base/index.ts";
import type {Writer} from "../store/index.ts";
import {
  type IndicatorInput,
  type IndicatorJob,
  loadIndicators,
  prepareIndicatorSource,
} from "./indicators.ts";
import type {CodeResolver} from "./mapping.ts";
import {inParallel} from "./parallel.ts";
import {prepareFile} from "./prepare.ts";
import {settleIndicators} from "./settle-indicators.ts";
import {settleVotes} from "./settle-votes.ts";
import {unpacked} from "./unpacked.ts";
import type {VoteSource} from "./vote-source.ts";
import {loadVotes, prepareVoteSource, type VoteJob} from "./votes.ts";

/** How files of a layer are loaded. */
export interface LayerBuild {
  readonly resolve: CodeResolver;
  readonly effects: Effects;
  readonly parallel: number;
  /** Runs work on a connection of its own. */
  readonly beside: (work: (own: Writer) => Promise<void>) => Promise<void>;
}

/** Loads and settles the files of votes. */
export async function buildVotes(
  writer: Writer,
  jobs: readonly VoteJob[],
  sources: readonly VoteSource[],
  {resolve, effects, parallel, beside}: LayerBuild,
): Promise<void> {
  const used = sources.filter(({meta}) => jobs.some(({source}) => source.meta.id === meta.id));
  for (const source of used) await prepareVoteSource(writer, source);
  for (const job of jobs) await prepareFile(writer, job);
  await inParallel(jobs, parallel, (job) => {
    effects.log.progress(`loading ${job.file.shown} (${job.dialect.what})`);
    return beside((own) => unpacked(job.file, own.path, (file) => loadVotes(own, {...job, file}, resolve)));
  });
  await settleVotes(writer, used);
}

/** Loads and settles the files of indicators. */
export async function buildIndicators(
  writer: Writer,
  jobs: readonly IndicatorJob[],
  {sources}: IndicatorInput,
  {resolve, effects, parallel, beside}: LayerBuild,
): Promise<void> {
  const used = sources.filter(({meta}) => jobs.some(({source}) => source.meta.id === meta.id));
  for (const source of used) await prepareIndicatorSource(writer, source);
  for (const job of jobs) await prepareFile(writer, job);
  await inParallel(jobs, parallel, (job) => {
    effects.log.progress(`loading ${job.file.shown} (${job.dialect.what})`);
    return beside((own) =>
      unpacked(job.file, own.path, (file) => loadIndicators(own, {...job, file}, resolve)),
    );
  });
  await settleIndicators(writer, used);
}
