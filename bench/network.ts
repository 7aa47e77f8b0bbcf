import {below, seeded} from "../src/base/index.ts";
import {
  coMembership,
  compare,
  multiplex,
  project,
  slice,
  stratumGraph,
  type TieInput,
} from "../src/network/index.ts";

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

function timed(name: string, work: () => unknown): string {
  const taken = Array.from({length: ROUNDS}, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return `| ${name} | ${(taken[Math.floor(ROUNDS / 2)] ?? Number.NaN).toFixed(1)} | ${(taken.at(-1) ?? Number.NaN).toFixed(1)} |`;
}

const start = performance.now();
const network = multiplex({nodes, strata: STRATA, ties: ties()});
const built = performance.now() - start;
const year = {first: 20 * 365, last: 21 * 365 - 1, strata: null, nodes: null};
const all = {...year, first: 0, last: DAYS * 2};
const [one, before] = [slice(network, year), slice(network, {...year, first: 10 * 365, last: 11 * 365 - 1})];
const memberships = slice(network, {...all, strata: ["institutions/memberships"]});
const people = [one, before].map((slices) => slices.filter(({stratum}) => stratum.id === "people/flows"));

process.stdout.write(
  [
    `${network.from.length} ties, built in ${(built / 1000).toFixed(1)} s`,
    "",
    "| what | median ms | slowest ms |",
    "| --- | ---: | ---: |",
    timed("slice of a day, all layers", () => slice(network, {...year, last: year.first})),
    timed("slice of a year, all layers", () => slice(network, year)),
    timed("slice of all time, all layers", () => slice(network, all)),
    timed("union of a year, all layers", () => project(network, one, "union")),
    timed("shares of a year, all layers", () => project(network, one, "shares")),
    timed("shared organisations, all time", () => coMembership(network, memberships)),
    timed("two years compared, one layer", () => {
      const [after, earlier] = people.map(([own]) =>
        own === undefined ? null : stratumGraph(network, own, true),
      );
      return after && earlier ? compare(earlier, after) : null;
    }),
    "",
  ].join("\n"),
);
