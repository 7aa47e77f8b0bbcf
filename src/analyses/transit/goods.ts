import {productCode} from "../../base/index.ts";
import {brokenLabels, type Goods, listGoods, parseGoods} from "../../layers/trade/index.ts";
import {HS_EDITIONS, hsCodes, isGoodsList} from "../../reference/index.ts";
import type {TransitParams} from "./params.ts";

/** The goods of a question: a list by id, codes, or all; all goods by product are chapters, or codes of the digits asked for. */
export function goodsAsked({goods, by, digits}: TransitParams): Goods {
  if (isGoodsList(goods)) return listGoods(goods, {scope: "full"}).goods;
  const parsed = parseGoods(goods);
  return parsed.kind === "total" && (by === "product" || digits !== null) ? codesOf(digits ?? 2) : parsed;
}

/** All codes of so many digits, of whatever edition: a source answers for those that it has. */
function codesOf(digits: number): Goods {
  const codes = new Set(
    HS_EDITIONS.flatMap((edition) => hsCodes(edition)).map((hs6) => hs6.slice(0, digits)),
  );
  return {kind: "codes", codes: [...codes].sort().map(productCode)};
}

/** Labels of a list that mean other goods before and after an edition, with the reason. */
export function brokenOf(goods: Goods): ReadonlyMap<string, string> {
  return goods.kind === "list" ? brokenLabels(goods) : new Map();
}
