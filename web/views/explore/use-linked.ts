import {useCallback, useEffect, useRef, useState} from "react";
import type {Problem} from "../../data/index.ts";
import type {Part} from "./layout.ts";
import {LinkedCharts} from "./linked.ts";
import {type Chart, type Choices, DIMENSIONS, type Dimension} from "./state.ts";

/** What the charts show now. */
export interface Linked {
  /** Null until the chart's first answer. */
  readonly parts: Readonly<Record<Chart, readonly Part[] | null>>;
  readonly problem: Problem | null;
  /** Sets a choice at once; the address is the caller's business. */
  readonly choose: (dimension: Dimension, text: string | null) => void;
  readonly again: () => void;
}

const NONE = {total: null, period: null, reporter: null, partner: null, chapter: null};

/**
 * Linked charts over some records, kept to the choices of the address.
 *
 * @param strand whose records; null asks nothing yet
 */
export function useLinked(strand: string | null, choices: Choices): Linked {
  const [parts, setParts] = useState<Linked["parts"]>(NONE);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [attempt, setAttempt] = useState(0);
  const linked = useRef<LinkedCharts | null>(null);
  const wanted = useRef(choices);
  wanted.current = choices;
  useEffect(() => {
    let current = attempt >= 0;
    setParts(NONE);
    setProblem(null);
    if (strand === null) return;
    const charts = new LinkedCharts(strand, wanted.current, {
      parts: (chart, found) => {
        if (!current) return;
        setProblem(null);
        setParts((before) => ({...before, [chart]: found}));
      },
      problem: (met) => current && setProblem(met),
    });
    linked.current = charts;
    return () => {
      current = false;
      charts.close();
    };
  }, [strand, attempt]);
  const {period, reporter, partner, chapter} = choices;
  useEffect(() => {
    const texts: Choices = {period, reporter, partner, chapter};
    for (const dimension of DIMENSIONS) linked.current?.choose(dimension, texts[dimension]);
  }, [period, reporter, partner, chapter]);
  const choose = useCallback(
    (dimension: Dimension, text: string | null) => linked.current?.choose(dimension, text),
    [],
  );
  const again = useCallback(() => setAttempt((before) => before + 1), []);
  return {parts, problem, choose, again};
}
