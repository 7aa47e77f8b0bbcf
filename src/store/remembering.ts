import type {Reader} from "./database.ts";
import type {StoreRow} from "./rows.ts";
import type {Statement} from "./sql.ts";

const REMEMBERING = new WeakSet<Reader>();

/**
 * The reader for the length of one question: a statement that is asked again with the same values is not run again. One that
 * remembers already stays as it is.
 */
export function remembering(reader: Reader): Reader {
  if (REMEMBERING.has(reader)) return reader;
  const answers = new Map<string, Promise<StoreRow[]>>();
  const made: Reader = {
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
  };
  REMEMBERING.add(made);
  return made;
}

/** What is made once for a reader and a key: give it a reader that stands for one question, see `remembering`. */
export function oncePerQuestion<Value>(): (
  store: Reader,
  key: string,
  make: () => Promise<Value>,
) => Promise<Value> {
  const kept = new WeakMap<Reader, Map<string, Promise<Value>>>();
  return (store, key, make) => {
    const own = kept.get(store) ?? new Map<string, Promise<Value>>();
    kept.set(store, own);
    const made = own.get(key) ?? make();
    own.set(key, made);
    return made;
  };
}
