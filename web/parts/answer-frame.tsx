import type {ReactNode} from "react";
import type {Answer, Finding} from "../data/index.ts";
import {words} from "../words/index.ts";
import {ProblemNote} from "./problem-note.tsx";
import {Waiting} from "./waiting.tsx";

/** What stands around an answer: progress, what went wrong above the last answer, nothing half. */
export function AnswerFrame({
  answer,
  back,
  children,
}: {
  readonly answer: Answer<Finding>;
  readonly back: string;
  readonly children: (finding: Finding) => ReactNode;
}) {
  const {value, waiting, problem, again} = answer;
  return (
    <div className="answer" aria-busy={waiting}>
      <Waiting waiting={waiting} />
      {problem !== null && (
        <>
          <ProblemNote problem={problem} again={again} back={back} />
          {value !== null && <p className="soft">{words.problems.stillShown}</p>}
        </>
      )}
      {value !== null && (
        <div className={waiting || problem !== null ? "stale" : undefined}>{children(value)}</div>
      )}
    </div>
  );
}
