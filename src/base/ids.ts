import {type Brand, branded} from "./brand.ts";
import {UsageError} from "./errors.ts";

/** ISO 3166 alpha-3 of a state, territory or historical state, as `reference/states` lists it. */
export type Iso3 = Brand<string, "Iso3">;
/** Six-digit Harmonised System code with leading zeros. The edition stands beside it, never inside. */
export type Hs6 = Brand<string, "Hs6">;
/** HS or Combined Nomenclature code of 2, 4, 6, 8 or 10 digits, or `TOTAL` for all goods. */
export type ProductCode = Brand<string, "ProductCode">;

/** Direction as the reporter states it: exports, imports, re-exports. */
export type Flow = "X" | "M" | "RX";
export const FLOWS: readonly Flow[] = ["X", "M", "RX"];

/** All goods together. */
export const TOTAL: ProductCode = branded("TOTAL");

/** True for three capital letters; whether such a state exists is for `reference/states` to say. */
export function isIso3(text: string): text is Iso3 {
  return /^[A-Z]{3}$/.test(text);
}

/** True for six digits. */
export function isHs6(text: string): text is Hs6 {
  return /^\d{6}$/.test(text);
}

/** @throws UsageError "bad-product" unless `text` is TOTAL or 2, 4, 6, 8 or 10 digits */
export function productCode(text: string): ProductCode {
  if (text === "TOTAL" || /^(\d{2}|\d{4}|\d{6}|\d{8}|\d{10})$/.test(text)) return branded(text);
  throw new UsageError("bad-product", {
    message: `"${text}" is no product code`,
    hint: 'give 2, 4, 6, 8 or 10 digits with leading zeros, such as 8471 or 854231, or "TOTAL"',
  });
}

/** Digits of a product code: 0 for TOTAL. */
export function digitsOf(product: string): number {
  return product === "TOTAL" ? 0 : product.length;
}
