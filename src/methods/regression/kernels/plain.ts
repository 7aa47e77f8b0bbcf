import {real, whole} from "./cells.ts";
import * as slot from "./slots.ts";
import type {SharedMemory} from "./webassembly.ts";

/** The kernels, in the order of their numbers. */
export const KERNELS = [
  "scale",
  "apply",
  "applyMany",
  "update",
  "moments",
  "combine",
  "sumByGroup",
  "advance",
] as const;
export type KernelName = (typeof KERNELS)[number];

/** What a lane does in one pass over its rows; arguments and arrays stand in the head of the memory. */
export type Kernels = Readonly<Record<KernelName, (lane: number) => void>>;

/**
 * The kernels in TypeScript: the reference for those of WebAssembly, and what runs where these cannot. Every kernel goes
 * over the units of its lane; a unit is the rows of one level of the eliminated effect.
 *
 * - `scale(ratios, from, byUnit, to, sums)`: multiplies the weight by a ratio per level of effect `from`, then makes unit
 *   sums equal to those of the outcome where `byUnit` is 1, and sums weights by levels of effect `to`; −1 for none.
 * - `apply(vector, output)`: output = H·vector, the weighted cross product of effects and columns without unit means.
 * - `applyMany(vectors, output, list, count, bytes)`: the same on levels alone, for the vectors in a list.
 * - `update(vector, output, diagonal, statistics, step)`: moves the predictor by step × vector and unit by unit to equal
 *   sums; sums scores to output, weights to diagonal; statistics are the gain in log-likelihood and the largest fall of
 *   the predictor in a row whose outcome is 0.
 * - `moments(output, gram, bytes)`: the columns' cross products with levels and with each other (below and on the
 *   diagonal, row by row), without unit means; behind them the columns' plain weighted squares.
 * - `combine(vector, rows)`: columns × coefficients − levels, without its unit mean, by row.
 * - `sumByGroup(vector, residual, groups, sums)`: adds residual × that combination to the sum of each row's group; lanes
 *   with no output bytes apart share the sums, and run one after another.
 * - `advance(directions, images, list, count, bytes, residuals, solutions, states, forest, lanes)`: one step of a conjugate gradient
 *   for each vector of a list, every lane for its share of them; a state is the squared preconditioned residual and the sum
 *   of squares that is left, `forest` the addresses of order, parent, share and inverse pivot of `Forest`.
 */
