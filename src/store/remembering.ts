import type {Reader} from "./database.ts";
import type {StoreRow} from "./rows.ts";
import type {Statement} from "./sql.ts";

/** The reader for the length of one question: a statement that is asked again with the same values is not run again. */
export function remembering(reader: Reader): Reader {
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
  };
}
