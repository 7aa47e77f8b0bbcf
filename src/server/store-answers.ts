import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import type {Finding, Log} from "../base/index.ts";
import {writeParquet} from "../store/index.ts";
import {
  explainRow,
  type OptionBag,
  type Question,
  readQuestion,
  recallFinding,
  rememberFinding,
  rowIndex,
} from "../surface/index.ts";
import type {Answers} from "./answers.ts";
import {StoreHolder} from "./store-holder.ts";

/** Answers kept, so that a page, its formats and its evidence do not compute the same thing again. */
const MOST_KEPT = 100;

/** Answers from a store on disk. Each is computed once for a state of the store, and kept beside it for `explain`. */
export class StoreAnswers implements Answers {
  readonly #holder: StoreHolder;
  readonly #log: Log;
  readonly #kept = new Map<string, Promise<Finding>>();

  constructor(storePath: string, log: Log) {
    this.#holder = new StoreHolder(storePath);
    this.#log = log;
  }

  async ask(question: Question, options: OptionBag): Promise<Finding> {
    const answer = readQuestion(question, options);
    const sorted = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([this.#holder.identity(), question.name, sorted]);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const asked = this.#holder.use(answer);
    this.#keep(key, asked);
    const finding = await asked;
    // One without evidence is kept too: its page has a permanent address.
    this.#remember(finding);
    return finding;
  }

  async recall(id: string): Promise<Finding> {
    return recallFinding(this.#holder.path, id);
  }

  async evidence(id: string, row: string): Promise<Finding> {
    const finding = await this.recall(id);
    const at = rowIndex(finding, row);
    return this.#holder.use((store) => explainRow(store, finding, at));
  }

  async parquet({rows, columns}: Finding): Promise<Uint8Array<ArrayBuffer>> {
    const folder = mkdtempSync(join(tmpdir(), "roundabout-"));
    try {
      const path = join(folder, "rows.parquet");
      await writeParquet(rows, columns, path);
      return Uint8Array.from(readFileSync(path));
    } finally {
      rmSync(folder, {recursive: true});
    }
  }

  close(): Promise<void> {
    return this.#holder.close();
  }

  #keep(key: string, asked: Promise<Finding>): void {
    this.#kept.set(key, asked);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    // A failed answer is asked anew: the store may be mended meanwhile.
    asked.catch(() => this.#kept.delete(key));
  }

  #remember(finding: Finding): void {
    try {
      rememberFinding(this.#holder.path, finding);
    } catch (thrown) {
      this.#log.warn(
        `a finding is not kept for explain: ${thrown instanceof Error ? thrown.message : thrown}`,
      );
    }
  }
}
