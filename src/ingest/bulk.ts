import type {Writer} from "../store/index.ts";
import type {FoundFile} from "./inspect.ts";
import type {CodeResolver} from "./mapping.ts";
import type {Dialect} from "./source.ts";

/** A file too large for a raw copy, on its way straight to clean. */
export interface BulkInput {
  readonly writer: Writer;
  readonly source: string;
  readonly dialect: Dialect;
  readonly file: FoundFile;
  readonly fileId: number;
  readonly present: readonly string[];
  readonly vintage: string;
  readonly resolve: CodeResolver;
}

export async function loadBulk(input: BulkInput): Promise<void> {
  throw new Error(`not yet: ${input.file.shown}`);
}
