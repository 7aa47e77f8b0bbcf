import stringWidth from "string-width";

// Made when a word must be broken: it takes longer to load than a whole table takes to print.
let segmenter: Intl.Segmenter | null = null;

function graphemes(text: string): Iterable<Intl.SegmentData> {
  segmenter ??= new Intl.Segmenter("en", {granularity: "grapheme"});
  return segmenter.segment(text);
}

/** Terminal cells that `text` takes: wide letters take two, combining marks none. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/** The text on one line, without control characters: data must not steer a terminal. */
export function printable(text: string): string {
  return text.replace(/\s+/gu, " ").replace(/\p{Cc}/gu, "\u{fffd}");
}

/**
 * Lines of at most `width` cells, broken at spaces, and inside a word only when the word alone is wider.
 * Nothing is left out but the spaces at the breaks.
 */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").flatMap((whole) => brokenWord(whole, width))) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && displayWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** Pieces of a word that is too wide, ending after a slash, hyphen or underscore where one is near enough. */
function brokenWord(word: string, width: number): string[] {
  if (displayWidth(word) <= width) return [word];
  const parts = word.split(/(?<=[/_-])/u).flatMap((part) => brokenAnywhere(part, width));
  return filled(parts, width);
}

function brokenAnywhere(part: string, width: number): string[] {
  if (displayWidth(part) <= width) return [part];
  const letters = Array.from(graphemes(part), ({segment}) => segment);
  return filled(letters, width);
}

/** The parts joined again as far as they fit beside each other. */
function filled(parts: readonly string[], width: number): string[] {
  const pieces: string[] = [];
  let piece = "";
  for (const part of parts) {
    if (piece !== "" && displayWidth(piece + part) > width) {
      pieces.push(piece);
      piece = "";
    }
    piece += part;
  }
  return [...pieces, piece];
}

/** The widest word of the text, in cells. */
export function widestWord(text: string): number {
  return text.split(/\s/u).reduce((widest, word) => Math.max(widest, displayWidth(word)), 0);
}
