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
 * What the app's file holds: HS2017 whole; of HS2022 the chapters, the new codes and those with other words; of HS1992 the codes
 * that neither of them has.
 *
 * @param revised Comtrade's HS2017, to which its HS2022 is held: the same publisher words what is unchanged alike
 */
export function composed({hs2017, revised, hs2022, hs1992}: Readonly<Record<Edition, Names>>) {
  const isNew = (code: string, text: string) =>
    code.length === 2 || !hs2017.has(code) || plain(revised.get(code) ?? "") !== plain(text);
  return {
    HS2017: listed(hs2017, () => true),
    HS2022: listed(hs2022, isNew),
    HS1992: listed(hs1992, (code) => !hs2017.has(code) && !hs2022.has(code)),
  };
}

type Edition = "hs2017" | "revised" | "hs2022" | "hs1992";

function listed(names: Names, wanted: (code: string, text: string) => boolean) {
  const kept = [...names].filter(([code, text]) => wanted(code, text));
  // As a list of pairs the order of codes stays: keys such as "10" would come before "01".
  return kept.toSorted(([a], [b]) => a.localeCompare(b)).map(([code, text]) => [code, tidied(text)] as const);
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
