import type {CliEffects} from "../src/cli/shell/effects.ts";

/** Effects that keep what a command writes, for tests. */
export interface RecordedEffects {
  readonly effects: CliEffects;
  /** Standard output so far, as text. */
  readonly out: () => string;
  /** Standard error so far: errors and talk. */
  readonly err: () => string;
  readonly interrupt: () => void;
}

/** A terminal of `width` cells, or a pipe when null. */
export function recordedEffects({
  width = null,
  env = {},
  cwd = process.cwd(),
}: {
  readonly width?: number | null;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
} = {}): RecordedEffects {
  const out: Uint8Array[] = [];
  const err: string[] = [];
  const interruption = new AbortController();
  const say = (text: string) => void err.push(`${text}\n`);
  const effects: CliEffects = {
    clock: () => new Date("2024-01-01T00:00:00Z"),
    env,
    cwd,
    stdout: {
      isTerminal: width !== null,
      width,
      write: async (data) => void out.push(typeof data === "string" ? Buffer.from(data) : data),
    },
    stderr: (text) => void err.push(text),
    log: ({quiet}) => ({
      info: (message) => (quiet ? undefined : say(message)),
      warn: (message) => say(`warning: ${message}`),
      progress: () => undefined,
    }),
    interrupted: interruption.signal,
  };
  return {
    effects,
    out: () => Buffer.concat(out).toString("utf8"),
    err: () => err.join(""),
    interrupt: () => interruption.abort(),
  };
}
