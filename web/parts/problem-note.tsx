import {forgetAnswers, type Problem} from "../data/index.ts";
import {words} from "../words/index.ts";
import {Link} from "./link.tsx";
import {sentence, spoken} from "./spoken.ts";

const {problems} = words;

/** What went wrong, where, what mends it, and the ways on. */
export function ProblemNote({
  problem,
  again,
  back,
}: {
  readonly problem: Problem;
  readonly again: () => void;
  /** The same view with its usual choices. */
  readonly back: string;
}) {
  const {message, where, hint} = problem;
  return (
    <section className="problem" role="alert">
      <h2>{titleOf(problem)}</h2>
      <p className="problem-message">{capital(sentence(message))}</p>
      {where !== null && (
        <p>
          {problems.where} <code>{spoken(where)}</code>
        </p>
      )}
      {hint !== null && (
        <p>
          {problems.mend}: {sentence(hint)}
        </p>
      )}
      <p className="problem-ways">
        <button
          type="button"
          className="button"
          onClick={() => {
            forgetAnswers();
            again();
          }}
        >
          {problems.again}
        </button>
        <Link to={back}>{problem.code === "other-vintage" ? problems.otherData : problems.back}</Link>
      </p>
    </section>
  );
}

function titleOf({code, status}: Problem): string {
  if (code === "server-gone") return problems.gone;
  return status === 503 ? problems.store : problems.title;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
