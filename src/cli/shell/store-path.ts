import {resolve} from "node:path";
import {UsageError} from "../../base/index.ts";

/** Where the store is when nothing says otherwise, under the working folder. */
const DEFAULT_STORE = ".roundabout/store.duckdb";

/**
 * Absolute path of the store: `--store`, else ROUNDABOUT_STORE, else `.roundabout/store.duckdb` under `cwd`.
 *
 * @throws UsageError "no-such-engine" for an address of a server
 */
export function storePath({
  option,
  env,
  cwd,
}: {
  readonly option: string | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}): string {
  const asked = option ?? (env.ROUNDABOUT_STORE || DEFAULT_STORE);
  if (!/^[a-z][a-z0-9+]+:\/\//i.test(asked)) return resolve(cwd, asked);
  throw new UsageError("no-such-engine", {
    message: `"${asked}" is the address of a server; only a store in a file can be opened`,
    where: option === null ? "ROUNDABOUT_STORE" : "--store",
    hint: "give the path of a file",
  });
}
