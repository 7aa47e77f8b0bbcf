import {type Hs6, quoteList, UsageError} from "../base/index.ts";
import {antecedents} from "./goods.ts";
import {type HsEdition, hsAntecedents, hsCodes, hsHas} from "./hs.ts";
import {lazy} from "./table.ts";

/** Goods of the older code may stand under the newer one. */
export interface HsLink {
  readonly older: Hs6;
  readonly newer: Hs6;
}

/**
 * The correspondence of two editions as it is used: the United Nations correlation table, and for codes that it gathers from hundreds of
 * headings the curated antecedent where there is one (reference/goods/antecedents.csv). The table's one preferred target is never used:
 * it sends semiconductor devices to smartphones.
 */
export interface HsBridge {
  readonly older: HsEdition;
  readonly newer: HsEdition;
  readonly links: readonly HsLink[];
  /** Older codes of which goods went to newer codes that no link names: converted, they are bounded from above only. */
  readonly leaking: ReadonlySet<string>;
  /** Newer codes gathered from hundreds of headings: what they take in from elsewhere is not known, nor where it came from. */
  readonly gathered: ReadonlySet<string>;
  /** Older codes without any newer one. */
  readonly ended: ReadonlySet<string>;
}

/** Editions between which trade can be converted, oldest first. */
export const BRIDGED = ["HS2012", "HS2017", "HS2022"] as const;
export type BridgedEdition = (typeof BRIDGED)[number];

/** @throws UsageError "no-such-edition" with those that trade can be converted between */
export function bridgedEdition(name: string): BridgedEdition {
  const edition = BRIDGED.find((known) => known === name || known === `HS${name}`);
  if (edition !== undefined) return edition;
  throw new UsageError("no-such-edition", {
    message: `no conversion to the edition "${name}"`,
    hint: `one of ${quoteList(BRIDGED.map((known) => known.slice(2)))}`,
  });
}

const made = {
  "HS2012 HS2017": lazy(() => makeBridge("HS2012", "HS2017")),
  "HS2012 HS2022": lazy(() => makeBridge("HS2012", "HS2022")),
  "HS2017 HS2022": lazy(() => makeBridge("HS2017", "HS2022")),
};

/** The correspondence of two different editions, whichever is named first. */
export function hsBridge(one: BridgedEdition, other: BridgedEdition): HsBridge {
  const [older, newer] = BRIDGED.indexOf(one) < BRIDGED.indexOf(other) ? [one, other] : [other, one];
  if (older === "HS2017") return made["HS2017 HS2022"]();
  return newer === "HS2017" ? made["HS2012 HS2017"]() : made["HS2012 HS2022"]();
}

function makeBridge(older: BridgedEdition, newer: BridgedEdition): HsBridge {
  const gathered = new Set<string>();
  const leaking = new Set<string>();
  const links = hsCodes(newer).flatMap((code): HsLink[] => {
    const {relation, targets} = hsAntecedents(code, newer, older);
    if (relation !== "scattered") return targets.map(({hs6}) => ({older: hs6, newer: code}));
    const chosen = curatedTargets(code, older);
    if (chosen.length > 0) return chosen.map((hs6) => ({older: hs6, newer: code}));
    gathered.add(code);
    // The same number on both sides: most of it is itself, and how much is not known.
    if (!hsHas(older, code)) return [];
    leaking.add(code);
    return [{older: code, newer: code}];
  });
  const heirs = Map.groupBy(links, (link) => link.older);
  for (const [code, to] of heirs) if (to.length === 1 && isBroken(code, older)) leaking.add(code);
  const ended = new Set<string>(hsCodes(older).filter((code) => !heirs.has(code)));
  return {older, newer, links, leaking, gathered, ended};
}

// Curated rows lead from HS2022 to HS2017; a code that HS2012 has under the same number and left alone until 2017 stands for both.
function curatedTargets(code: string, older: BridgedEdition): Hs6[] {
  const rows = antecedents().filter(({from, relation}) => from === code && relation !== "broken");
  const targets = rows.flatMap(({to}) => hsCodes(older).filter((known) => known === to));
  return older === "HS2017"
    ? targets
    : targets.filter((hs6) => {
        const {relation, targets: before} = hsAntecedents(hs6, "HS2017", "HS2012");
        return relation === "1:1" && before.every((one) => one.hs6 === hs6);
      });
}

function isBroken(code: string, older: BridgedEdition): boolean {
  return antecedents().some(
    ({to, relation, toEdition}) =>
      to === code && relation === "broken" && (toEdition === older || hsHas(older, code)),
  );
}
