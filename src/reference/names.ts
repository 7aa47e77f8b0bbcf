/** Cyrillic letters that look like Latin ones in either case, after lower-casing. */
const LOOKALIKES = new Map(
  Array.from("аеорсхукмтнвіјѕ", (letter, at) => [letter, "aeopcxykmthbijs".charAt(at)] as const),
);

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant, whose letters need no folding.
const ASCII = /^[\x00-\x7f]*$/;

/**
 * A name as a key: compatibility forms and accents removed, lower case, Cyrillic lookalikes as Latin letters, every run of
 * punctuation or space as one space. National files mix the two alphabets inside one word, so both spellings meet here.
 */
export function nameKey(name: string): string {
  if (ASCII.test(name))
    return name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  const plain = name
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss");
  const folded = Array.from(plain, (letter) => LOOKALIKES.get(letter) ?? letter).join("");
  return folded.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/** Jaro–Winkler similarity of two texts, 0 to 1 (Winkler 1990; prefix weight 0.1, at most four letters). */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroSimilarity(Array.from(a), Array.from(b));
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

function jaroSimilarity(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 && b.length === 0) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Set<number>();
  const common: string[] = [];
  a.forEach((letter, at) => {
    const last = Math.min(b.length - 1, at + reach);
    for (let other = Math.max(0, at - reach); other <= last; other += 1) {
      if (b[other] !== letter || taken.has(other)) continue;
      taken.add(other);
      common.push(letter);
      return;
    }
  });
  if (common.length === 0) return 0;
  const matched = b.filter((_, at) => taken.has(at));
  const transposed = common.filter((letter, at) => letter !== matched[at]).length / 2;
  const m = common.length;
  return (m / a.length + m / b.length + (m - transposed) / m) / 3;
}
