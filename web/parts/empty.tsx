import {words} from "../words/index.ts";
import {Link} from "./link.tsx";

/** Said where a question has no rows. */
export function Empty({back}: {readonly back: string}) {
  return (
    <section className="empty">
      <h2>{words.empty.title}</h2>
      <p>{words.empty.text}</p>
      <p>
        <Link to={back}>{words.problems.back}</Link>
      </p>
    </section>
  );
}
