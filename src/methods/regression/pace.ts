import type {FitOptions, FitProgress} from "./design.ts";

/** Work (rows × passes) between two turns of the event loop: some tens of milliseconds. */
const TURN = 2e7;

/** Lets a long computation be watched and ended: it stops between two passes, and others get their turn. */
export class Pace {
  readonly #options: FitOptions;
  readonly #rows: number;
  #seen = 0;

  constructor(options: FitOptions, rows: number) {
    this.#options = options;
    this.#rows = rows;
  }

  /** Ends with the signal's reason when it asks for that; gives way to the event loop after enough work. */
  async breathe(passes: number): Promise<void> {
    this.#options.signal?.throwIfAborted();
    if ((passes - this.#seen) * this.#rows < TURN) return;
    this.#seen = passes;
    await new Promise((resolve) => setImmediate(resolve));
    this.#options.signal?.throwIfAborted();
  }

  /** Tells where the fit stands. */
  tell(progress: FitProgress): void {
    this.#options.progress?.(progress);
  }
}
