import type {Placed} from "./arena.ts";
import {item, real} from "./kernels/cells.ts";
import type {KernelName} from "./kernels/plain.ts";
import * as slot from "./kernels/slots.ts";
import type {Panel} from "./panel.ts";
import type {Team} from "./team.ts";

/** Reads and writes of a vector over levels and coefficients: levels first. */
export type Vector = Placed<Float64Array>;

/** Cross products of the columns, unit means taken out, with the working weight. */
export interface Moments {
  /** One vector over levels a column. */
  readonly levels: readonly Float64Array[];
  /** Columns × columns, row by row, symmetric. */
  readonly gram: Float64Array;
  /** By column: weighted sum of squares, the mean not taken out. */
  readonly squares: Float64Array;
}

/** What a move of the predictor brought. */
export interface Move {
  /** Gain in Σ (outcome × predictor − mean), the log-likelihood. */
  readonly gain: number;
  /** Largest fall of the predictor in a row with outcome 0. */
  readonly fall: number;
}

/** Passes over the rows of a panel, by whatever kernels its team has. */
export class Engine {
  readonly panel: Panel;
  readonly #gather: () => Team;
  /** Levels and coefficients of a vector. */
  readonly size: number;
  readonly levels: number;
  passes = 0;
  /** After `update`: Σ (outcome − weight) by level, then by coefficient × its column. */
  readonly scores: Float64Array;
  /** After `update`: Σ weight by level. */
  readonly levelWeights: Float64Array;
  #team: Team;
  readonly #head: Int32Array;
  readonly #realArguments: Float64Array;
  readonly #stride: number;
  readonly #outputs: readonly Placed<Float64Array>[];
  readonly #statistics: Placed<Float64Array>;
  #groupSums: Placed<Float64Array>;

