/** The values quoted and joined, at most `most` of them: `"a", "b" and 3 more`. */
export function quoteList(values: Iterable<unknown>, most = 8): string {
  const all = [...values].map((value) => JSON.stringify(value));
  const shown = all.slice(0, most).join(", ");
  return all.length > most ? `${shown} and ${all.length - most} more` : shown;
}

/** The candidates nearest to `name` by shared bigrams (Dice coefficient ≥ 0.3), best first, at most `most`. */
export function nearest(name: string, candidates: Iterable<string>, most = 3): string[] {
  const wanted = bigrams(name);
  return [...candidates]
    .map((candidate) => ({candidate, score: dice(wanted, bigrams(candidate))}))
    .filter(({score}) => score >= 0.3)
    .sort((a, b) => b.score - a.score || a.candidate.localeCompare(b.candidate))
    .slice(0, most)
    .map(({candidate}) => candidate);
}

/** A hint for an unknown name: `did you mean "x"?` or the whole list when nothing is near. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const all = [...candidates];
  const near = nearest(name, all);
  return near.length > 0 ? `did you mean ${quoteList(near)}?` : `one of ${quoteList(all, 20)}`;
}

function bigrams(text: string): Set<string> {
  const folded = ` ${text.toLowerCase()} `;
  return new Set(Array.from({length: folded.length - 1}, (_, at) => folded.slice(at, at + 2)));
}

function dice(a: Set<string>, b: Set<string>): number {
  return (2 * a.intersection(b).size) / (a.size + b.size);
}
