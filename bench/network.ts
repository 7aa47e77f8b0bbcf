import {writeFileSync} from "node:fs";
import {loadavg} from "node:os";
import {below, seeded} from "../src/base/index.ts";
import {coMembership, compare, multiplex, project, slice, type TieInput} from "../src/network/index.ts";
import {machine} from "./machine.ts";

// A multiplex as large as all layers together: 200 states, 430 organisations, two million ties over thirty years.
const STATES = 200;
const ORGANISATIONS = 430;
const DAYS = 30 * 365;
const ROUNDS = 9;

const STRATA = [
  {id: "institutions/memberships", layer: "institutions", directed: true, form: "spell", ties: 16_000},
  {id: "institutions/visa", layer: "institutions", directed: true, form: "spell", ties: 104_000},
  {id: "institutions/shared", layer: "institutions", directed: false, form: "value", ties: 430_000},
  {id: "security/alliances", layer: "security", directed: false, form: "spell", ties: 8_000},
  {id: "people/flows", layer: "people", directed: true, form: "value", ties: 450_000},
  {id: "people/asylum", layer: "people", directed: true, form: "value", ties: 350_000},
  {id: "people/scholars", layer: "people", directed: true, form: "value", ties: 130_000},
  {id: "influence/events", layer: "influence", directed: true, form: "value", ties: 512_000},
] as const;

const random = seeded(20_220_224);
const nodes = [
  ...Array.from({length: STATES}, (_, at) => ({id: `S${at}`, kind: "state"}) as const),
  ...Array.from({length: ORGANISATIONS}, (_, at) => ({id: `O${at}`, kind: "organisation"}) as const),
];

function* ties(): Generator<TieInput> {
  for (const {id, form, ties: count} of STRATA) {
    for (let at = 0; at < count; at++) {
      const first = below(random, DAYS);
      const b =
        id === "institutions/memberships" ? `O${below(random, ORGANISATIONS)}` : `S${below(random, STATES)}`;
      const last = form === "value" ? first + 364 : first + below(random, DAYS);
      yield {
        stratum: id,
        a: `S${below(random, STATES)}`,
        b,
        first,
        last,
        value: form === "value" ? random() * 1000 : null,
      };
    }
  }
}

function medianMs(work: () => unknown): number {
  const taken = Array.from({length: ROUNDS}, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return Math.round((taken[Math.floor(ROUNDS / 2)] ?? Number.NaN) * 100) / 100;
}

const [loadAtStart] = loadavg();
const start = performance.now();
const network = multiplex({nodes, strata: STRATA, ties: ties()});
const built = performance.now() - start;
const year = {first: 20 * 365, last: 21 * 365 - 1, strata: null, nodes: null};
const ever = {...year, first: 0, last: DAYS * 2};
const [one, before] = [slice(network, year), slice(network, {...year, first: 10 * 365, last: 11 * 365 - 1})];
const memberships = slice(network, {...ever, strata: ["institutions/memberships"]});
const flows = [before, one].map((slices) => project(network, slices.slice(4, 5), "values"));
const result = {
  what: "slices, projections and a comparison of a multiplex as large as all layers together: medians of nine rounds, in milliseconds",
  nodes: nodes.length,
  ties: network.from.length,
  build_seconds: Math.round(built / 10) / 100,
  slice_of_a_day_ms: medianMs(() => slice(network, {...year, last: year.first})),
  slice_of_a_year_ms: medianMs(() => slice(network, year)),
  slice_of_all_time_ms: medianMs(() => slice(network, ever)),
  union_of_a_year_ms: medianMs(() => project(network, one, "union")),
  shares_of_a_year_ms: medianMs(() => project(network, one, "shares")),
  shared_organisations_ever_ms: medianMs(() => coMembership(network, memberships)),
  two_years_compared_ms: medianMs(() => {
    const [earlier, later] = flows;
    return earlier && later ? compare(earlier, later) : null;
  }),
  machine_load_at_start: Math.round(Number(loadAtStart) * 100) / 100,
  ...machine(new Date()),
};
const place = (ending: string): URL => new URL(`results/network.${ending}`, import.meta.url);
writeFileSync(place("json"), `${JSON.stringify(result, null, 2)}\n`);
const lines = Object.entries(result).map(([key, value]) => `| ${key.replaceAll("_", " ")} | ${value} |`);
writeFileSync(
  place("md"),
  `# network\n\n| | |\n|---|---|\n${lines.join("\n")}\n\nMade by \`node bench/network.ts\`.\n`,
);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
