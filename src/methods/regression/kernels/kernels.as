// The kernels of plain.ts in AssemblyScript: the same arguments from the same head, over shared memory. Where units run on
// with a period, two rows at a time (SIMD); where rows have codes of their own, one at a time, as WebAssembly has no gather.
// Compiled by tools/kernels/compile.ts to kernels.wasm.
import {
  ARGUMENTS,
  BLOCKS,
  BLOCK_COLUMN,
  BLOCK_VALUES,
  BOUNDS,
  CODES,
  COEFFICIENTS,
  COLUMNS,
  LEVELS,
  OTHERS,
  OUTCOME,
  OUTPUT_BYTES,
  PERIOD,
  REAL_ARGUMENTS,
  SCRATCH,
  SCRATCH_BYTES,
  START,
  UNIT_WEIGHT,
  WEIGHT,
} from "./slots";
import {exp2rows, logarithm} from "./exponential";

@inline
function word(at: i32): usize {
  return load<u32>(<usize>at << 2);
}

@inline
function argument(at: i32): usize {
  return word(ARGUMENTS + at);
}

@inline
function output(at: i32, lane: i32): usize {
  return argument(at) + <usize>lane * word(OUTPUT_BYTES);
}

@inline
function scratch(lane: i32): usize {
  return word(SCRATCH) + <usize>lane * word(SCRATCH_BYTES);
}

@inline
function firstUnit(lane: i32): usize {
  return load<u32>(word(BOUNDS) + (<usize>lane << 2));
}

/** Element of a table of 32-bit words. */
@inline
function entry(table: usize, at: usize): usize {
  return load<u32>(table + (at << 2));
}

@inline
function clear(from: usize): void {
  memory.fill(from, 0, (word(LEVELS) + word(COEFFICIENTS)) << 3);
}

@inline
function sum2(v: v128): f64 {
  return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1);
}

/** room = Σ levels of a vector, by row of a unit. */
function gather(room: usize, vector: usize, unit: usize, row: usize, rows: usize): void {
  const others = word(OTHERS);
  const codes = word(CODES);
  const bytes = rows << 3;
  if (others == 0) {
    memory.fill(room, 0, bytes);
    return;
  }
  if (word(PERIOD) > 0) {
    const a = vector + (entry(entry(codes, 0), unit) << 3);
    if (others == 1) {
      for (let at: usize = 0; at < bytes; at += 16) v128.store(room + at, v128.load(a + at));
      return;
    }
    const b = vector + (entry(entry(codes, 1), unit) << 3);
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(room + at, f64x2.add(v128.load(a + at), v128.load(b + at)));
    }
    for (let effect: usize = 2; effect < others; effect++) {
      const c = vector + (entry(entry(codes, effect), unit) << 3);
      for (let at: usize = 0; at < bytes; at += 16) {
        v128.store(room + at, f64x2.add(v128.load(room + at), v128.load(c + at)));
      }
    }
    return;
  }
  const a = entry(codes, 0) + (row << 2);
  if (others == 1) {
    for (let at: usize = 0; at < rows; at++) store<f64>(room + (at << 3), load<f64>(vector + (entry(a, at) << 3)));
    return;
  }
  const b = entry(codes, 1) + (row << 2);
  for (let at: usize = 0; at < rows; at++) {
    store<f64>(room + (at << 3), load<f64>(vector + (entry(a, at) << 3)) + load<f64>(vector + (entry(b, at) << 3)));
  }
  for (let effect: usize = 2; effect < others; effect++) {
    const c = entry(codes, effect) + (row << 2);
    for (let at: usize = 0; at < rows; at++) {
      const to = room + (at << 3);
      store<f64>(to, load<f64>(to) + load<f64>(vector + (entry(c, at) << 3)));
    }
  }
}

