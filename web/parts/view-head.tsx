import type {ReactNode} from "react";

/** The top of a view: what it is, in a sentence, and the question as asked. */
export function ViewHead({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly children?: ReactNode;
}) {
  return (
    <header className="view-head">
      <h1>{title}</h1>
      <p className="lead">{lead}</p>
      {children}
    </header>
  );
}
