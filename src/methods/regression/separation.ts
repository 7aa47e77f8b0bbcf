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

/** z of a round, 1 where it is largest: above 1e-6 in the rows it separates, up to that in all others that are left. */
export interface Certificate {
  readonly rows: Int32Array;
  readonly z: Float64Array;
}

/**
 * Weight of rows with a positive outcome, in which z has to be 0. What a column has beside them is this much smaller than its sum of
 * squares, and must not pass for collinear (`projectOutcome`).
 */
const FIXED = 1e6;
/** Largest −z, relative to the largest z, at which the cutting has come to its end. */
const NEGATIVE = 1e-6;
/** A proof is tried after 8 rounds, 16, 32 …, with z taken as 0 up to these shares of the largest: cutting can go on for long. */
const FIRST_TRIAL = 8;
const SHARES = [1e-1, 1e-2, 1e-3] as const;
/** What a proof may leave of z, relative to the largest, where it has to be 0, and below 0 where it is free; and what counts as above 0. */
const PROVED = {fixed: 1e-9, free: -1e-8, above: 1e-6} as const;
const MAX_ROUNDS = 5000;

/**
 * Rows that the Poisson pseudo-likelihood drives to a mean of 0, found by the iterated rectifier of Correia, Guimarães & Zylkin
 * (2019, arXiv:1903.01633): project an indicator of outcome 0 on regressors and effects, with rows of positive outcome
 * held at 0, cut what is negative, and repeat until nothing is. What is found is proved by a second projection.
 *
 * @throws NumericalError "separation-undecided" when the cutting does not end or the proof fails; else as `fitPoisson`
 */
export async function separationOf(design: Design, options: FitOptions = {}): Promise<Separation> {
  const gappy = validate(design, "poisson");
  const {rows, certificates, undecided} = await findSeparated(
    design,
    selectSample(design, "poisson", gappy),
    options,
  );
  if (undecided !== null) throw undecided;
  return {rows, certificates};
}

/** What is proved, and why there may be more. */
export interface Found extends Separation {
  /** Null where no row is left that may be separated. */
  readonly undecided: NumericalError | null;
}

/** The same within a sample. */
export async function findSeparated(design: Design, sample: Sample, options: FitOptions): Promise<Found> {
  const certificates: Certificate[] = [];
  let {rows} = sample;
  let undecided: NumericalError | null = null;
  for (;;) {
    const found = await rectify(design, rows, options);
    if (found instanceof NumericalError) undecided = found;
    if (found === null || found instanceof NumericalError) break;
    certificates.push(found);
    const gone = new Set(found.rows);
    rows = rows.filter((row) => !gone.has(row));
  }
  const separated = certificates.flatMap((certificate) => [...certificate.rows]);
  return {rows: Int32Array.from(separated).sort(), certificates, undecided};
}

async function rectify(
  design: Design,
  rows: Int32Array,
  options: FitOptions,
): Promise<Certificate | NumericalError | null> {
  const isZero = Uint8Array.from(rows, (row) => (design.y[row] === 0 ? 1 : 0));
  const project = projectorOf(design, rows, options);
  let u = Float64Array.from(isZero);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fitted = await project(u, isZero);
    let [least, most] = [0, 0];
    const next = new Float64Array(u.length);
    for (let at = 0; at < u.length; at++) {
      if (isZero[at] === 0) continue;
      const value = real(fitted, at);
      least = Math.min(least, value);
      most = Math.max(most, value);
      next[at] = Math.max(0, value);
    }
    // Projecting leaves Σuz as it is for any z that separates and cutting only adds to it: the mean of u with weights z stays at 1 or above.
    if (most < 0.5) return null;
    const candidate = {rows, project, isZero, z: next, most};
    if (least >= -NEGATIVE * most) return (await proved(candidate, [NEGATIVE, null])) ?? unproved();
    const found = isTrial(round) ? await proved(candidate, SHARES) : null;
    if (found !== null) return found;
    u = next;
  }
  return new NumericalError("separation-undecided", {
    message: `whether rows are separated is not settled after ${MAX_ROUNDS} rounds`,
    hint: "leave out regressors or effects that are positive only where the outcome is 0, or have more rows",
  });
}

/** Projects values on regressors and effects, with rows that are not free held to them. */
type Projector = (values: Float64Array, isFree: Uint8Array) => Promise<Float64Array>;

function projectorOf(design: Design, rows: Int32Array, options: FitOptions): Projector {
  const regressors = design.regressors.map(({name, values}) => ({name, values: pick(values, rows)}));
  const effects = design.effects.map(({name, codes, levels}) => ({
    name,
    codes: Int32Array.from(rows, (row) => whole(codes, row)),
    levels,
  }));
  return (y, isFree) => {
    const weights = Float64Array.from(isFree, (free) => (free === 1 ? 1 : FIXED));
    return projectOutcome({...design, y, regressors, effects, weights, offset: null}, options);
  };
}

function isTrial(round: number): boolean {
  return round >= FIRST_TRIAL && Number.isInteger(Math.log2(round));
}

interface Candidate {
  readonly rows: Int32Array;
  readonly project: Projector;
  readonly isZero: Uint8Array;
  /** The last projection, cut at 0, and its largest value. */
  readonly z: Float64Array;
  readonly most: number;
}

/**
 * A certificate near the candidate: a combination of regressors and effects that is 0 to rounding in fixed rows and nowhere
 * negative. Rows where z is up to a share of the largest are fixed besides those of positive outcome; null fixes none.
 */
async function proved(candidate: Candidate, shares: readonly (number | null)[]): Promise<Certificate | null> {
  const {isZero, z, most} = candidate;
  for (const share of shares) {
    const isFree =
      share === null ? isZero : isZero.map((zero, at) => (zero === 1 && real(z, at) > share * most ? 1 : 0));
    const found = await certify(candidate, isFree);
    if (found !== null) return found;
  }
  return null;
}

async function certify({project, z, rows}: Candidate, isFree: Uint8Array): Promise<Certificate | null> {
  // A fixed row's finite weight leaves a little of z there. Aimed at once more from the other side, what is left vanishes where it
  // can be 0 and stays where it cannot (the method of multipliers).
  const first = await project(
    z.map((value, at) => (isFree[at] === 1 ? value : 0)),
    isFree,
  );
  const second = await project(
    z.map((value, at) => (isFree[at] === 1 ? value : -real(first, at))),
    isFree,
  );
  const most = second.reduce((largest, value) => Math.max(largest, value), 0);
  const holds = second.every((value, at) =>
    isFree[at] === 1 ? value >= PROVED.free * most : Math.abs(value) <= PROVED.fixed * most,
  );
  if (!holds || most < 1e-3) return null;
  const found = Array.from(rows.keys()).filter((at) => real(second, at) > PROVED.above * most);
  return {
    rows: Int32Array.from(found, (at) => whole(rows, at)),
    z: Float64Array.from(found, (at) => real(second, at) / most),
  };
}

function unproved(): NumericalError {
  return new NumericalError("separation-undecided", {
    message:
      "rows are separated but for values that are small beside others, and the estimate does not settle",
    hint: "round regressors that should be 0 to 0, or leave out those that are positive only where the outcome is 0",
  });
}