/** Adds values of a unit's rows to the levels of a vector. */
function scatter(values: usize, vector: usize, unit: usize, row: usize, rows: usize): void {
  const others = word(OTHERS);
  for (let effect: usize = 0; effect < others; effect++) scatterTo(effect, values, vector, unit, row, rows);
}

@inline
function scatterTo(effect: usize, values: usize, vector: usize, unit: usize, row: usize, rows: usize): void {
  const codes = entry(word(CODES), effect);
  const bytes = rows << 3;
  if (word(PERIOD) > 0) {
    const a = vector + (entry(codes, unit) << 3);
    for (let at: usize = 0; at < bytes; at += 16) {
      v128.store(a + at, f64x2.add(v128.load(a + at), v128.load(values + at)));
    }
    return;
  }
  const a = codes + (row << 2);
  for (let at: usize = 0; at < rows; at++) {
    const to = vector + (entry(a, at) << 3);
    store<f64>(to, load<f64>(to) + load<f64>(values + (at << 3)));
  }
}

/** Σ a·b over rows. Both may start anywhere; a last odd row is taken alone. */
function dot(a: usize, b: usize, rows: usize): f64 {
  const even = (rows & ~1) << 3;
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < even; at += 16) {
    sum = f64x2.relaxed_madd(v128.load(a + at), v128.load(b + at), sum);
  }
  const paired = sum2(sum);
  return (rows & 1) == 0 ? paired : paired + load<f64>(a + even) * load<f64>(b + even);
}

/** room = weight × (room − mean), the mean being weighted. */
function weigh(room: usize, weight: usize, unitWeight: f64, rows: usize): void {
  const mean = dot(weight, room, rows) / unitWeight;
  const even = (rows & ~1) << 3;
  const means = f64x2.splat(mean);
  for (let at: usize = 0; at < even; at += 16) {
    v128.store(room + at, f64x2.mul(v128.load(weight + at), f64x2.sub(v128.load(room + at), means)));
  }
  if (rows & 1) store<f64>(room + even, load<f64>(weight + even) * (load<f64>(room + even) - mean));
}

/** room += factor × values. */
function addBlock(room: usize, values: usize, factor: f64, rows: usize): void {
  const even = (rows & ~1) << 3;
  const factors = f64x2.splat(factor);
  for (let at: usize = 0; at < even; at += 16) {
    v128.store(room + at, f64x2.relaxed_madd(factors, v128.load(values + at), v128.load(room + at)));
  }
  if (rows & 1) store<f64>(room + even, load<f64>(room + even) + factor * load<f64>(values + even));
}

/** Σ weight of a unit's rows. */
function sumOf(weight: usize, rows: usize): f64 {
  const even = (rows & ~1) << 3;
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < even; at += 16) sum = f64x2.add(sum, v128.load(weight + at));
  const paired = sum2(sum);
  return (rows & 1) == 0 ? paired : paired + load<f64>(weight + even);
}

function multiply(values: usize, factor: f64, rows: usize): void {
  const even = (rows & ~1) << 3;
  const factors = f64x2.splat(factor);
  for (let at: usize = 0; at < even; at += 16) v128.store(values + at, f64x2.mul(v128.load(values + at), factors));
  if (rows & 1) store<f64>(values + even, load<f64>(values + even) * factor);
}

export function scale(lane: i32): void {
  const ratios = argument(0);
  const from = <i32>argument(1);
  const byUnit = argument(2);
  const to = <i32>argument(3);
  const sums = output(4, lane);
  const end = firstUnit(lane + 1);
  const start = word(START);
  const unitWeights = word(UNIT_WEIGHT);
  const periodic = word(PERIOD) > 0;
  clear(sums);
  for (let unit = firstUnit(lane); unit < end; unit++) {
    const row = entry(start, unit);
    const rows = entry(start, unit + 1) - row;
    const weight = word(WEIGHT) + (row << 3);
    if (from >= 0) {
      const codes = entry(word(CODES), from);
      if (periodic) {
        const a = ratios + (entry(codes, unit) << 3);
        for (let at: usize = 0; at < rows << 3; at += 16) {
          v128.store(weight + at, f64x2.mul(v128.load(weight + at), v128.load(a + at)));
        }
      } else {
        const a = codes + (row << 2);
        for (let at: usize = 0; at < rows; at++) {
          const cell = weight + (at << 3);
          store<f64>(cell, load<f64>(cell) * load<f64>(ratios + (entry(a, at) << 3)));
        }
      }
    }
    if (byUnit == 1) multiply(weight, load<f64>(unitWeights + (unit << 3)) / sumOf(weight, rows), rows);
    if (to >= 0) scatterTo(to, weight, sums, unit, row, rows);
  }
}

