import type {Reporter, TestCase, TestModule, TestSuite} from "vitest/node";
import {closingLine} from "../scripts/closing-line.js";

/** A file or group that broke outside its tests, counted as one failure. */
type Group = TestModule | TestSuite;

/** Names every skipped test, then ends the run with `N passed, N failed, N skipped`. */
export class ClosingReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const groups = modules.flatMap((module): Group[] => [module, ...module.children.allSuites()]);
    const broken = groups.filter((group) => group.errors().length > 0).length;
    const skipped = tests.filter((test) => test.result().state === "skipped");
    const unfinished = count(tests, "pending");
    const failed = count(tests, "failed") + unfinished + broken + unhandledErrors.length;
    for (const test of skipped) write(`skipped: ${test.module.relativeModuleId} > ${test.fullName}`);
    write(closingLine({passed: count(tests, "passed"), failed, skipped: skipped.length}));
  }
}

function count(tests: readonly TestCase[], state: "passed" | "failed" | "pending"): number {
  return tests.filter((test) => test.result().state === state).length;
}

function write(line: string): void {
  process.stdout.write(`${line}\n`);
}
