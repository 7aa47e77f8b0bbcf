import {productCode} from "../../base/index.ts";
import {brokenLabels, type Goods, listGoods, parseGoods} from "../../layers/trade/index.ts";
import {goodsLists, hsCodes} from "../../reference/index.ts";
import type {TransitParams} from "./params.ts";

/** The goods of a question: a list by id, codes, or all; all goods by product are the chapters of the Harmonised System. */
export function goodsAsked({goods, by}: TransitParams): Goods {
  if (goodsLists().some(({id}) => id === goods)) return listGoods(goods, {scope: "full"}).goods;
  const parsed = parseGoods(goods);
  return parsed.kind === "total" && by === "product" ? chapters() : parsed;
}

// Chapters are the same in all editions.
function chapters(): Goods {
  const codes = new Set(hsCodes("HS2022").map((hs6) => hs6.slice(0, 2)));
  return {kind: "codes", codes: [...codes].sort().map(productCode)};
}

/** Labels of a list that mean other goods before and after an edition, with the reason. */
export function brokenOf(goods: Goods): ReadonlyMap<string, string> {
  return goods.kind === "list" ? brokenLabels(goods) : new Map();
}
