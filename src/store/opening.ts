import type {Reader} from "./database.ts";
import type {StoreRow} from "./rows.ts";
import type {Statement} from "./sql.ts";

/**
 * A reader of a store that is still being opened: what needs no answer yet goes on, and the first statement waits.
 *
 * @param opened when it fails, so does every statement, with the same error
 * @param busy called once, when the engine has begun with the first statement
 */
export function opening(path: string, opened: Promise<Reader>, busy: () => void = () => undefined): Reader {
  // Told to whoever asks; until then nobody need listen.
  opened.catch(() => undefined);
  let begun = false;
  const ask = async <Answer>(question: (reader: Reader) => Promise<Answer>): Promise<Answer> => {
    const answer = question(await opened);
    if (!begun) busy();
    begun = true;
    return answer;
  };
  return {
    path,
    async *numbers(statement: Statement): AsyncIterable<readonly Float64Array[]> {
      yield* (await opened).numbers(statement);
    },
    rows: (statement: Statement): Promise<StoreRow[]> => ask((reader) => reader.rows(statement)),
    one: (statement: Statement): Promise<StoreRow> => ask((reader) => reader.one(statement)),
    close: () => void opened.then((reader) => reader.close()).catch(() => undefined),
  };
}
