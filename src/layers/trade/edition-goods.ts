import {UsageError} from "../../base/index.ts";
import {
  BRIDGED,
  type BridgedEdition,
  bridgedEdition,
  type HsLink,
  hsBridge,
  hsCodes,
  hsHas,
} from "../../reference/index.ts";
import type {EditionGoods, Goods, GoodsCode} from "./goods.ts";

const SPEC = /^hs:(HS\d{4})@(\d{2,6}(?:,\d{2,6})*)$/;
const FAMILY = /^family:(\d{6})$/;

/**
 * Goods whose codes are read edition by edition: `hs:HS2017@8517,854150`, all codes of any edition that may hold goods of these codes
 * of that one, each by itself under the label "HS2022 851713"; or `family:851713`, the smallest group of codes of HS2022 and
 * HS2017 that holds the same goods in both, as one label. Null for any other text.
 *
 * @throws UsageError "unknown-hs6", "no-such-edition", "gathered-code"
 */
export function editionGoods(text: string): EditionGoods | null {
  const [, edition, codes] = SPEC.exec(text) ?? [];
  if (edition !== undefined && codes !== undefined) {
    return {kind: "editions", text, codes: codesInto(bridgedEdition(edition), codes.split(","))};
  }
  const [, code] = FAMILY.exec(text) ?? [];
  return code === undefined ? null : {kind: "editions", text, codes: familyCodes(text, code)};
}

/** Six-digit codes of an edition below the given ones. @throws UsageError "unknown-hs6" where it has none below one of them */
export function codesBelow(edition: BridgedEdition, codes: readonly string[]): string[] {
  const known = hsCodes(edition);
  const none = codes.find((code) => code.length > 6 || !known.some((hs6) => hs6.startsWith(code)));
  if (none === undefined) return known.filter((hs6) => codes.some((code) => hs6.startsWith(code)));
  const other = BRIDGED.filter((one) => hsCodes(one).some((hs6) => hs6.startsWith(none)));
  throw new UsageError("unknown-hs6", {
    message: `"${none}" is no code of ${edition}`,
    hint:
      other.length === 0
        ? "give 2, 4 or 6 digits with leading zeros; longer codes are national and are not converted"
        : `it is a code of ${other.join(" and ")}: ask with --hs ${other.at(-1)?.slice(2)}, or name its code of ${edition}`,
  });
}

/** Links between two editions as source → target, the target in `into`. */
export function linksInto(
  from: BridgedEdition,
  into: BridgedEdition,
): {readonly source: string; readonly target: string}[] {
  const {older, links} = hsBridge(from, into);
  const way = (link: HsLink) =>
    from === older ? {source: link.older, target: link.newer} : {source: link.newer, target: link.older};
  return links.map(way);
}

/**
 * What to say of codes of six digits and more that were asked for as published over a change of edition in which their goods changed:
 * one text, or none. Headings and chapters are not looked at, lists and families follow their codes themselves.
 *
 * @param from first year, `to` last year of the question
 */
export function changedCodes(
  goods: Goods,
  {from, to}: {readonly from: number; readonly to: number},
): string[] {
  if (goods.kind !== "codes") return [];
  const fine = [...new Set(goods.codes.filter(({length}) => length >= 6).map((code) => code.slice(0, 6)))];
  const changes = [
    {year: 2017, bridge: hsBridge("HS2012", "HS2017")},
    {year: 2022, bridge: hsBridge("HS2017", "HS2022")},
  ].filter(({year}) => from < year && to >= year);
  const changed = fine.filter((code) => changes.some(({bridge}) => !isSame(code, bridge.links)));
  if (changed.length === 0) return [];
  const years = changes.map(({year}) => year).join(" and ");
  return [
    `${changed.slice(0, 6).join(", ")}${changed.length > 6 ? ` and ${changed.length - 6} more` : ""}: other goods, or none, before and after the change of edition in ${years}; ask with family:${changed[0]}, or trade with --hs`,
  ];
}

function isSame(code: string, links: readonly HsLink[]): boolean {
  const own = links.filter(({older, newer}) => older === code || newer === code);
  return own.length === 1 && own.every(({older, newer}) => older === code && newer === code);
}

/** The label of a code of an edition. */
export function editionLabel(edition: string, code: string): string {
  return `${edition} ${code}`;
}

function codesInto(into: BridgedEdition, codes: readonly string[]): GoodsCode[] {
  const asked = new Set(codesBelow(into, codes));
  const of = (edition: BridgedEdition, code: string) => ({
    label: editionLabel(edition, code),
    code,
    edition,
  });
  return BRIDGED.flatMap((edition) => {
    if (edition === into) return [...asked].map((code) => of(edition, code));
    const sources = linksInto(edition, into).filter(({target}) => asked.has(target));
    return [...new Set(sources.map(({source}) => source))].map((code) => of(edition, code));
  });
}

function familyCodes(label: string, code: string): GoodsCode[] {
  const {links, gathered, leaking} = hsBridge("HS2017", "HS2022");
  if (!hsHas("HS2022", code) && !hsHas("HS2017", code)) {
    throw new UsageError("unknown-hs6", {
      message: `"${code}" is no code of HS2022 or HS2017`,
      hint: "give six digits with leading zeros",
    });
  }
  const [older, newer] = grown(links, code);
  const open = [...newer].find((one) => gathered.has(one)) ?? [...older].find((one) => leaking.has(one));
  if (open !== undefined || older.size === 0 || newer.size === 0) {
    throw new UsageError("gathered-code", {
      message: `goods of "${code}" cannot be followed from HS2017 to HS2022: ${open ?? code} exchanges goods with hundreds of headings, or ended`,
      hint: "ask for the years of one edition only, see docs/methods/hs-bridge.md",
    });
  }
  return [
    ...[...newer].sort().map((one) => ({label, code: one, edition: "HS2022"})),
    ...[...older].sort().map((one) => ({label, code: one, edition: "HS2017"})),
  ];
}

/** Codes of both editions that links connect with a code. */
function grown(links: readonly HsLink[], code: string): [older: Set<string>, newer: Set<string>] {
  const older = new Set<string>(hsHas("HS2022", code) ? [] : [code]);
  const newer = new Set<string>(hsHas("HS2022", code) ? [code] : []);
  for (let before = -1; before < older.size + newer.size; ) {
    before = older.size + newer.size;
    for (const link of links) {
      if (older.has(link.older)) newer.add(link.newer);
      if (newer.has(link.newer)) older.add(link.older);
    }
  }
  return [older, newer];
}