export function apply(lane: i32): void {
  const vector = argument(0);
  const out = output(1, lane);
  const room = scratch(lane);
  const end = firstUnit(lane + 1);
  const start = word(START);
  const blocks = word(BLOCKS);
  const blockColumn = word(BLOCK_COLUMN);
  const blockValues = word(BLOCK_VALUES);
  const unitWeights = word(UNIT_WEIGHT);
  const coefficients = word(COEFFICIENTS);
  const beta = vector + (word(LEVELS) << 3);
  const betaOut = out + (word(LEVELS) << 3);
  const pair = word(PERIOD) > 0 && word(OTHERS) == 2;
  const codes = word(CODES);
  const codesA = pair ? entry(codes, 0) : 0;
  const codesB = pair ? entry(codes, 1) : 0;
  clear(out);
  for (let unit = firstUnit(lane); unit < end; unit++) {
    const row = entry(start, unit);
    const rows = entry(start, unit + 1) - row;
    const weight = word(WEIGHT) + (row << 3);
    const unitWeight = load<f64>(unitWeights + (unit << 3));
    const from = entry(blocks, unit);
    const to = entry(blocks, unit + 1);
    if (pair && from == to) {
      const a = entry(codesA, unit) << 3;
      const b = entry(codesB, unit) << 3;
      pass(vector + a, vector + b, out + a, out + b, weight, unitWeight, room, rows << 3);
      continue;
    }
    gather(room, vector, unit, row, rows);
    for (let block = from; block < to; block++) {
      const column = entry(blockColumn, block);
      if (column < coefficients) addBlock(room, entry(blockValues, block), load<f64>(beta + (column << 3)), rows);
    }
    weigh(room, weight, unitWeight, rows);
    scatter(room, out, unit, row, rows);
    for (let block = from; block < to; block++) {
      const column = entry(blockColumn, block);
      const cell = betaOut + (column << 3);
      if (column < coefficients) store<f64>(cell, load<f64>(cell) + dot(room, entry(blockValues, block), rows));
    }
  }
}

/** One unit of two running effects: out += W·(a + b − mean). */
@inline
function pass(
  a: usize,
  b: usize,
  outA: usize,
  outB: usize,
  weight: usize,
  unitWeight: f64,
  room: usize,
  bytes: usize,
): void {
  let sum = f64x2.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const t = f64x2.add(v128.load(a + at), v128.load(b + at));
    v128.store(room + at, t);
    sum = f64x2.relaxed_madd(v128.load(weight + at), t, sum);
  }
  const means = f64x2.splat(sum2(sum) / unitWeight);
  for (let at: usize = 0; at < bytes; at += 16) {
    const q = f64x2.mul(v128.load(weight + at), f64x2.sub(v128.load(room + at), means));
    v128.store(outA + at, f64x2.add(v128.load(outA + at), q));
    v128.store(outB + at, f64x2.add(v128.load(outB + at), q));
  }
}

