import type {Reader} from "./database.ts";
import type {StoreRow} from "./rows.ts";
import type {Statement} from "./sql.ts";

/** A reader that stands for one question. */
export interface RememberingReader extends Reader {
  /** What `make` made of this key before, or makes now: what several parts of a question work out alike is worked out once. */
  keep<Value>(key: string, make: () => Promise<Value>): Promise<Value>;
}

/**
 * The reader for the length of one question: a statement that is asked again with the same values is not run again. One that
 * remembers already stays as it is.
 */
export function remembering(reader: Reader): RememberingReader {
  if (isRemembering(reader)) return reader;
  const answers = new Map<string, Promise<StoreRow[]>>();
  return {
    path: reader.path,
    rows: (statement) => {
      const key = `${statement.text}\n${JSON.stringify(statement.values)}`;
      const known = answers.get(key);
      if (known !== undefined) return known;
      const answer = reader.rows(statement);
      answers.set(key, answer);
      return answer;
    },
    one: (statement: Statement) => reader.one(statement),
    numbers: (statement: Statement) => reader.numbers(statement),
    close: () => reader.close(),
    keep: keeper(),
  };
}

function isRemembering(reader: Reader): reader is RememberingReader {
  return "keep" in reader;
}

function keeper(): RememberingReader["keep"] {
  const kept = new Map<string, Promise<unknown>>();
  return async <Value>(key: string, make: () => Promise<Value>): Promise<Value> => {
    const made = kept.get(key) ?? make();
    kept.set(key, made);
    // A key names one kind of value: whoever asks with it asks for what `make` gives.
    const isValue = (value: unknown): value is Value => value !== undefined;
    const value = await made;
    if (isValue(value)) return value;
    throw new TypeError(`nothing was made of "${key}"`);
  };
}
