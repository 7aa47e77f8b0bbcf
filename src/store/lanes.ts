import type {Reader} from "./database.ts";
import type {StoreRow} from "./rows.ts";
import type {Statement} from "./sql.ts";

/**
 * One reader over several connections to a database, so that statements asked for together run beside each other. A
 * statement goes to the connection with the fewest waiting.
 */
export class Lanes implements Reader {
  readonly path: string;
  readonly #lanes: readonly {readonly reader: Reader; waiting: number}[];

  /** @param readers at least one; the first owns the database and is closed last */
  constructor(readers: readonly Reader[]) {
    this.path = readers[0]?.path ?? "";
    this.#lanes = readers.map((reader) => ({reader, waiting: 0}));
  }

  rows(statement: Statement): Promise<StoreRow[]> {
    return this.#run((reader) => reader.rows(statement));
  }

  one(statement: Statement): Promise<StoreRow> {
    return this.#run((reader) => reader.one(statement));
  }

  numbers(statement: Statement): AsyncIterable<readonly Float64Array[]> {
    return this.#calmest().reader.numbers(statement);
  }

  close(): void {
    for (const {reader} of this.#lanes.toReversed()) reader.close();
  }

  #calmest() {
    return this.#lanes.reduce((calm, next) => (next.waiting < calm.waiting ? next : calm));
  }

  async #run<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
    const lane = this.#calmest();
    lane.waiting++;
    try {
      return await work(lane.reader);
    } finally {
      lane.waiting--;
    }
  }
}

/** A second connection beside the owner's is enough to keep two cores busy with small statements. */
export async function withLanes(owner: Reader & {beside(): Promise<Reader>}): Promise<Reader> {
  return new Lanes([owner, await owner.beside()]);
}
