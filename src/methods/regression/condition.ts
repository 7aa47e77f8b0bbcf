import {Dense} from "./dense.ts";
import {Forest, type LevelCondition} from "./forest.ts";
import type {Panel} from "./panel.ts";

/** Steps of a conjugate gradient before which no factor is thought of. */
const PATIENCE = 60;
/** Products of a factor that take as long as a step takes for one row. */
const PRODUCTS_A_ROW = 4;
/** Factors that must be worth the steps already made: Newton's method takes one at every step. */
const FACTORS = 3;

/** The approximate inverse of H on levels: a forest, and its exact factor once an iteration has shown that it creeps. */
export class Condition implements LevelCondition {
  readonly #panel: Panel;
  readonly #forest: Forest;
  #dense: Dense | null = null;
  #isTried = false;

  constructor(panel: Panel) {
    this.#panel = panel;
    this.#forest = new Forest(panel);
  }

  /** Of the forest's table, for kernels that apply it; null where it is not what is applied. */
  get address(): number | null {
    return this.#dense === null ? this.#forest.address : null;
  }

  /** Asks for a better inverse after `steps` steps of one solve; true when there now is one, and the solve is to start anew. */
  sharpened(steps: number): boolean {
    const {levels, source} = this.#panel.layout;
    const spent = steps * source.length * PRODUCTS_A_ROW;
    if (this.#isTried || steps < PATIENCE || spent < (FACTORS * levels ** 3) / 6) return false;
    this.#isTried = true;
    this.#dense = Dense.of(this.#panel);
    return this.#dense !== null;
  }

  /** Takes the entries anew, with the working weight as it is now. */
  refresh(): void {
    (this.#dense ?? this.#forest).refresh();
  }

  /** Takes them anew where that is worth its cost at every step of Newton's method: an old exact factor is no exact one. */
  follow(): void {
    this.#dense?.refresh();
  }

  apply(residual: Float64Array, to: Float64Array): void {
    (this.#dense ?? this.#forest).apply(residual, to);
  }
}
