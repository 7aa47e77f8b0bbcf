import {textIn, useFinding} from "../../data/index.ts";
import {AnswerFrame} from "../../parts/answer-frame.tsx";
import type {Outcome} from "../../parts/test-marks.tsx";
import {words} from "../../words/index.ts";

const said = words.channel;
const SIGNS: Readonly<Record<Outcome, string>> = {passed: "+", failed: "−", unknown: "?"};

/** Each test of the channel, whether it passed, and the figure it rests on. */
export function TestsSection({address}: {readonly address: string}) {
  const answer = useFinding(address);
  return (
    <section aria-labelledby="tests-title">
      <h2 id="tests-title">{said.tests}</h2>
      <AnswerFrame answer={answer} back="/channels">
        {({rows}) => (
          <ol className="tests">
            {rows.map((row) => {
              const outcome = row.passed === true ? "passed" : row.passed === false ? "failed" : "unknown";
              const name = textIn(row, "test") ?? "";
              return (
                <li key={name} data-outcome={outcome}>
                  <span className="test-sign" aria-hidden="true">
                    {SIGNS[outcome]}
                  </span>
                  <span className="test-name">
                    {name.replaceAll("-", " ")} <small>{said.outcome[outcome]}</small>
                  </span>
                  <span className="test-why">{textIn(row, "why")}</span>
                </li>
              );
            })}
          </ol>
        )}
      </AnswerFrame>
    </section>
  );
}
