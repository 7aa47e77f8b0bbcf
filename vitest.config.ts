import {availableParallelism} from "node:os";
import {defineConfig} from "vitest/config";
import {ClosingReporter} from "./test/reporter.ts";

// A process per file, because DuckDB is a native module; two suffice to keep two cores busy and leave memory for its
// own threads. Integration tests build stores and start child processes, hence the long limits.
export default defineConfig({
  test: {
    setupFiles: ["test/seed.ts", "test/fixed-facts.ts"],
    include: ["{src,sources,test,tools,bench,web}/**/*.test.ts"],
    pool: "forks",
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
    testTimeout: 180_000,
    hookTimeout: 240_000,
    teardownTimeout: 10_000,
    reporters: ["default", new ClosingReporter()],
  },
});
