import {styledCopy, svgElement} from "./styled-copy.ts";

const NOT_DRAWN = "button.button, .actions, .behind, .unseen, title, script";
const CLEAR = "rgba(0, 0, 0, 0)";

/**
 * A part of the page as a drawing: its grounds, lines, words and pictures where they stand. For charts made of HTML, whose bars
 * are grounds of boxes.
 */
export function pageDrawing(holder: HTMLElement): SVGSVGElement {
  const frame = holder.getBoundingClientRect();
  const root = svgElement("svg", {width: frame.width, height: frame.height});
  if (!(root instanceof SVGSVGElement)) throw new TypeError("this browser draws no SVG");
  draw(holder, {root, left: frame.left, top: frame.top});
  return root;
}

interface Sheet {
  readonly root: SVGSVGElement;
  /** Where the part begins on the screen. */
  readonly left: number;
  readonly top: number;
}

function draw(element: Element, sheet: Sheet): void {
  const style = getComputedStyle(element);
  const isHidden = style.display === "none" || style.visibility === "hidden" || element.matches(NOT_DRAWN);
  if (isHidden) return;
  if (element instanceof SVGSVGElement) {
    drawPicture(element, sheet);
    return;
  }
  const box = element.getBoundingClientRect();
  drawGround(box, style, sheet);
  drawMark(element, box, sheet);
  for (const child of element.childNodes) {
    if (child instanceof Element) draw(child, sheet);
    else if (child instanceof Text) drawWords(child, style, sheet);
  }
}

function drawPicture(picture: SVGSVGElement, {root, left, top}: Sheet): void {
  const copy = styledCopy(picture);
  if (copy === null) return;
  const box = picture.getBoundingClientRect();
  for (const [name, value] of Object.entries({
    x: box.left - left,
    y: box.top - top,
    width: box.width,
    height: box.height,
  }))
    copy.setAttribute(name, String(value));
  root.append(copy);
}

function drawGround(box: DOMRect, style: CSSStyleDeclaration, {root, left, top}: Sheet): void {
  const [x, y] = [box.left - left, box.top - top];
  const {backgroundColor: fill, opacity} = style;
  if (fill !== CLEAR && box.width > 0 && box.height > 0) {
    const round = Math.min(Number.parseFloat(style.borderTopLeftRadius) || 0, box.height / 2);
    root.append(svgElement("rect", {x, y, width: box.width, height: box.height, fill, opacity, rx: round}));
  }
  for (const [edge, at] of [
    ["Top", y],
    ["Bottom", y + box.height],
  ] as const) {
    const width = Number.parseFloat(style[`border${edge}Width`]);
    if (width === 0 || style[`border${edge}Style`] === "none") continue;
    const stroke = style[`border${edge}Color`];
    root.append(
      svgElement("line", {x1: x, x2: x + box.width, y1: at, y2: at, stroke, "stroke-width": width}),
    );
  }
}

/** The swatch before a word of a key. */
function drawMark(element: Element, box: DOMRect, {root, left, top}: Sheet): void {
  const style = getComputedStyle(element, "::before");
  const [width, height] = [Number.parseFloat(style.width), Number.parseFloat(style.height)];
  if (style.content === "none" || style.backgroundColor === CLEAR || !(width > 0 && height > 0)) return;
  const y = box.top - top + (box.height - height) / 2;
  root.append(svgElement("rect", {x: box.left - left, y, width, height, fill: style.backgroundColor}));
}

function drawWords(text: Text, style: CSSStyleDeclaration, {root, left, top}: Sheet): void {
  const size = Number.parseFloat(style.fontSize);
  for (const {words, box} of linesOf(text)) {
    const element = svgElement("text", {
      x: box.left - left,
      // Letters stand about a third of their size below the middle of their line.
      y: box.top - top + box.height / 2 + 0.35 * size,
      fill: style.color,
      "font-family": style.fontFamily,
      "font-size": size,
      "font-weight": style.fontWeight,
    });
    element.textContent = words;
    root.append(element);
  }
}

interface Line {
  readonly words: string;
  readonly box: DOMRect;
}

/** The lines that a text is broken into on the page. */
function linesOf(text: Text): Line[] {
  const lines: Line[] = [];
  for (const {0: word, index} of text.data.matchAll(/\S+/g)) {
    const range = document.createRange();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    const box = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (box.width === 0) continue;
    if (last !== undefined && Math.abs(last.box.top - box.top) < 2)
      lines[lines.length - 1] = {words: `${last.words} ${word}`, box: last.box};
    else lines.push({words: word, box});
  }
  return lines;
}
