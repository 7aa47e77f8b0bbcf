import {checks} from "../../sources/eurostat/comext-totals/checks.ts";
import {dialects} from "../../sources/eurostat/comext-totals/parse.ts";
import {
  type BuildReport,
  buildInto,
  defineSource,
  referenceRates,
  referenceResolver,
  referenceUnits,
  type Source,
} from "../../src/ingest/index.ts";
import {buildStore} from "../../src/store/index.ts";
import {testEffects} from "../support/ingest.ts";

/** The one source that generated files are of; a process that knows no other starts in half the time. */
export const totalsSource: Source = defineSource(
  new URL("../../sources/eurostat/comext-totals/", import.meta.url),
  {dialects, checks},
);

/** Builds the store at `path` from a folder, as the command line does. */
export function buildFrom(
  path: string,
  data: string,
  {sources, warn = () => {}}: {sources: readonly Source[]; warn?: (message: string) => void},
): Promise<BuildReport> {
  const effects = {...testEffects, log: {...testEffects.log, warn}};
  return buildStore(
    path,
    (writer) =>
      buildInto(writer, {data, sources, resolve: referenceResolver, rates: referenceRates(), effects}),
    {units: referenceUnits()},
  );
}
