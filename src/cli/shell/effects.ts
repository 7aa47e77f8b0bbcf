import {type Log, stderrLog} from "../../base/index.ts";

/** Where data go. */
export interface Output {
  /** Resolves when the reader took it. @throws BrokenPipe when the reader is gone */
  write(data: string | Uint8Array): Promise<void>;
  readonly isTerminal: boolean;
  /** Terminal cells in a line; null when it is no terminal. */
  readonly width: number | null;
}

/** What a command may reach: data go to `stdout`, talk to `log` and `stderr`. */
export interface CliEffects {
  readonly clock: () => Date;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Working folder, absolute. */
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: (text: string) => void;
  readonly log: (talk: {readonly quiet: boolean}) => Log;
  /** Aborted when the person interrupts (SIGINT). */
  readonly interrupted: AbortSignal;
}

/** The reader of standard output went away: `roundabout trade | head`. No failure of the command. */
export class BrokenPipe extends Error {}

/** The real streams, clock and environment. Listens for SIGINT from the call on. */
export function nodeCliEffects(): CliEffects {
  const interruption = new AbortController();
  process.once("SIGINT", () => interruption.abort());
  return {
    clock: () => new Date(),
    env: process.env,
    cwd: process.cwd(),
    stdout: nodeOutput(process.stdout),
    stderr: (text) => void process.stderr.write(text),
    log: ({quiet}) => stderrLog({quiet}),
    interrupted: interruption.signal,
  };
}

function nodeOutput(stream: NodeJS.WriteStream): Output {
  // Each write reports its own failure; without a listener the stream would end the process besides.
  stream.on("error", () => undefined);
  return {
    isTerminal: stream.isTTY === true,
    width: stream.isTTY ? stream.columns : null,
    write: (data) =>
      new Promise((resolve, reject) => {
        stream.write(data, (failure) => {
          if (!failure) resolve();
          else reject("code" in failure && failure.code === "EPIPE" ? new BrokenPipe() : failure);
        });
      }),
  };
}
