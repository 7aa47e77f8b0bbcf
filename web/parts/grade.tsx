import {words} from "../words/index.ts";

/** A grade as a letter in a box; the filled ones are candidates. */
export function Grade({grade}: {readonly grade: string | null}) {
  const shown = grade === null || grade === "none" ? "–" : grade;
  return (
    <span className="grade" data-grade={shown} title={words.grades.meaning(shown)}>
      {shown}
    </span>
  );
}
