/** Names of codes in an edition, as published. */
export type Names = ReadonlyMap<string, string>;

/** Publishers cut texts at 255 characters; those that come near may be cut. */
const CUT_AT = 253;

/** A published text without doubled quotes and spaces at its ends; one that may be cut ends in an ellipsis. */
export function tidied(text: string): string {
  const whole = text.replaceAll('""', '"').trim();
  return whole.length >= CUT_AT ? `${whole}…` : whole;
}

/**
 * What the app's file holds: the chapters and some codes of HS2022 in our own words, HS2017 whole, and of HS1992 the codes that HS2017 lacks.
 *
 * @param reused codes of HS1992 that a later edition than HS2017 has again: what they were is not what they are
 */
export function composed({
  chapters,
  hs2022,
  hs2017,
  hs1992,
  reused,
}: {
  readonly chapters: Names;
  readonly hs2022: Names;
  readonly hs2017: Names;
  readonly hs1992: Names;
  readonly reused: ReadonlySet<string>;
}) {
  return {
    Chapter: listed(chapters, () => true),
    HS2017: listed(hs2017, () => true),
    HS2022: listed(hs2022, () => true),
    HS1992: listed(hs1992, (code) => !hs2017.has(code) && !reused.has(code)),
  };
}

function listed(names: Names, wanted: (code: string) => boolean) {
  const kept = [...names].filter(([code]) => wanted(code));
  // As a list of pairs the order of codes stays: keys such as "10" would come before "01".
  return kept.toSorted(([a], [b]) => a.localeCompare(b)).map(([code, text]) => [code, tidied(text)] as const);
}
