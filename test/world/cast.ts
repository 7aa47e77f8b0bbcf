import {day, type Random, shuffled} from "../../src/base/index.ts";
import {antecedents, blocMembers, goodsList, hsCodes, membersOf, states} from "../../src/reference/index.ts";

const SHOCK = day("2022-02-24");

/** Who plays which part. The codes are real, so that the engine maps them; what they do is invented. */
export interface Cast {
  readonly target: string;
  readonly origins: readonly string[];
  /** Candidate hubs, in the order of the plants that they act out; ordinary states come last. */
  readonly hubs: readonly string[];
}

/**
 * Deals the parts in an order that the seed shuffles, so that no result hangs on a name or on the alphabet. Members of
 * blocs other than the origins' own would be no candidates, and a dated membership would mix in: none of them plays.
 */
export function castOf(
  random: Random,
  {origins, hubs}: {readonly origins: number; readonly hubs: number},
): Cast {
  const inBlocs = new Set<string>(blocMembers().map(({iso3}) => iso3));
  const free = shuffled(
    random,
    states()
      .all.filter(
        ({unMember, kind, end, iso3}) => unMember && kind === "state" && end === null && !inBlocs.has(iso3),
      )
      .map(({iso3}) => iso3),
  );
  const banning = shuffled(random, membersOf("sanctions-coalition", SHOCK));
  const [target = "", ...rest] = free;
  return {target, origins: banning.slice(0, origins), hubs: rest.slice(0, hubs)};
}

/** One product of the world, with the code it is filed under before and from 2022. */
export interface Product {
  readonly code: string;
  readonly before2022: string;
  readonly listed: boolean;
  /** Its older code holds other goods too, so that no series crosses 2022. */
  readonly broken: boolean;
}

/**
 * Listed products are lines of the Common High Priority List, control products lie outside it and outside the EU's bans.
 * With `renumbered`, one listed product changed its code in 2022 and one has no clean antecedent.
 */
export function productsOf(
  random: Random,
  {
    listed,
    controls,
    renumbered,
  }: {readonly listed: number; readonly controls: number; readonly renumbered: boolean},
): Product[] {
  const same = antecedents().filter(
    ({relation, fromEdition}) => relation === "same" && fromEdition === "HS2022",
  );
  const plain = shuffled(
    random,
    same.map(({from}) => from),
  );
  const chosen = renumbered ? plain.slice(0, listed - 2) : plain.slice(0, listed);
  return [
    ...chosen.map((code) => ({code, before2022: code, listed: true, broken: false})),
    ...(renumbered ? RENUMBERED : []),
    ...controlCodes(random, controls).map((code) => ({code, before2022: code, listed: false, broken: false})),
  ];
}

const RENUMBERED: readonly Product[] = [
  {code: "854800", before2022: "854890", listed: true, broken: false},
  {code: "854149", before2022: "854140", listed: true, broken: true},
];

// Whole headings are left out where any of their lines is on a list: close neighbours are no clean controls.
function controlCodes(random: Random, count: number): string[] {
  const listed = new Set(
    [...goodsList("eu-bans-2022-10-07").lines, ...goodsList("chpl").lines].map(({code}) => code.slice(0, 4)),
  );
  const before = new Set<string>(hsCodes("HS2017"));
  const free = hsCodes("HS2022").filter((code) => before.has(code) && !listed.has(code.slice(0, 4)));
  return shuffled(random, free).slice(0, count);
}
