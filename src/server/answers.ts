import type {Finding} from "../base/index.ts";
import type {OptionBag, Question} from "../surface/index.ts";
import type {ProgressReport} from "./contract.ts";

/** What the routes need answered. The real one reads a store; tests give invented findings. */
export interface Answers {
  /** @param passing an answer that the next one replaces, as while a person brushes: it gets no permanent address */
  ask(question: Question, options: OptionBag, passing?: boolean): Promise<Finding>;
  /** A finding that was answered before. @throws UsageError "unknown-finding" */
  recall(id: string): Promise<Finding>;
  /** The source rows behind a row, given by number from 1 or by a text in it. @throws UsageError "unknown-row" */
  evidence(id: string, row: string): Promise<Finding>;
  /** How far the server is with what questions wait for. */
  progress(): Promise<ProgressReport>;
  /** The finding's rows as a Parquet file. */
  parquet(finding: Finding): Promise<Uint8Array<ArrayBuffer>>;
}
