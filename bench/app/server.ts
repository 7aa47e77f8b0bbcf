import {type ChildProcess, spawn} from "node:child_process";
import {fileURLToPath} from "node:url";
import {ensureEngine} from "../../scripts/engine.js";
import {ensureWeb} from "../../scripts/web.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LAUNCHER = fileURLToPath(new URL("../../bin/roundabout.js", import.meta.url));
const RUNS = 5;

/** Folder of the built app; the engine's modules are joined too, as a first start leaves them. */
export async function builtApp(): Promise<string> {
  await ensureEngine(ROOT);
  const folder = ensureWeb(ROOT);
  if (folder === null) throw new Error("the app was not built");
  return folder;
}

/** A server in a process of its own. */
export interface BenchServer {
  readonly url: string;
  /** Milliseconds from the start of the process to its address. */
  readonly startMs: number;
  stop(): Promise<void>;
}

/** Starts `serve` and waits for its address. */
export function serve(store: string, web: string): Promise<BenchServer> {
  return started(["serve", "--store", store, "--port", "0"], web);
}

async function started(argv: readonly string[], web: string): Promise<BenchServer> {
  const began = performance.now();
  const child = spawn(process.execPath, [LAUNCHER, ...argv], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {...process.env, ROUNDABOUT_WEB: web},
  });
  const url = await addressOf(child);
  return {url, startMs: performance.now() - began, stop: () => stopped(child)};
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const [, url] = /listening on (http:\S+?)\/? /.exec(said) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.once("exit", () => reject(new Error(`the server ended: ${said}`)));
  });
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGINT");
  });
}

/** `npm start` beside a store that is current, from its start to its address; and the same without npm. */
export async function secondStarts(store: string, web: string) {
  const seconds: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const server = await started(["start", "--store", store, "--port", "0"], web);
    seconds.push(server.startMs / 1e3);
    await server.stop();
  }
  return {
    second_start_median_seconds: round(seconds.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)]),
    second_start_runs_seconds: seconds.map(round).join(", "),
  };
}

function round(value: number | undefined): number {
  return Math.round(Number(value) * 1000) / 1000;
}