export function applyMany(lane: i32): void {
  const vectors = argument(0);
  const outs = output(1, lane);
  const list = argument(2);
  const count = argument(3);
  const stride = argument(4);
  const room = scratch(lane);
  const end = firstUnit(lane + 1);
  const start = word(START);
  const unitWeights = word(UNIT_WEIGHT);
  const pair = word(PERIOD) > 0 && word(OTHERS) == 2;
  const codes = word(CODES);
  const codesA = pair ? entry(codes, 0) : 0;
  const codesB = pair ? entry(codes, 1) : 0;
  for (let at: usize = 0; at < count; at++) clear(outs + entry(list, at) * stride);
  for (let unit = firstUnit(lane); unit < end; unit++) {
    const row = entry(start, unit);
    const rows = entry(start, unit + 1) - row;
    const weight = word(WEIGHT) + (row << 3);
    const unitWeight = load<f64>(unitWeights + (unit << 3));
    if (pair) {
      const a = entry(codesA, unit) << 3;
      const b = entry(codesB, unit) << 3;
      for (let at: usize = 0; at < count; at++) {
        const shift = entry(list, at) * stride;
        const vector = vectors + shift;
        const out = outs + shift;
        pass(vector + a, vector + b, out + a, out + b, weight, unitWeight, room, rows << 3);
      }
      continue;
    }
    for (let at: usize = 0; at < count; at++) {
      const shift = entry(list, at) * stride;
      gather(room, vectors + shift, unit, row, rows);
      weigh(room, weight, unitWeight, rows);
      scatter(room, outs + shift, unit, row, rows);
    }
  }
}

export function update(lane: i32): void {
  const vector = argument(0);
  const scores = output(1, lane);
  const diagonal = output(2, lane);
  const statistics = output(3, lane);
  const step = load<f64>(<usize>REAL_ARGUMENTS << 2);
  const beta = vector + (word(LEVELS) << 3);
  const betaOut = scores + (word(LEVELS) << 3);
  const room = scratch(lane);
  const end = firstUnit(lane + 1);
  const start = word(START);
  const blocks = word(BLOCKS);
  const blockColumn = word(BLOCK_COLUMN);
  const blockValues = word(BLOCK_VALUES);
  const unitWeights = word(UNIT_WEIGHT);
  const coefficients = word(COEFFICIENTS);
  let gain: f64 = 0;
  let fall: f64 = 0;
  let gains = f64x2.splat(0);
  let falls = f64x2.splat(0);
  clear(scores);
  clear(diagonal);
  for (let unit = firstUnit(lane); unit < end; unit++) {
    const row = entry(start, unit);
    const rows = entry(start, unit + 1) - row;
    const weight = word(WEIGHT) + (row << 3);
    const outcome = word(OUTCOME) + (row << 3);
    const from = entry(blocks, unit);
    const to = entry(blocks, unit + 1);
    gather(room, vector, unit, row, rows);
    for (let block = from; block < to; block++) {
      const column = entry(blockColumn, block);
      if (column < coefficients) addBlock(room, entry(blockValues, block), load<f64>(beta + (column << 3)), rows);
    }
    const even = (rows & ~1) << 3;
    let sums = f64x2.splat(0);
    for (let at: usize = 0; at < even; at += 16) {
      const move = f64x2.mul(f64x2.splat(step), v128.load(room + at));
      v128.store(room + at, move);
      const w = f64x2.mul(v128.load(weight + at), exp2rows(move));
      v128.store(weight + at, w);
      sums = f64x2.add(sums, w);
    }
    let sum = sum2(sums);
    if (rows & 1) {
      const move = step * load<f64>(room + even);
      store<f64>(room + even, move);
      const w = load<f64>(weight + even) * f64x2.extract_lane(exp2rows(f64x2.splat(move)), 0);
      store<f64>(weight + even, w);
      sum += w;
    }
    const factor = load<f64>(unitWeights + (unit << 3)) / sum;
    const shift = logarithm(factor);
    const factors = f64x2.splat(factor);
    const shifts = f64x2.splat(shift);
    for (let at: usize = 0; at < even; at += 16) {
      const y = v128.load(outcome + at);
      const w = f64x2.mul(v128.load(weight + at), factors);
      const move = f64x2.add(v128.load(room + at), shifts);
      v128.store(weight + at, w);
      gains = f64x2.relaxed_madd(y, move, gains);
      const isZero = v128.and(f64x2.eq(y, f64x2.splat(0)), f64x2.gt(w, f64x2.splat(0)));
      falls = f64x2.max(falls, v128.and(f64x2.neg(move), isZero));
      v128.store(room + at, f64x2.sub(y, w));
    }
    if (rows & 1) {
      const y = load<f64>(outcome + even);
      const w = load<f64>(weight + even) * factor;
      const move = load<f64>(room + even) + shift;
      store<f64>(weight + even, w);
      gain += y * move;
      if (y == 0 && w > 0) fall = max(fall, -move);
      store<f64>(room + even, y - w);
    }
    scatter(room, scores, unit, row, rows);
    scatter(weight, diagonal, unit, row, rows);
    for (let block = from; block < to; block++) {
      const column = entry(blockColumn, block);
      const cell = betaOut + (column << 3);
      if (column < coefficients) store<f64>(cell, load<f64>(cell) + dot(room, entry(blockValues, block), rows));
    }
  }
  store<f64>(statistics, gain + sum2(gains));
  store<f64>(statistics + 8, max(fall, max(f64x2.extract_lane(falls, 0), f64x2.extract_lane(falls, 1))));
}

