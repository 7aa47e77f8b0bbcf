import {type Finding, finding, type Lineage, type Sample, UsageError, yearOf} from "../../base/index.ts";
import {states} from "../../reference/index.ts";
import {type Reader, remembering} from "../../store/index.ts";
import {afterPart} from "./after.ts";
import {orGap} from "./asked.ts";
import {DOSSIER_COLUMNS, SECTIONS} from "./columns.ts";
import {type Entry, entryEvidence, entryRow, gapEntries, isSilent, joinedParts, type Part} from "./entry.ts";
import {growthPart} from "./growth.ts";
import {hubPart, mirrorPart} from "./hub.ts";
import type {DossierParams} from "./params.ts";
import {polesPart} from "./poles.ts";
import {recordPart} from "./record.ts";
import {tradePart} from "./trade.ts";
import {valuesPart} from "./values.ts";
import {votesPart} from "./votes.ts";

/**
 * One page of findings about a state: trade, its role as a hub, ties by pole, the record of institutions, security and law, votes, and
 * what it did after the shock; then what is unknown, each with its reason.
 *
 * Every line is taken from a finding of another question, which its columns `finding` and `finding_row` name; its evidence is that
 * row's. A part that the store cannot answer is a line of the last section.
 *
 * @throws UsageError "unknown-state", "bad-years"
 */
export async function dossierFinding(reader: Reader, asked: DossierParams): Promise<Finding> {
  const params = {...asked, state: String(states().toIso3(asked.state))};
  refuseYears(params);
  const store = remembering(reader);
  const part = joinedParts(await Promise.all(partsOf(store, params)));
  const told = part.entries.filter((entry) => !isSilent(entry)).toSorted(bySection);
  const entries = [...told, ...gapEntries([...part.gaps, ...ALWAYS_UNKNOWN])];
  return finding({
    kind: "dossier",
    question: `What is known of ${states().get(params.state).nameEn}: its trade, its ties to each pole, and what it did after ${params.shock}?`,
    parameters: {...params, parts: part.findings.map(({id, question}) => `${id}: ${question}`)},
    columns: DOSSIER_COLUMNS,
    rows: entries.map(entryRow),
    estimates: part.findings.flatMap(({estimates}) => estimates),
    sample: sampleOf(part.findings, entries),
    warnings: distinct(
      part.findings.flatMap(({kind, warnings}) => warnings.map((text) => `${kind}: ${text}`)),
    ),
    caveats: [...CAVEATS, ...distinct(part.findings.flatMap(({caveats}) => caveats))],
    evidence: entries.flatMap(entryEvidence),
    lineage: lineageOf(part.findings),
  });
}

function partsOf(store: Reader, params: DossierParams): Promise<Part>[] {
  return [
    orGap("trade", () => tradePart(store, params)),
    orGap("role as a hub", () => hubPart(store, params)),
    orGap("mirror gap", () => mirrorPart(store, params)),
    orGap("ties by pole", () => polesPart(store, params)),
    orGap("ties in figures", () => valuesPart(store, params)),
    orGap("institutions, security and law", () => recordPart(store, params)),
    orGap("agreement in the General Assembly", () => votesPart(store, params)),
    orGap("growth against a synthetic control", () => growthPart(store, params)),
    orGap("what it did after the shock", () => afterPart(store, params)),
  ];
}

const ALWAYS_UNKNOWN = [
  {item: "exposure to scenarios", reason: "no scenario is in this version of the engine"},
];

const CAVEATS = [
  "Lines are taken as their own questions answer them; nothing is weighed against anything else, and there is no total score.",
  "What is told are candidates for a closer look at flows and acts of states, never verdicts, and never about a firm or a person.",
  "The last year differs by line: each is of the last one that its source has. Compare a line with its own figure before, not with others.",
];

function refuseYears({from, to, shock}: DossierParams): void {
  if (from < yearOf(shock) && to >= yearOf(shock)) return;
  throw new UsageError("bad-years", {
    message: `${from} to ${to} do not lie on both sides of ${shock}`,
    where: from < yearOf(shock) ? "--to" : "--from",
    hint: `give --from before ${yearOf(shock)}, and --to from ${yearOf(shock)} on`,
  });
}

function bySection(one: Entry, other: Entry): number {
  return SECTIONS.indexOf(one.section) - SECTIONS.indexOf(other.section);
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** What the parts read and dropped; a source that several parts read is counted in each. */
function sampleOf(findings: readonly Finding[], entries: readonly Entry[]): Sample {
  const used = new Set(entries.flatMap(({origins}) => origins.map((origin) => origin.finding.id)));
  const samples = findings.filter(({id}) => used.has(id)).map(({sample}) => sample);
  const dropped = samples.flatMap((sample) => sample.dropped);
  const coverage = samples.flatMap((sample) => sample.coverage);
  return {
    rows_in: samples.reduce((sum, {rows_in}) => sum + rows_in, 0),
    rows_used: samples.reduce((sum, {rows_used}) => sum + rows_used, 0),
    dropped: [...new Map(dropped.map((one) => [JSON.stringify(one), one])).values()],
    coverage: [...new Map(coverage.map((one) => [JSON.stringify(one), one])).values()],
  };
}

function lineageOf(findings: readonly Finding[]): Lineage[] {
  const all = findings.flatMap(({lineage}) => lineage);
  const once = new Map(all.map((one) => [`${one.source} ${one.vintage} ${one.checksum}`, one]));
  return [...once.values()].toSorted((a, b) => (a.source < b.source ? -1 : a.source > b.source ? 1 : 0));
}
