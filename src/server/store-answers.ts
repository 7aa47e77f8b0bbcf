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
import type {ProgressReport} from "./contract.ts";
import {StoreHolder} from "./store-holder.ts";

/** Answers kept, so that a page, its formats and its evidence do not compute the same thing again. */
const MOST_KEPT = 100;
/** Source rows kept: they are many, and asked for again at once, as a table and as a file. */
const MOST_EVIDENCE = 6;

/** Answers from a store on disk. Each is computed once for a state of the store, and kept beside it for `explain`. */
export class StoreAnswers implements Answers {
  readonly #holder: StoreHolder;
  readonly #log: Log;
  readonly #kept = new Map<string, Promise<Finding>>();
  readonly #evidence = new Map<string, Promise<Finding>>();

  constructor(storePath: string, log: Log) {
    this.#holder = new StoreHolder(storePath);
    this.#log = log;
  }

  async ask(question: Question, options: OptionBag, passing = false): Promise<Finding> {
    const answer = readQuestion(question, options);
    if (passing) return this.#holder.use(answer);
    const sorted = Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1));
    const key = JSON.stringify([this.#holder.identity(), question.name, sorted]);
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const asked = this.#holder.use(answer);
    keep(this.#kept, key, {asked, most: MOST_KEPT});
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
    const key = JSON.stringify([this.#holder.identity(), finding.id, at]);
    const known = this.#evidence.get(key);
    if (known !== undefined) return known;
    const asked = this.#holder.use((store) => explainRow(store, finding, at));
    keep(this.#evidence, key, {asked, most: MOST_EVIDENCE});
    return asked;
  }

  async progress(): Promise<ProgressReport> {
    const {gatheringOf} = await import("../analyses/explore/index.ts");
    return this.#holder.use(async (store) => ({gathering: gatheringOf(store)}));
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

/** Keeps an answer that is on its way; the oldest beyond `most` is forgotten, and so is one that fails. */
function keep(
  kept: Map<string, Promise<Finding>>,
  key: string,
  {asked, most}: {readonly asked: Promise<Finding>; readonly most: number},
): void {
  kept.set(key, asked);
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  // A failed answer is asked anew: the store may be mended meanwhile.
  asked.catch(() => kept.delete(key));
}