export function moments(lane: i32): void {
  const columns = word(COLUMNS);
  const outs = output(0, lane);
  const gram = output(1, lane);
  const stride = argument(2);
  const squares = gram + ((columns * columns) << 3);
  const room = scratch(lane);
  const end = firstUnit(lane + 1);
  const start = word(START);
  const blocks = word(BLOCKS);
  const blockColumn = word(BLOCK_COLUMN);
  const blockValues = word(BLOCK_VALUES);
  const unitWeights = word(UNIT_WEIGHT);
  for (let column: usize = 0; column < columns; column++) clear(outs + column * stride);
  memory.fill(gram, 0, (columns * columns + columns) << 3);
  for (let unit = firstUnit(lane); unit < end; unit++) {
    const row = entry(start, unit);
    const rows = entry(start, unit + 1) - row;
    const weight = word(WEIGHT) + (row << 3);
    const from = entry(blocks, unit);
    const to = entry(blocks, unit + 1);
    for (let block = from; block < to; block++) {
      const column = entry(blockColumn, block);
      const values = entry(blockValues, block);
      const cell = squares + (column << 3);
      store<f64>(cell, load<f64>(cell) + weightedSquares(weight, values, rows));
      memory.copy(room, values, rows << 3);
      weigh(room, weight, load<f64>(unitWeights + (unit << 3)), rows);
      scatter(room, outs + column * stride, unit, row, rows);
      for (let other = from; other <= block; other++) {
        const to = gram + ((column * columns + entry(blockColumn, other)) << 3);
        store<f64>(to, load<f64>(to) + dot(room, entry(blockValues, other), rows));
      }
    }
  }
}

function weightedSquares(weight: usize, values: usize, rows: usize): f64 {
  let sum: f64 = 0;
  for (let at: usize = 0; at < rows << 3; at += 8) {
    const value = load<f64>(values + at);
    sum += load<f64>(weight + at) * value * value;
  }
  return sum;
}

/** room = columns × coefficients − levels of a unit's rows, without its mean. */
@inline
function combineUnit(room: usize, vector: usize, unit: usize, row: usize, rows: usize): void {
  const beta = vector + (word(LEVELS) << 3);
  const blocks = word(BLOCKS);
  const blockColumn = word(BLOCK_COLUMN);
  const blockValues = word(BLOCK_VALUES);
  gather(room, vector, unit, row, rows);
  multiply(room, -1, rows);
  const to = entry(blocks, unit + 1);
  for (let block = entry(blocks, unit); block < to; block++) {
    addBlock(room, entry(blockValues, block), load<f64>(beta + (entry(blockColumn, block) << 3)), rows);
  }
  const weight = word(WEIGHT) + (row << 3);
  const mean = dot(weight, room, rows) / load<f64>(word(UNIT_WEIGHT) + (unit << 3));
  for (let at: usize = 0; at < rows << 3; at += 8) store<f64>(room + at, load<f64>(room + at) - mean);
}

