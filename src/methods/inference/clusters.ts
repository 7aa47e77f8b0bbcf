import {UsageError} from "../../base/index.ts";
import type {EffectCodes, Fit} from "../regression/design.ts";
import {at} from "./dense.ts";

/** Groups of the rows used: codes 0..count−1 of length m, each occurring. */
export interface Groups {
  readonly name: string;
  readonly codes: Int32Array;
  readonly count: number;
}

/** The name of one of the fit's effects, or codes of the design's rows; a code below 0 marks a missing group. */
export type ClusterBy = string | EffectCodes;

/**
 * Groups of the rows a fit used.
 *
 * @throws UsageError "unknown-cluster", "cluster-length" or "cluster-missing"
 */
export function groupsOf(fit: Fit, by: ClusterBy): Groups {
  if (typeof by !== "string") {
    refuseLength(fit, by);
    return compact(by, by.codes.length === fit.rows.length ? null : fit.rows);
  }
  const effect = fit.effects.find(({name}) => name === by);
  if (effect !== undefined) return compact(effect, null);
  throw new UsageError("unknown-cluster", {
    message: `unknown cluster "${by}"; effects are ${fit.effects.map(({name}) => name).join(", ") || "none"}`,
    where: "cluster",
    hint: "name an effect of the model, or give the codes of another column",
  });
}

function refuseLength({audit: {rowsIn}, rows}: Fit, {name, codes}: EffectCodes): void {
  if (codes.length === rowsIn || codes.length === rows.length) return;
  throw new UsageError("cluster-length", {
    message: `cluster "${name}" has ${codes.length} rows, the design ${rowsIn}`,
    where: "cluster",
    hint: "give one code for each row of the design",
  });
}

/** Codes of the rows used, renumbered by first appearance; `rows` are those of the design, null where codes are of the rows used. */
function compact({name, codes}: EffectCodes, rows: Int32Array | null): Groups {
  // These loops go over every row of a fit, so that they read without helpers or callbacks.
  let most = -1;
  for (let row = 0; row < codes.length; row++) most = Math.max(most, codes[row] ?? -1);
  const recoded = new Int32Array(most + 1).fill(-1);
  const result = new Int32Array(rows === null ? codes.length : rows.length);
  let count = 0;
  for (let used = 0; used < result.length; used++) {
    const row = rows === null ? used : (rows[used] ?? -1);
    const code = codes[row] ?? -1;
    if (code < 0) throw missingCluster(name, row);
    let group = recoded[code] ?? -1;
    if (group < 0) {
      group = count++;
      recoded[code] = group;
    }
    result[used] = group;
  }
  return {name, codes: result, count};
}

function missingCluster(name: string, row: number): UsageError {
  return new UsageError("cluster-missing", {
    message: `cluster "${name}" is missing in row ${row + 1} of the design`,
    where: "cluster",
    hint: "leave rows without a cluster out of the design, or give them one",
  });
}

/** The cells of two groupings that hold rows: two rows share a cell when they share both groups. */
export function intersection(a: Groups, b: Groups): Groups {
  const size = 2 ** Math.ceil(Math.log2(2 * a.codes.length + 2));
  // Open addressing: keys up to 2^53, far more of them than a Map may hold.
  const keys = new Float64Array(size).fill(-1);
  const ids = new Int32Array(size);
  let count = 0;
  const codes = a.codes.map((code, row) => {
    const key = code * b.count + at(b.codes, row);
    let slot = Math.imul(code, 0x9e3779b1) ^ Math.imul(at(b.codes, row), 0x85ebca6b);
    slot = (slot ^ (slot >>> 15)) & (size - 1);
    while (at(keys, slot) !== key) {
      if (at(keys, slot) === -1) {
        keys[slot] = key;
        ids[slot] = count++;
        break;
      }
      slot = (slot + 1) & (size - 1);
    }
    return at(ids, slot);
  });
  return {name: `${a.name}^${b.name}`, codes, count};
}

/** True when every level of the effect lies within one group. */
export function isNested({codes, levels}: EffectCodes, groups: Groups): boolean {
  const groupOf = new Int32Array(levels).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    const level = at(codes, row);
    const group = at(groups.codes, row);
    if (at(groupOf, level) < 0) groupOf[level] = group;
    else if (at(groupOf, level) !== group) return false;
  }
  return true;
}
