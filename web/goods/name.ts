/** Names by edition and code of two or six digits; the editions in the order in which they are asked. */
export type GoodsNames = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a code of goods is called. */
export interface GoodsName {
  /** As the edition has it. */
  readonly text: string;
  readonly short: string;
  /** Edition, the whole name, what other editions call the same code, and whose digits they are: for a tip. */
  readonly whole: string;
}

const MOST_LETTERS = 44;

/**
 * The name of a code; null for what no edition names. Eight digits have the name of their first six.
 *
 * @param code two, six or eight digits; anything else has no name
 */
export function goodsName(names: GoodsNames, code: string): GoodsName | null {
  if (!/^(\d{2}|\d{6}|\d{8})$/.test(code)) return null;
  const key = code.slice(0, 6);
  const said = Object.entries(names).flatMap(([edition, texts]) => {
    const text = texts[key];
    return text === undefined ? [] : [{edition, text}];
  });
  const [first] = said;
  if (first === undefined) return null;
  const of = code.length === 8 ? ` (name of its six digits ${key})` : "";
  const whole = said.map(({edition, text}) => `${edition}: ${text}`).join("; ");
  return {text: first.text, short: shortened(first.text), whole: `${whole}${of}`};
}

/** Whole words up to `MOST_LETTERS`; at least one. */
function shortened(text: string): string {
  if (text.length <= MOST_LETTERS) return text;
  const cut = text.slice(0, MOST_LETTERS + 1).replace(/\s\S*$/, "");
  return `${cut.replace(/[\s,;:(–-]+$/, "")}…`;
}

/** The codes in what was asked for: one, several with commas between them, a family; none where a list was named. */
export function codesIn(asked: string): readonly string[] {
  return asked
    .replace(/^family:/, "")
    .split(",")
    .map((code) => code.trim())
    .filter((code) => /^\d+$/.test(code));
}
