import {statSync} from "node:fs";
import {openReader, type Reader} from "../store/index.ts";

interface Held {
  /** Device, inode, time and size of the file: another value is another store. */
  readonly identity: string;
  readonly store: Promise<Reader>;
  users: number;
}

/** Keeps a store open between requests, and opens the new one when the file was replaced on disk. */
export class StoreHolder {
  readonly path: string;
  readonly #open: (path: string) => Promise<Reader>;
  #held: Held | null = null;

  constructor(path: string, open: (path: string) => Promise<Reader> = openReader) {
    this.path = path;
    this.#open = open;
  }

  /** What tells this store from one that replaces it; "missing" when there is none. */
  identity(): string {
    const found = statSync(this.path, {throwIfNoEntry: false});
    return found === undefined ? "missing" : [found.dev, found.ino, found.mtimeMs, found.size].join(":");
  }

  /**
   * Runs `work` on the store as it is on disk now. A store that was replaced meanwhile is closed when its last user is done.
   *
   * @throws StoreError "store-missing", "store-locked" or "store-unreadable"
   */
  async use<T>(work: (store: Reader) => Promise<T>): Promise<T> {
    const held = this.#current();
    held.users += 1;
    try {
      // The very reader each time: what is kept for the next question is kept by it.
      return await work(await held.store);
    } finally {
      held.users -= 1;
      if (held !== this.#held) await closeIfIdle(held);
    }
  }

  /** Closes the store once nobody uses it. */
  async close(): Promise<void> {
    const held = this.#held;
    this.#held = null;
    if (held !== null) await closeIfIdle(held);
  }

  #current(): Held {
    const identity = this.identity();
    const last = this.#held;
    if (last?.identity === identity) return last;
    const held: Held = {identity, store: this.#open(this.path), users: 0};
    this.#held = held;
    // A store that could not be opened is asked for anew by the next request.
    held.store.catch(() => {
      if (this.#held === held) this.#held = null;
    });
    if (last !== null) void closeIfIdle(last);
    return held;
  }
}

async function closeIfIdle({users, store}: Held): Promise<void> {
  if (users > 0) return;
  const opened = await store.catch(() => null);
  opened?.close();
}