export function plainKernels(memory: SharedMemory): Kernels {
  const reals = new Float64Array(memory.buffer);
  const wholes = new Int32Array(memory.buffer);
  const word = (at: number): number => whole(wholes, at);
  const argument = (at: number): number => word(slot.ARGUMENTS + at);
  const output = (at: number, lane: number): number => (argument(at) + lane * word(slot.OUTPUT_BYTES)) >>> 3;
  const scratch = (lane: number): number => (word(slot.SCRATCH) + lane * word(slot.SCRATCH_BYTES)) >>> 3;

  /** Calls back for each unit of a lane with its number, first row and rows. */
  function eachUnit(lane: number, visit: (unit: number, row: number, rows: number) => void): void {
    const bounds = word(slot.BOUNDS) >>> 2;
    const start = word(slot.START) >>> 2;
    const end = word(bounds + lane + 1);
    for (let unit = word(bounds + lane); unit < end; unit++) {
      const row = word(start + unit);
      visit(unit, row, word(start + unit + 1) - row);
    }
  }

  /** Level of a row of a unit, counted over all other effects. */
  function level(effect: number, unit: number, row: number, at: number): number {
    const codes = word((word(slot.CODES) >>> 2) + effect) >>> 2;
    return word(slot.PERIOD) > 0 ? word(codes + unit) + at : word(codes + row + at);
  }

  function eachBlock(unit: number, visit: (column: number, values: number) => void): void {
    const blocks = word(slot.BLOCKS) >>> 2;
    const end = word(blocks + unit + 1);
    for (let block = word(blocks + unit); block < end; block++) {
      const column = word((word(slot.BLOCK_COLUMN) >>> 2) + block);
      visit(column, word((word(slot.BLOCK_VALUES) >>> 2) + block) >>> 3);
    }
  }

  const add = (at: number, value: number): void => {
    reals[at] = real(reals, at) + value;
  };

  /** Levels of a vector by row of a unit, into room. */
  function gather(room: number, vector: number, unit: number, row: number, rows: number): void {
    reals.fill(0, room, room + rows);
    const running = word(slot.PERIOD) > 0;
    for (let effect = 0; effect < word(slot.OTHERS); effect++) {
      const codes = word((word(slot.CODES) >>> 2) + effect) >>> 2;
      if (running) addBlock(room, vector + word(codes + unit), 1, rows);
      else {
        for (let at = 0; at < rows; at++) {
          reals[room + at] = real(reals, room + at) + real(reals, vector + whole(wholes, codes + row + at));
        }
      }
    }
  }

  /** Adds the values of a unit's rows to the levels of a vector. */
  function scatter(values: number, vector: number, unit: number, row: number, rows: number): void {
    const running = word(slot.PERIOD) > 0;
    for (let effect = 0; effect < word(slot.OTHERS); effect++) {
      const codes = word((word(slot.CODES) >>> 2) + effect) >>> 2;
      if (running) addBlock(vector + word(codes + unit), values, 1, rows);
      else {
        for (let at = 0; at < rows; at++) {
          const to = vector + whole(wholes, codes + row + at);
          reals[to] = real(reals, to) + real(reals, values + at);
        }
      }
    }
  }

  function dot(a: number, b: number, rows: number): number {
    let sum = 0;
    for (let at = 0; at < rows; at++) sum += real(reals, a + at) * real(reals, b + at);
    return sum;
  }

  /** Multiplies room by the weight, less its unit mean. */
  function weigh(room: number, unit: number, row: number, rows: number): void {
    const weight = (word(slot.WEIGHT) >>> 3) + row;
    const mean = dot(weight, room, rows) / real(reals, (word(slot.UNIT_WEIGHT) >>> 3) + unit);
    for (let at = 0; at < rows; at++) {
      reals[room + at] = real(reals, weight + at) * (real(reals, room + at) - mean);
    }
  }

  function addBlock(room: number, values: number, factor: number, rows: number): void {
    for (let at = 0; at < rows; at++)
      reals[room + at] = real(reals, room + at) + factor * real(reals, values + at);
  }

  function clear(from: number): void {
    reals.fill(0, from, from + word(slot.LEVELS) + word(slot.COEFFICIENTS));
  }

  function scale(lane: number): void {
    const ratios = argument(0) >>> 3;
    const [from, byUnit, to] = [argument(1), argument(2), argument(3)];
    const sums = output(4, lane);
    clear(sums);
    eachUnit(lane, (unit, row, rows) => {
      const weight = (word(slot.WEIGHT) >>> 3) + row;
      if (from >= 0) {
        for (let at = 0; at < rows; at++) {
          reals[weight + at] = real(reals, weight + at) * real(reals, ratios + level(from, unit, row, at));
        }
      }
      if (byUnit === 1) balance(weight, unit, rows);
      if (to < 0) return;
      for (let at = 0; at < rows; at++) add(sums + level(to, unit, row, at), real(reals, weight + at));
    });
  }

  /** Makes a unit's weight add up to its outcome; returns the logarithm of the factor. */
  function balance(weight: number, unit: number, rows: number): number {
    let sum = 0;
    for (let at = 0; at < rows; at++) sum += real(reals, weight + at);
    const factor = real(reals, (word(slot.UNIT_WEIGHT) >>> 3) + unit) / sum;
    for (let at = 0; at < rows; at++) reals[weight + at] = real(reals, weight + at) * factor;
    return Math.log(factor);
  }

  function apply(lane: number): void {
    const vector = argument(0) >>> 3;
    const out = output(1, lane);
    const levels = word(slot.LEVELS);
    const coefficients = word(slot.COEFFICIENTS);
    const room = scratch(lane);
    clear(out);
    eachUnit(lane, (unit, row, rows) => {
      gather(room, vector, unit, row, rows);
      eachBlock(unit, (column, values) => {
        if (column < coefficients) addBlock(room, values, real(reals, vector + levels + column), rows);
      });
      weigh(room, unit, row, rows);
      scatter(room, out, unit, row, rows);
      eachBlock(unit, (column, values) => {
        if (column < coefficients) add(out + levels + column, dot(room, values, rows));
      });
    });
  }

  function applyMany(lane: number): void {
    const list = argument(2) >>> 2;
    const stride = argument(4) >>> 3;
    const room = scratch(lane);
    for (let at = 0; at < argument(3); at++) {
      const shift = word(list + at) * stride;
      const vector = (argument(0) >>> 3) + shift;
      const out = output(1, lane) + shift;
      clear(out);
      eachUnit(lane, (unit, row, rows) => {
        gather(room, vector, unit, row, rows);
        weigh(room, unit, row, rows);
        scatter(room, out, unit, row, rows);
      });
    }
  }

  function update(lane: number): void {
    const vector = argument(0) >>> 3;
    const [scores, diagonal, statistics] = [output(1, lane), output(2, lane), output(3, lane)];
    const step = real(reals, slot.REAL_ARGUMENTS >> 1);
    const levels = word(slot.LEVELS);
    const coefficients = word(slot.COEFFICIENTS);
    const room = scratch(lane);
    clear(scores);
    clear(diagonal);
    let gain = 0;
    let fall = 0;
    eachUnit(lane, (unit, row, rows) => {
      const weight = (word(slot.WEIGHT) >>> 3) + row;
      const outcome = (word(slot.OUTCOME) >>> 3) + row;
      gather(room, vector, unit, row, rows);
      eachBlock(unit, (column, values) => {
        if (column < coefficients) addBlock(room, values, real(reals, vector + levels + column), rows);
      });
      for (let at = 0; at < rows; at++) {
        reals[weight + at] = real(reals, weight + at) * Math.exp(step * real(reals, room + at));
      }
      const shift = balance(weight, unit, rows);
      for (let at = 0; at < rows; at++) {
        const [y, move] = [real(reals, outcome + at), step * real(reals, room + at) + shift];
        gain += y * move;
        if (y === 0 && real(reals, weight + at) > 0) fall = Math.max(fall, -move);
        reals[room + at] = y - real(reals, weight + at);
      }
      scatter(room, scores, unit, row, rows);
      scatter(weight, diagonal, unit, row, rows);
      eachBlock(unit, (column, values) => {
        if (column < coefficients) add(scores + levels + column, dot(room, values, rows));
      });
    });
    reals[statistics] = gain;
    reals[statistics + 1] = fall;
  }

  function moments(lane: number): void {
    const columns = word(slot.COLUMNS);
    const stride = argument(2) >>> 3;
    const [out, gram] = [output(0, lane), output(1, lane)];
    const room = scratch(lane);
    for (let column = 0; column < columns; column++) clear(out + column * stride);
    reals.fill(0, gram, gram + columns * columns + columns);
    eachUnit(lane, (unit, row, rows) => {
      eachBlock(unit, (column, values) => {
        for (let at = 0; at < rows; at++) {
          reals[room + at] = real(reals, values + at) * real(reals, (word(slot.WEIGHT) >>> 3) + row + at);
        }
        add(gram + columns * columns + column, dot(room, values, rows));
        for (let at = 0; at < rows; at++) reals[room + at] = real(reals, values + at);
        weigh(room, unit, row, rows);
        scatter(room, out + column * stride, unit, row, rows);
        eachBlock(unit, (other, others) => {
          if (other <= column) add(gram + column * columns + other, dot(room, others, rows));
        });
      });
    });
  }

  /** columns × coefficients − levels of a unit's rows, without its mean, into room. */
  function combineUnit(room: number, vector: number, unit: number, row: number, rows: number): void {
    gather(room, vector, unit, row, rows);
    for (let at = 0; at < rows; at++) reals[room + at] = -real(reals, room + at);
    eachBlock(unit, (column, values) =>
      addBlock(room, values, real(reals, vector + word(slot.LEVELS) + column), rows),
    );
    const weight = (word(slot.WEIGHT) >>> 3) + row;
    const mean = dot(weight, room, rows) / real(reals, (word(slot.UNIT_WEIGHT) >>> 3) + unit);
    for (let at = 0; at < rows; at++) reals[room + at] = real(reals, room + at) - mean;
  }

  function combine(lane: number): void {
    const [vector, out] = [argument(0) >>> 3, argument(1) >>> 3];
    eachUnit(lane, (unit, row, rows) => combineUnit(out + row, vector, unit, row, rows));
  }

  function sumByGroup(lane: number): void {
    const [vector, residual, groups] = [argument(0) >>> 3, argument(1) >>> 3, argument(2) >>> 2];
    const sums = output(3, lane);
    const room = scratch(lane);
    eachUnit(lane, (unit, row, rows) => {
      combineUnit(room, vector, unit, row, rows);
      for (let at = 0; at < rows; at++) {
        add(sums + word(groups + row + at), real(reals, residual + row + at) * real(reals, room + at));
      }
    });
  }

  /** to = M⁻¹·residual, M being a diagonal and a forest. */
  function condition(residual: number, to: number): void {
    const forest = argument(8) >>> 2;
    const [order, parent] = [word(forest) >>> 2, word(forest + 1) >>> 2];
    const [share, inverse] = [word(forest + 2) >>> 3, word(forest + 3) >>> 3];
    const size = word(slot.LEVELS);
    reals.copyWithin(to, residual, residual + size);
    for (let at = 0; at < size; at++) {
      const level = word(order + at);
      const up = word(parent + level);
      if (up >= 0) add(to + up, -real(reals, share + level) * real(reals, to + level));
    }
    for (let at = size - 1; at >= 0; at--) {
      const level = word(order + at);
      const up = word(parent + level);
      const below = up < 0 ? 0 : real(reals, share + level) * real(reals, to + up);
      reals[to + level] = real(reals, to + level) * real(reals, inverse + level) - below;
    }
  }

  function advance(lane: number): void {
    const stride = argument(4) >>> 3;
    const size = word(slot.LEVELS);
    for (let at = lane; at < argument(3); at += argument(9)) {
      const number = word((argument(2) >>> 2) + at);
      const place = (address: number): number => (argument(address) >>> 3) + number * stride;
      const [direction, image, residual, solution] = [place(0), place(1), place(5), place(6)];
      const state = (argument(7) >>> 3) + 2 * number;
      const norm = real(reals, state);
      const curvature = dot(direction, image, size);
      if (!(curvature > 0)) {
        reals[state] = 0;
        continue;
      }
      const step = norm / curvature;
      addBlock(solution, direction, step, size);
      addBlock(residual, image, -step, size);
      condition(residual, image);
      const next = dot(residual, image, size);
      const turn = next / norm;
      for (let cell = 0; cell < size; cell++) {
        reals[direction + cell] = real(reals, image + cell) + turn * real(reals, direction + cell);
      }
      reals[state] = next;
      add(state + 1, -step * norm);
    }
  }

  return {scale, apply, applyMany, update, moments, combine, sumByGroup, advance};
}
