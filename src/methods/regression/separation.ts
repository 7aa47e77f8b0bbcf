import {NumericalError} from "../../base/index.ts";
import type {Design, FitOptions} from "./design.ts";
import {real, whole} from "./kernels/cells.ts";
import {projectOutcome} from "./least-squares.ts";
import {pick} from "./prepare.ts";
import {type Sample, selectSample} from "./sample.ts";
import {validate} from "./validate.ts";

/** Separated rows and the proof: a combination of regressors and effects that is 0 in all other rows and positive here. */
export interface Separation {
  /** Rows of the design, ascending. */
  readonly rows: Int32Array;
  /** By round, as later ones leave the rows of earlier ones out of account. */
  readonly certificates: readonly Certificate[];
}

/** z of a round: above 0 in the rows it separates, within 1e-4 of 0 in all others that are left. */
export interface Certificate {
  readonly rows: Int32Array;
  readonly z: Float64Array;
}

/** Weight of rows with a positive outcome, in which z has to be 0. */
const FIXED = 1e8;
/** |z| up to which it is 0; z starts at 1. */
const ZERO = 1e-4;
/** Largest −z, relative to the largest z, at which the cutting has come to its end. */
const NEGATIVE = 1e-6;
const MAX_ROUNDS = 5000;

/**
 * Rows that the Poisson pseudo-likelihood drives to a mean of 0, found by the iterated rectifier of Correia, Guimarães & Zylkin
 * (2019, arXiv:1903.01633): project an indicator of outcome 0 on regressors and effects, with rows of positive outcome
 * held at 0, cut what is negative, and repeat until nothing is.
 *
 * @throws NumericalError "separation-undecided" when the cutting does not end; else as `fitPoisson`
 */
export async function separationOf(design: Design, options: FitOptions = {}): Promise<Separation> {
  const gappy = validate(design, "poisson");
  return findSeparated(design, selectSample(design, "poisson", gappy), options);
}

/** The same within a sample. */
export async function findSeparated(
  design: Design,
  sample: Sample,
  options: FitOptions,
): Promise<Separation> {
  const certificates: Certificate[] = [];
  let {rows} = sample;
  for (;;) {
    const found = await rectify(design, rows, options);
    if (found === null) break;
    certificates.push(found);
    const gone = new Set(found.rows);
    rows = rows.filter((row) => !gone.has(row));
  }
  const separated = certificates.flatMap((certificate) => [...certificate.rows]);
  return {rows: Int32Array.from(separated).sort(), certificates};
}

async function rectify(design: Design, rows: Int32Array, options: FitOptions): Promise<Certificate | null> {
  const isZero = Uint8Array.from(rows, (row) => (design.y[row] === 0 ? 1 : 0));
  const reduced = {
    regressors: design.regressors.map(({name, values}) => ({name, values: pick(values, rows)})),
    effects: design.effects.map(({name, codes, levels}) => ({
      name,
      codes: Int32Array.from(rows, (row) => whole(codes, row)),
      levels,
    })),
    weights: Float64Array.from(isZero, (zero) => (zero === 1 ? 1 : FIXED)),
    offset: null,
  };
  let u = Float64Array.from(isZero);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fitted = await projectOutcome({...reduced, y: u}, options);
    let [least, most] = [0, 0];
    const next = new Float64Array(u.length);
    for (let at = 0; at < u.length; at++) {
      if (isZero[at] === 0) continue;
      const value = real(fitted, at);
      least = Math.min(least, value);
      most = Math.max(most, value);
      next[at] = Math.max(0, value);
    }
    if (most <= ZERO) return null;
    if (least >= -NEGATIVE * most) return certificateOf(rows, next);
    u = next;
  }
  throw new NumericalError("separation-undecided", {
    message: `whether rows are separated is not settled after ${MAX_ROUNDS} rounds`,
    hint: "leave out regressors or effects that are positive only where the outcome is 0, or have more rows",
  });
}

function certificateOf(rows: Int32Array, z: Float64Array): Certificate {
  const found = Array.from(rows.keys()).filter((at) => real(z, at) > ZERO);
  return {
    rows: Int32Array.from(found, (at) => whole(rows, at)),
    z: Float64Array.from(found, (at) => real(z, at)),
  };
}
