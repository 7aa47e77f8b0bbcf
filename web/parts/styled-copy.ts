const KEPT = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "fill-opacity",
  "stroke-opacity",
];
const KEPT_OF_TEXT = ["font-family", "font-size", "font-weight", "text-anchor"];

/** A copy of a drawing whose marks carry their own styles: they come from the page's sheet, which a file does not have. */
export function styledCopy(drawn: SVGSVGElement): SVGSVGElement | null {
  const copy = drawn.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return null;
  const marks = [...copy.querySelectorAll("*")];
  for (const [at, original] of [...drawn.querySelectorAll("*")].entries()) {
    const style = getComputedStyle(original);
    const names = original instanceof SVGTextContentElement ? [...KEPT, ...KEPT_OF_TEXT] : KEPT;
    for (const property of names) marks[at]?.setAttribute(property, style.getPropertyValue(property));
    marks[at]?.removeAttribute("class");
  }
  return copy;
}

/** An element of a drawing with attributes. */
export function svgElement(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, String(value));
  return element;
}
