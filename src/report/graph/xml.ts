// Control characters but tab and line ends, halves of surrogate pairs, and two that are no characters: XML 1.0 cannot hold most of them.
const UNHOLDABLE = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

/** Text for an attribute or an element of XML 1.0; what XML cannot hold becomes the replacement character. */
export function escaped(text: string): string {
  return text
    .replace(UNHOLDABLE, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\r", "&#13;")
    .replaceAll("\t", "&#9;");
}

/** An element with its attributes; those that are null are left out. `inside` is markup. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | null>>,
  inside: readonly string[] = [],
): string {
  const listed = Object.entries(attributes)
    .flatMap(([key, value]) => (value === null ? [] : [` ${key}="${escaped(String(value))}"`]))
    .join("");
  return inside.length === 0 ? `<${name}${listed}/>` : `<${name}${listed}>${inside.join("")}</${name}>`;
}

export const XML_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n';
