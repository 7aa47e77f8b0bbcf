import {EXIT, RoundaboutError} from "../base/index.ts";
// Whatever a command loads, its findings are identified by the same facts.
import "../reference/checksum.ts";
import {commandsFor} from "./commands/index.ts";
import {runProgram} from "./program.ts";
import {BrokenPipe, type CliEffects, nodeCliEffects} from "./shell/effects.ts";
import {errorText} from "./shell/print-error.ts";

/** What a shell shows for a command that SIGINT ended. */
const INTERRUPTED = 130;

/**
 * Runs one command line and resolves with the process's exit code; never rejects. When it resolves the caller ends the
 * process: an interrupted query may still be running in the engine.
 *
 * @param argv arguments after the program's name
 */
export async function main(argv: readonly string[], effects: CliEffects = nodeCliEffects()): Promise<number> {
  return Promise.race([attempt(argv, effects), interruption(effects.interrupted)]);
}

async function attempt(argv: readonly string[], effects: CliEffects): Promise<number> {
  try {
    await runProgram(argv, await commandsFor(argv), effects);
    return EXIT.ok;
  } catch (thrown) {
    if (thrown instanceof BrokenPipe) return EXIT.ok;
    effects.stderr(errorText(thrown, {json: asksJson(argv), debug: Boolean(effects.env.ROUNDABOUT_DEBUG)}));
    return thrown instanceof RoundaboutError ? thrown.exit : EXIT.unexpected;
  }
}

function interruption(signal: AbortSignal): Promise<number> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(INTERRUPTED);
    signal.addEventListener("abort", () => resolve(INTERRUPTED), {once: true});
  });
}

// Read from the raw arguments, because the error may be that they cannot be parsed.
function asksJson(argv: readonly string[]): boolean {
  return argv.some(
    (word, at) => word === "--format=json" || (word === "--format" && argv[at + 1] === "json"),
  );
}
