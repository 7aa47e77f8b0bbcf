import {type ChildProcess, spawn} from "node:child_process";
import {once} from "node:events";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll} from "vitest";

// Half the time of a short build is the reading of modules; a cache of them spares the second and later ones half of that.
const cache = mkdtempSync(join(tmpdir(), "faults-modules-"));
afterAll(() => rmSync(cache, {recursive: true, force: true}));

const SCRIPT = fileURLToPath(new URL("./build-process.ts", import.meta.url));

/** A build that runs in another process. */
export interface OtherBuild {
  readonly pid: number;
  /** Ends the process as a power cut would: no handler of it runs. */
  kill(): void;
  /** Resolves when the process has ended: true when it was killed, false when the build was through. */
  readonly killed: Promise<boolean>;
}

/** Starts a build of the store at `path` from `data` in another process; resolves when its work begins. */
export async function startBuild(path: string, data: string): Promise<OtherBuild> {
  const child = spawn(process.execPath, [SCRIPT, path, data], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {...process.env, NODE_COMPILE_CACHE: cache},
  });
  const killed = ended(child);
  const begun = once(child.stdout, "data");
  await Promise.race([begun, killed]);
  const {pid} = child;
  if (pid === undefined) throw new Error(`${process.execPath} did not start`);
  return {pid, kill: () => void child.kill("SIGKILL"), killed};
}

async function ended(child: ChildProcess): Promise<boolean> {
  await once(child, "exit");
  if (child.signalCode === null && child.exitCode !== 0) {
    throw new Error(`the build in process ${child.pid} ended with code ${child.exitCode}`);
  }
  return child.signalCode === "SIGKILL";
}
