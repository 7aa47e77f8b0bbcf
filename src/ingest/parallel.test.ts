import {setImmediate as turn} from "node:timers/promises";
import {expect, test} from "vitest";
import {inParallel} from "./parallel.ts";

test("every item is worked on once, and never more than so many at a time", async () => {
  const done: number[] = [];
  let running = 0;
  let most = 0;
  await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await turn();
    done.push(item);
    running -= 1;
  });
  expect(done.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(most).toBe(3);
});

test("the first failure is the one told, after the running ones have ended and before others begin", async () => {
  const ended: number[] = [];
  const work = async (item: number) => {
    if (item === 1) throw new Error("first");
    await turn();
    ended.push(item);
    if (item === 2) throw new Error("second");
  };
  await expect(inParallel([1, 2, 3, 4], 2, work)).rejects.toThrow("first");
  expect(ended).toEqual([2]);
});

test("nothing to do is done", async () => {
  await inParallel([], 2, async () => {
    throw new Error("no item");
  });
});