export function combine(lane: i32): void {
  const vector = argument(0);
  const rowsOut = argument(1);
  const end = firstUnit(lane + 1);
  const start = word(START);
  for (let unit = firstUnit(lane); unit < end; unit++) {
    const row = entry(start, unit);
    combineUnit(rowsOut + (row << 3), vector, unit, row, entry(start, unit + 1) - row);
  }
}

export function sumByGroup(lane: i32): void {
  const vector = argument(0);
  const residuals = argument(1);
  const groups = argument(2);
  const sums = output(3, lane);
  const room = scratch(lane);
  const end = firstUnit(lane + 1);
  const start = word(START);
  for (let unit = firstUnit(lane); unit < end; unit++) {
    const row = entry(start, unit);
    const rows = entry(start, unit + 1) - row;
    combineUnit(room, vector, unit, row, rows);
    const residual = residuals + (row << 3);
    const group = groups + (row << 2);
    for (let at: usize = 0; at < rows; at++) {
      const cell = sums + (entry(group, at) << 3);
      store<f64>(cell, load<f64>(cell) + load<f64>(residual + (at << 3)) * load<f64>(room + (at << 3)));
    }
  }
}

/** to = M⁻¹·residual, M being a diagonal and a forest: see forest.ts. */
function condition(forest: usize, residual: usize, to: usize, size: usize): void {
  const order = entry(forest, 0);
  const parent = entry(forest, 1);
  const share = entry(forest, 2);
  const inverse = entry(forest, 3);
  memory.copy(to, residual, size << 3);
  for (let at: usize = 0; at < size; at++) {
    const level = entry(order, at);
    const up = <i32>entry(parent, level);
    if (up < 0) continue;
    const cell = to + (<usize>up << 3);
    store<f64>(cell, load<f64>(cell) - load<f64>(share + (level << 3)) * load<f64>(to + (level << 3)));
  }
  for (let at = size; at > 0; at--) {
    const level = entry(order, at - 1);
    const up = <i32>entry(parent, level);
    const cell = to + (level << 3);
    const below = up < 0 ? 0 : load<f64>(share + (level << 3)) * load<f64>(to + (<usize>up << 3));
    store<f64>(cell, load<f64>(cell) * load<f64>(inverse + (level << 3)) - below);
  }
}

export function advance(lane: i32): void {
  const directions = argument(0);
  const images = argument(1);
  const list = argument(2);
  const count = argument(3);
  const stride = argument(4);
  const residuals = argument(5);
  const solutions = argument(6);
  const states = argument(7);
  const forest = argument(8);
  const lanes = argument(9);
  const size = word(LEVELS);
  for (let at: usize = lane; at < count; at += lanes) {
    const number = entry(list, at);
    const p = directions + number * stride;
    const h = images + number * stride;
    const residual = residuals + number * stride;
    const state = states + (number << 4);
    const norm = load<f64>(state);
    const curvature = dot(p, h, size);
    if (!(curvature > 0)) {
      store<f64>(state, 0);
      continue;
    }
    const step = norm / curvature;
    addBlock(solutions + number * stride, p, step, size);
    addBlock(residual, h, -step, size);
    condition(forest, residual, h, size);
    const next = dot(residual, h, size);
    const turn = next / norm;
    for (let cell: usize = 0; cell < size << 3; cell += 8) {
      store<f64>(p + cell, load<f64>(h + cell) + turn * load<f64>(p + cell));
    }
    store<f64>(state, next);
    store<f64>(state + 8, load<f64>(state + 8) - step * norm);
  }
}
