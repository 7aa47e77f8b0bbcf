import {isRecord} from "../data/index.ts";
import type {GoodsNames} from "./name.ts";
import address from "./names.json?url";

let kept: Promise<GoodsNames> | null = null;

/** The names of goods, fetched once. @throws Error when they cannot be fetched */
export function loadGoodsNames(): Promise<GoodsNames> {
  kept ??= fetchNames().catch((thrown: unknown) => {
    kept = null;
    throw thrown;
  });
  return kept;
}

async function fetchNames(): Promise<GoodsNames> {
  const response = await fetch(address);
  const body: unknown = await response.json();
  if (isNames(body)) return body;
  throw new Error("the names of goods have another shape than this page reads");
}

function isNames(value: unknown): value is GoodsNames {
  return isRecord(value) && Object.values(value).every(isRecord);
}
