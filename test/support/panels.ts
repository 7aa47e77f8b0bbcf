import {spawnSync} from "node:child_process";
import {existsSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import type {Design, EffectCodes} from "../../src/methods/regression/index.ts";

const GENERATOR = fileURLToPath(new URL("../../../shared/tools/panels.mjs", import.meta.url));
/** Whether the generator of benchmark panels stands beside the project; users have none. */
export const hasPanels = existsSync(GENERATOR);

/** A generated trade panel: three effects, regressors, and what errors are clustered by. */
export interface BenchmarkPanel {
  readonly design: Design;
  readonly cluster: EffectCodes;
}

/** Makes a panel by name ("a20k" … "b10m") in a folder of its own, which is gone again on return. */
export function makePanel(name: string): BenchmarkPanel {
  const folder = mkdtempSync(join(tmpdir(), "roundabout-panel-"));
  try {
    const {status, stderr} = spawnSync(process.execPath, [GENERATOR, name, folder], {encoding: "utf8"});
    if (status !== 0) throw new Error(`panel "${name}" was not made: ${stderr}`);
    return readPanel(join(folder, name));
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

/** Reads a panel as the generator left it: raw columns and `meta.json`. */
export function readPanel(folder: string): BenchmarkPanel {
  const {x, xnames, fe, fenames, nfe, cluster} = JSON.parse(readFileSync(join(folder, "meta.json"), "utf8"));
  const bytes = (file: string): ArrayBuffer => new Uint8Array(readFileSync(join(folder, file))).buffer;
  const codes = (file: string): Int32Array => new Int32Array(bytes(`${file}.i32`));
  const regressors = x.map((file: string, at: number) => ({
    name: xnames[at],
    values: new Float64Array(bytes(`${file}.f64`)),
  }));
  const effects: EffectCodes[] = fe.map((file: string, at: number) => ({
    name: fenames[at],
    codes: codes(file),
    levels: nfe[at],
  }));
  const shared = effects[fe.indexOf(cluster)];
  return {
    design: {y: new Float64Array(bytes("y.f64")), regressors, effects, weights: null, offset: null},
    cluster: shared ?? grouping(cluster, codes(cluster)),
  };
}

function grouping(name: string, codes: Int32Array): EffectCodes {
  return {name, codes, levels: codes.reduce((most, code) => Math.max(most, code + 1), 0)};
}
