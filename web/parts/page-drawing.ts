import {boxDrawing} from "./box-drawing.ts";
import {styledCopy, svgElement} from "./styled-copy.ts";

const NOT_DRAWN = "button.button, .actions, .behind, .unseen, .network-still, title, script";
const MARGIN_PX = 24;
const TITLE_PX = 18;
const TITLE_LINE_PX = 26;

/**
 * A figure as a drawing of its own: its title, and below it grounds, lines, words and pictures where they stand on the page. A canvas
 * is an image in it; where the figure has a still picture too, that stands in the canvas's place.
 */
export function figureDrawing(holder: HTMLElement, title: string): SVGSVGElement {
  const frame = holder.getBoundingClientRect();
  const {fontFamily, color, backgroundColor} = getComputedStyle(document.body);
  const lines = brokenTitle(title, frame.width, fontFamily);
  const top = MARGIN_PX + lines.length * TITLE_LINE_PX;
  const drawnParts = [...holder.children].filter((part) => !part.matches(NOT_DRAWN));
  const bottom = Math.max(...drawnParts.map((part) => part.getBoundingClientRect().bottom));
  const [width, height] = [frame.width + 2 * MARGIN_PX, top + bottom - frame.top + MARGIN_PX];
  const root = svgElement("svg", {width, height, viewBox: `0 0 ${width} ${height}`});
  if (!(root instanceof SVGSVGElement)) throw new TypeError("this browser draws no SVG");
  const name = svgElement("title", {});
  name.textContent = title;
  root.append(name, svgElement("rect", {width, height, fill: backgroundColor}));
  for (const [at, line] of lines.entries()) {
    const y = MARGIN_PX + (at + 0.7) * TITLE_LINE_PX;
    const font = {"font-family": fontFamily, "font-size": TITLE_PX, "font-weight": 600};
    const text = svgElement("text", {x: MARGIN_PX, y, fill: color, ...font});
    text.textContent = line;
    root.append(text);
  }
  const [canvas, still] = [holder.querySelector("canvas"), holder.querySelector("svg[data-picture]")];
  const stillOf = canvas !== null && still instanceof SVGSVGElement ? {canvas, still} : null;
  draw(holder, {root, left: frame.left - MARGIN_PX, top: frame.top - top, stillOf});
  return root;
}

/** A title in lines that fit. */
function brokenTitle(title: string, width: number, family: string): string[] {
  const pen = document.createElement("canvas").getContext("2d");
  if (pen === null) return [title];
  pen.font = `600 ${TITLE_PX}px ${family}`;
  const lines: string[] = [];
  for (const word of title.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
    if (lines.length > 0 && pen.measureText(longer).width <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

interface Sheet {
  readonly root: SVGSVGElement;
  /** Where the drawing begins on the screen. */
  readonly left: number;
  readonly top: number;
  /** The canvas in whose place a still picture stands. */
  readonly stillOf: {readonly canvas: HTMLCanvasElement; readonly still: SVGSVGElement} | null;
}

function draw(element: Element, sheet: Sheet): void {
  const style = getComputedStyle(element);
  const isHidden = style.display === "none" || style.visibility === "hidden" || element.matches(NOT_DRAWN);
  if (isHidden) return;
  const box = element.getBoundingClientRect();
  if (element instanceof SVGSVGElement) {
    drawPicture(element, box, sheet);
    return;
  }
  if (element instanceof HTMLCanvasElement) {
    drawCanvas(element, box, sheet);
    return;
  }
  sheet.root.append(...boxDrawing(placeIn(box, sheet), style));
  drawMark(element, box, sheet);
  for (const child of element.childNodes) {
    if (child instanceof Element) draw(child, sheet);
    else if (child instanceof Text) drawWords(child, style, sheet);
  }
}

function placeIn({left, top, width, height}: DOMRect, sheet: Sheet) {
  return {x: left - sheet.left, y: top - sheet.top, width, height};
}

function drawPicture(picture: SVGSVGElement, box: DOMRect, sheet: Sheet): void {
  const copy = styledCopy(picture);
  if (copy === null) return;
  if (!copy.hasAttribute("viewBox")) copy.setAttribute("viewBox", picturedSize(picture));
  for (const [name, value] of Object.entries(placeIn(box, sheet))) copy.setAttribute(name, String(value));
  sheet.root.append(copy);
}

function picturedSize({width, height}: SVGSVGElement): string {
  return `0 0 ${width.baseVal.value} ${height.baseVal.value}`;
}

function drawCanvas(canvas: HTMLCanvasElement, box: DOMRect, sheet: Sheet): void {
  const {stillOf} = sheet;
  if (stillOf === null) {
    sheet.root.append(svgElement("image", {...placeIn(box, sheet), href: canvas.toDataURL()}));
  } else if (stillOf.canvas === canvas) drawPicture(stillOf.still, box, sheet);
}

/** The swatch before a word of a key. */
function drawMark(element: Element, box: DOMRect, sheet: Sheet): void {
  const style = getComputedStyle(element, "::before");
  const [width, height] = [Number.parseFloat(style.width), Number.parseFloat(style.height)];
  if (style.content === "none" || !(width > 0 && height > 0)) return;
  const {x, y} = placeIn(box, sheet);
  sheet.root.append(...boxDrawing({x, y: y + (box.height - height) / 2, width, height}, style));
}

function drawWords(text: Text, style: CSSStyleDeclaration, sheet: Sheet): void {
  const size = Number.parseFloat(style.fontSize);
  for (const {words, box} of linesOf(text)) {
    const {x, y} = placeIn(box, sheet);
    const element = svgElement("text", {
      x,
      // Letters stand about a third of their size below the middle of their line.
      y: y + box.height / 2 + 0.35 * size,
      fill: style.color,
      "font-family": style.fontFamily,
      "font-size": size,
      "font-weight": style.fontWeight,
    });
    element.textContent = words;
    sheet.root.append(element);
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
