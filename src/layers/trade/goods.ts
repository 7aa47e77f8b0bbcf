import {digitsOf, type ProductCode, productCode, UsageError} from "../../base/index.ts";
import {type Antecedent, antecedents, type GoodsList, goodsList, hsHas} from "../../reference/index.ts";
import {editionGoods} from "./edition-goods.ts";

/** A code that counts under a label; in one HS edition, or in any where `edition` is empty. */
export interface GoodsCode {
  readonly label: string;
  readonly code: string;
  readonly edition: string;
}

/**
 * Which goods a question is about.
 *
 * `total`: all goods. `codes`: each code by itself, as the source publishes it, else the sum of its finest lines.
 * `list`: the finest lines below any code of the list, each counted once; headings that repeat them never are.
 * `editions`: codes that count in one edition each, as published or else as the sum of the lines that the source has.
 */
export type Goods =
  | {readonly kind: "total"}
  | {readonly kind: "codes"; readonly codes: readonly ProductCode[]}
  | EditionGoods
  | ListGoods;

/** Codes by edition under labels of their own; `text` is what makes them again. */
export interface EditionGoods {
  readonly kind: "editions";
  readonly text: string;
  readonly codes: readonly GoodsCode[];
}

/** A published list of goods, as codes by edition. */
export interface ListGoods {
  readonly kind: "list";
  readonly id: string;
  readonly version: string;
  readonly codes: readonly GoodsCode[];
}

/**
 * `TOTAL`, codes separated by commas, or goods by edition (`family:851713`, see `editionGoods`).
 *
 * @throws UsageError "bad-product", or what `editionGoods` throws
 */
export function parseGoods(text: string): Goods {
  const byEdition = editionGoods(text);
  if (byEdition !== null) return byEdition;
  const codes = [...new Set(text.split(",").map((part) => productCode(part.trim())))];
  return codes.some((code) => code === "TOTAL") ? {kind: "total"} : {kind: "codes", codes};
}

/**
 * Refuses codes of which one lies inside another where they are to be added up: its goods would count twice.
 *
 * @throws UsageError "codes-overlap" naming both
 */
export function refuseNested(goods: Goods, where: string): void {
  if (goods.kind !== "codes" || !hasNested(goods.codes)) return;
  for (const outer of goods.codes) {
    const inner = goods.codes.find((code) => code !== outer && code.startsWith(outer));
    if (inner === undefined) continue;
    throw new UsageError("codes-overlap", {
      message: `"${inner}" lies inside "${outer}" and would count twice in their sum`,
      where,
      hint: "leave one of them out, or ask for a row each with --by product",
    });
  }
}

// Thousands of codes are asked at once: each looks for its own beginnings, not at all the others.
function hasNested(codes: readonly string[]): boolean {
  const known = new Set(codes);
  return codes.some((code) => {
    for (let cut = 1; cut < code.length; cut++) if (known.has(code.slice(0, cut))) return true;
    return false;
  });
}

/**
 * A goods list as codes by edition. With `scope: "full"`, lines that bind only part of a code are left out: which goods
 * they mean a code cannot say. HS6 lines of an HS2022 list count in older data by their curated antecedent where that edition has it;
 * lines that share one antecedent share one label, so that a series means the same goods throughout.
 *
 * @throws UsageError "unknown-list" or "unknown-version"
 */
export function listGoods(
  id: string,
  {version, scope = "all"}: {readonly version?: string; readonly scope?: "full" | "all"} = {},
): ListedGoods {
  const key = JSON.stringify([id, version ?? null, scope]);
  const known = LISTED.get(key) ?? listedGoods(id, {version, scope});
  LISTED.set(key, known);
  return known;
}

/** A list with its codes by edition. */
interface ListedGoods {
  readonly goods: ListGoods;
  readonly list: GoodsList;
}

// Reviewed tables do not change while a program runs, and one question asks for its list again and again.
const LISTED = new Map<string, ListedGoods>();

function listedGoods(
  id: string,
  {version, scope}: {readonly version: string | undefined; readonly scope: "full" | "all"},
): ListedGoods {
  const list = goodsList(id, version === undefined ? {} : {version});
  const lines = list.lines.filter((line) => scope === "all" || line.scope === "full");
  const codes = lines.flatMap((line) => editions(line.code, line.hsEdition));
  const unique = new Map(codes.map((code) => [`${code.label} ${code.code} ${code.edition}`, code]));
  return {goods: {kind: "list", id, version: list.version, codes: [...unique.values()]}, list};
}

const OLDER = ["HS2017", "HS2012", "HS2007"] as const;

function editions(code: string, edition: string): GoodsCode[] {
  const older = curated(code, edition);
  if (digitsOf(code) !== 6 || older.length === 0) return [{label: code, code, edition: ""}];
  const label = sharedLabel(code, edition);
  const before = OLDER.flatMap((old) =>
    older.filter(({to}) => hsHas(old, to)).map(({to}) => ({label, code: to, edition: old})),
  );
  return [{label, code, edition}, ...before];
}

function curated(code: string, edition: string): readonly Antecedent[] {
  return antecedents().filter((row) => row.from === code && row.fromEdition === edition);
}

function sharedLabel(code: string, edition: string): string {
  const targets = curated(code, edition).map(({to}) => to);
  const sharing = antecedents().filter(
    ({to, fromEdition}) => fromEdition === edition && targets.includes(to),
  );
  return [...new Set(sharing.map(({from}) => from))].sort().join("+");
}

/** Labels whose goods are not the same before and after an edition, with the reason. A series across it breaks. */
export function brokenLabels({codes}: ListGoods): ReadonlyMap<string, string> {
  const rows = codes.flatMap(({label, code, edition}) => curated(code, edition).map((row) => ({label, row})));
  const broken = rows.filter(({row}) => row.relation === "broken");
  return new Map(
    broken.map(({label, row}) => [label, row.note ?? `its antecedent ${row.to} holds other goods`]),
  );
}
