import {useCallback, useEffect, useState} from "react";
import {askFinding} from "./client.ts";
import type {Finding} from "./finding.ts";
import {type Problem, problemOf} from "./problem.ts";

/** What a view has of an answer: the last one that came, whether another is on its way, and what went wrong. */
export interface Answer<T> {
  readonly value: T | null;
  /** The address that `value` answers. */
  readonly of: string | null;
  readonly waiting: boolean;
  readonly problem: Problem | null;
  readonly again: () => void;
}

/**
 * Asks for the finding at an address, and keeps the last one while the next is on its way.
 *
 * @param address null asks nothing
 */
export function useFinding(address: string | null): Answer<Finding> {
  return useAnswer(address, askFinding);
}

/** As `useFinding`, for any question to the server. `ask` must stay the same function. */
export function useAnswer<T>(address: string | null, ask: (address: string) => Promise<T>): Answer<T> {
  const [held, hold] = useState<Held<T>>(NOTHING);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (address === null) return;
    let current = true;
    ask(address).then(
      (value) => current && hold({value, of: address, problem: null, failed: null}),
      (thrown: unknown) =>
        current &&
        hold((before) => ({...before, problem: problemOf(thrown), failed: `${address} ${attempt}`})),
    );
    return () => {
      current = false;
    };
  }, [address, attempt, ask]);
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  const failed = held.failed === `${address} ${attempt}`;
  const waiting = address !== null && held.of !== address && !failed;
  return {value: held.value, of: held.of, waiting, problem: failed ? held.problem : null, again};
}

/** An answer that cannot be shown without others: it waits while one of them is on its way, and fails where one does. */
export function together<T>(answer: Answer<T>, needed: readonly Answer<unknown>[]): Answer<T> {
  const missing = needed.filter(({value}) => value === null);
  const problem = missing.find((one) => one.problem !== null)?.problem ?? null;
  return {
    ...answer,
    waiting: answer.waiting || missing.some(({waiting}) => waiting),
    problem: answer.problem ?? problem,
    again: () => {
      for (const one of [answer, ...missing]) one.again();
    },
  };
}

interface Held<T> {
  readonly value: T | null;
  readonly of: string | null;
  readonly problem: Problem | null;
  /** The address and attempt that failed. */
  readonly failed: string | null;
}

const NOTHING = {value: null, of: null, problem: null, failed: null};
