import type {Reader} from "./database.ts";

/**
 * A reader of a store that is still being opened: what needs no answer yet goes on, and the first statement waits.
 *
 * @param opened when it fails, so does every statement, with the same error
 */
export function opening(path: string, opened: Promise<Reader>): Reader {
  // Told to whoever asks; until then nobody need listen.
  opened.catch(() => undefined);
  return {
    path,
    rows: async (statement) => (await opened).rows(statement),
    one: async (statement) => (await opened).one(statement),
    close: () => void opened.then((reader) => reader.close()).catch(() => undefined),
  };
}
