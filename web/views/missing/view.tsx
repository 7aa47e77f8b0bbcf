import {useAddress} from "../../address/index.ts";
import {Link} from "../../parts/link.tsx";
import {words} from "../../words/index.ts";

/** Shown where an address leads nowhere. */
export function MissingView() {
  const {path} = useAddress();
  return (
    <article className="view missing">
      <h1>{words.views.missing}</h1>
      <p className="lead">{words.problems.notFound(path.slice(0, 200))}</p>
      <p>
        <Link to="/channels">{words.problems.backTo(words.views.channels)}</Link>
      </p>
    </article>
  );
}
