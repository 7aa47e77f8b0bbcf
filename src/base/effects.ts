/** Talk of a running command: never data. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  /** Overwrites the last progress line on a terminal; a plain line elsewhere, at most a few a minute. */
  progress(message: string): void;
}

/** What a pure function may not reach on its own. */
export interface Effects {
  readonly clock: () => Date;
  readonly log: Log;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A log that says nothing: for libraries and tests. */
export const silentLog: Log = {info: () => {}, warn: () => {}, progress: () => {}};

/** Lines to stderr; progress redraws on a terminal and is thinned to one line in five seconds elsewhere. */
export function stderrLog({
  quiet = false,
  stream = process.stderr,
}: {
  quiet?: boolean;
  stream?: NodeJS.WriteStream;
} = {}): Log {
  if (quiet) return {...silentLog, warn: (message) => void stream.write(`warning: ${message}\n`)};
  let lastPlain = 0;
  let drawn = false;
  const clear = () => {
    if (drawn) stream.write("\r\u001b[K");
    drawn = false;
  };
  const line = (message: string) => {
    clear();
    stream.write(`${message}\n`);
  };
  return {
    info: line,
    warn: (message) => line(`warning: ${message}`),
    progress: (message) => {
      if (stream.isTTY) {
        clear();
        stream.write(message.slice(0, (stream.columns || 80) - 1));
        drawn = true;
      } else if (performance.now() - lastPlain > 5_000) {
        lastPlain = performance.now();
        stream.write(`${message}\n`);
      }
    },
  };
}

/** The real clock, stderr and environment. */
export function nodeEffects({quiet = false}: {quiet?: boolean} = {}): Effects {
  return {clock: () => new Date(), log: stderrLog({quiet}), env: process.env};
}
