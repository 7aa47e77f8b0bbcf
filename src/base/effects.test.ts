import {afterEach, beforeEach, expect, test, vi} from "vitest";
import {stderrLog} from "./effects.ts";

let lines: string[] = [];

beforeEach(() => {
  lines = [];
  vi.useFakeTimers({toFake: ["performance"]});
  vi.spyOn(process.stderr, "write").mockImplementation((text) => lines.push(String(text)) > 0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("talk is a line each, a warning says that it is one", () => {
  const log = stderrLog();
  log.info("made");
  log.warn("odd");
  expect(lines).toEqual(["made\n", "warning: odd\n"]);
});

test("quiet leaves warnings only", () => {
  const log = stderrLog({quiet: true});
  log.info("made");
  log.progress("1 of 2");
  log.warn("odd");
  expect(lines).toEqual(["warning: odd\n"]);
});

test("progress into a pipe is at most one line in five seconds", () => {
  const log = stderrLog();
  for (let second = 0; second < 60; second++) {
    vi.advanceTimersByTime(1_000);
    log.progress(`second ${second}`);
  }
  expect(lines.length).toBeGreaterThanOrEqual(9);
  expect(lines.length).toBeLessThanOrEqual(12);
  expect(lines.every((line) => line.endsWith("\n"))).toBe(true);
});