  /** @param gather a new team for the panel */
  constructor(panel: Panel, gather: () => Team) {
    this.panel = panel;
    this.#gather = gather;
    this.#team = gather();
    this.levels = panel.layout.levels;
    this.size = this.levels + panel.coefficients;
    const {arena, lanes, columns} = panel;
    this.#stride = 8 * Math.ceil((this.levels + columns.length + 1) / 8);
    this.#outputs = [arena.reals(lanes * this.#stride), arena.reals(lanes * this.#stride)];
    this.#statistics = arena.reals(lanes * this.#stride);
    this.#groupSums = arena.reals(0);
    this.#head = arena.head();
    this.#realArguments = new Float64Array(arena.memory.buffer, 4 * slot.REAL_ARGUMENTS, 2);
    this.scores = item(this.#outputs, 0).cells.subarray(0, this.size);
    this.levelWeights = item(this.#outputs, 1).cells.subarray(0, this.levels);
  }

  /** A vector of zeros. */
  vector(): Vector {
    return this.panel.arena.reals(this.#stride);
  }

  /** Multiplies weights by a ratio per level of effect `from`, balances units, sums weights by level of effect `to`. */
  scale(call: {ratios: Vector; from: number; byUnit: boolean; to: number}): Float64Array {
    const out = item(this.#outputs, 0);
    this.#run("scale", [call.ratios.address, call.from, call.byUnit ? 1 : 0, call.to, out.address]);
    return this.#sumLanes(out.cells, this.#stride, this.size);
  }

  /** H·vector, valid until the next pass. */
  apply(vector: Vector): Float64Array {
    const out = item(this.#outputs, 0);
    this.#run("apply", [vector.address, out.address]);
    return this.#sumLanes(out.cells, this.#stride, this.size);
  }

  /** Room for one vector a column and one more, for `applyMany`. */
  vectors(): Vectors {
    const {arena, columns, lanes} = this.panel;
    const length = (columns.length + 1) * this.#stride;
    return {
      input: arena.reals(length),
      output: arena.reals(lanes * length),
      residual: arena.reals(length),
      solution: arena.reals(length),
      states: arena.reals(2 * (columns.length + 1)),
      list: arena.wholes(columns.length + 1),
      stride: this.#stride,
    };
  }

  /** One step of a conjugate gradient for each listed vector of the room, whose image `applyMany` has put to its output. */
  advance(vectors: Vectors, listed: readonly number[], forest: number): void {
    const {input, output, list, stride, residual, solution, states} = vectors;
    list.cells.set(listed);
    const places = [residual, solution, states].map(({address}) => address);
    const counts = [list.address, listed.length, 8 * stride];
    this.#call("advance", [input.address, output.address, ...counts, ...places, forest, this.panel.lanes]);
  }

  /** H·vector on levels, for the listed vectors of the room's input, to its output. */
  applyMany({input, output, list, stride}: Vectors, listed: readonly number[]): void {
    list.cells.set(listed);
    const bytes = 8 * stride;
    const lane = bytes * (this.panel.columns.length + 1);
    this.#run("applyMany", [input.address, output.address, list.address, listed.length, bytes], lane);
    for (const at of listed) {
      for (let other = 1; other < this.panel.lanes; other++) {
        const from = (other * lane) / 8 + at * stride;
        addTo(output.cells, at * stride, from, this.levels);
      }
    }
  }

  /** Moves the predictor by step × vector and by unit to equal sums; scores and level weights follow. */
  update(vector: Vector, step: number): Move {
    const [scores, weights] = [item(this.#outputs, 0), item(this.#outputs, 1)];
    this.#realArguments[0] = step;
    this.#run("update", [vector.address, scores.address, weights.address, this.#statistics.address]);
    this.#sumLanes(scores.cells, this.#stride, this.size);
    this.#sumLanes(weights.cells, this.#stride, this.levels);
    let [gain, fall] = [0, 0];
    for (let lane = 0; lane < this.panel.lanes; lane++) {
      gain += real(this.#statistics.cells, lane * this.#stride);
      fall = Math.max(fall, real(this.#statistics.cells, lane * this.#stride + 1));
    }
    return {gain, fall};
  }

  /** Cross products of all columns with the levels and one another, to the room's output. */
  moments({output, stride}: Vectors): Moments {
    const {arena, columns, lanes} = this.panel;
    const k = columns.length;
    const lane = Math.max(k * stride, k * (k + 1));
    const room = output.cells.length >= lanes * lane ? output : arena.reals(lanes * lane);
    const gramRoom = arena.reals(lanes * lane);
    this.#run("moments", [room.address, gramRoom.address, 8 * stride], 8 * lane);
    for (let other = 1; other < lanes; other++) {
      addTo(room.cells, 0, other * lane, k * stride);
      addTo(gramRoom.cells, 0, other * lane, k * (k + 1));
    }
    const gram = gramRoom.cells.slice(0, k * k);
    for (let row = 0; row < k; row++) {
      for (let column = 0; column < row; column++) gram[column * k + row] = real(gram, row * k + column);
    }
    return {
      levels: columns.map((_, at) => room.cells.slice(at * stride, at * stride + this.levels)),
      gram,
      squares: gramRoom.cells.slice(k * k, k * (k + 1)),
    };
  }

  /** Columns × coefficients less levels less unit means, by row of the panel. The vector has a coefficient for every column. */
  combine(vector: Vector, rows: Vector): void {
    this.#run("combine", [vector.address, rows.address]);
  }

  /**
   * Σ residual × (columns × coefficients less levels less unit means) by group of a row, valid until the next pass. Threads
   * share the work where a copy of the sums for each costs little beside the rows.
   */
  sumByGroup(call: {
    vector: Vector;
    residual: Vector;
    groups: Placed<Int32Array>;
    count: number;
  }): Float64Array {
    const {vector, residual, groups, count} = call;
    const {arena, lanes, layout} = this.panel;
    const apart = lanes > 1 && count * 2 < layout.source.length;
    if (!apart) this.dismiss();
    // A multiple of 8 keeps lanes on cache lines of their own.
    const stride = 8 * Math.ceil(count / 8);
    const room = apart ? lanes * stride : count;
    if (this.#groupSums.cells.length < room) this.#groupSums = arena.reals(room);
    const {address, cells} = this.#groupSums;
    cells.fill(0, 0, room);
    const bytes = apart ? 8 * stride : 0;
    this.#run("sumByGroup", [vector.address, residual.address, groups.address, address], bytes);
    return apart ? this.#sumLanes(cells, stride, count) : cells.subarray(0, count);
  }

  /** Gets threads again after they were let go. */
  resume(): void {
    this.#team.dismiss();
    this.#team = this.#gather();
  }

  /** Lets the threads go. */
  dismiss(): void {
    this.#team.dismiss();
  }

  /** A pass over the rows. */
  #run(kernel: KernelName, args: readonly number[], outputBytes = 8 * this.#stride): void {
    this.#call(kernel, args, outputBytes);
    this.passes++;
  }

  #call(kernel: KernelName, args: readonly number[], outputBytes = 8 * this.#stride): void {
    this.#head[slot.OUTPUT_BYTES] = outputBytes;
    for (const [at, value] of args.entries()) this.#head[slot.ARGUMENTS + at] = value;
    this.#team.run(kernel);
  }

  #sumLanes(cells: Float64Array, stride: number, length: number): Float64Array {
    for (let lane = 1; lane < this.panel.lanes; lane++) addTo(cells, 0, lane * stride, length);
    return cells.subarray(0, length);
  }
}

/** Room for a vector a column: what goes in, what each lane gives, and which columns are asked for. */
export interface Vectors {
  readonly input: Placed<Float64Array>;
  readonly output: Placed<Float64Array>;
  /** By vector, what a conjugate gradient leaves and where it is. */
  readonly residual: Placed<Float64Array>;
  readonly solution: Placed<Float64Array>;
  /** By vector: the squared preconditioned residual, and the weighted sum of squares that is left. */
  readonly states: Placed<Float64Array>;
  readonly list: Placed<Int32Array>;
  /** Cells from one vector to the next. */
  readonly stride: number;
}

function addTo(cells: Float64Array, to: number, from: number, length: number): void {
  for (let at = 0; at < length; at++) cells[to + at] = real(cells, to + at) + real(cells, from + at);
}
