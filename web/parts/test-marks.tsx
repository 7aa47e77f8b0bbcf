import {words} from "../words/index.ts";

/** Whether a test passed; unknown where the data in hand cannot answer. */
export type Outcome = "passed" | "failed" | "unknown";

export interface TestMark {
  readonly name: string;
  readonly outcome: Outcome;
}

const SIGNS: Readonly<Record<Outcome, string>> = {passed: "+", failed: "−", unknown: "?"};

/** A sign a test, in the order of the finding; each says its name. */
export function TestMarks({tests}: {readonly tests: readonly TestMark[]}) {
  return (
    <ul className="test-marks" aria-label={words.tests.label}>
      {tests.map(({name, outcome}) => (
        <li key={name} data-outcome={outcome} title={words.tests.said(name, outcome)}>
          <span aria-hidden="true">{SIGNS[outcome]}</span>
          <span className="unseen">{words.tests.said(name, outcome)}</span>
        </li>
      ))}
    </ul>
  );
}

/** `+ rise, − broad, ? goes-on` as marks. */
export function readTests(text: string | null): TestMark[] {
  const outcomes: Readonly<Record<string, Outcome>> = {"+": "passed", "−": "failed", "?": "unknown"};
  return (text ?? "").split(", ").flatMap((part) => {
    const outcome = outcomes[part.charAt(0)];
    return outcome === undefined ? [] : [{name: part.slice(2), outcome}];
  });
}
