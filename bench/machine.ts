import {arch, availableParallelism, cpus, platform, release, totalmem} from "node:os";

/** Where and when a measurement was taken: figures of two machines are not to be compared without it. */
export interface Machine {
  readonly date: string;
  readonly system: string;
  readonly processor: string;
  readonly cores: number;
  readonly memory_gib: number;
  readonly node: string;
}

/** This machine, now. */
export function machine(now: Date): Machine {
  return {
    date: now.toISOString().slice(0, 10),
    system: `${platform()} ${release()} ${arch()}`,
    processor: cpus()[0]?.model.trim() || "not told",
    cores: availableParallelism(),
    memory_gib: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  };
}
