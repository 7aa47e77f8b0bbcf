import {pageDrawing} from "./page-drawing.ts";
import {styledCopy, svgElement} from "./styled-copy.ts";

interface Picture {
  /** File name without its ending. */
  readonly name: string;
  readonly kind: "svg" | "png";
  readonly title: string;
}

const PNG_SCALE = 2;

/** Saves the canvas or the SVG within `holder`, else what is written and drawn in it, as a file with the colours of the page. */
export async function savePicture(holder: HTMLElement, {name, kind, title}: Picture): Promise<void> {
  const drawn = holder.querySelector("svg[data-picture]");
  const canvas = drawn === null ? holder.querySelector("canvas") : null;
  if (canvas !== null) {
    canvas.toBlob((blob) => blob !== null && saveBlob(blob, `${name}.png`));
    return;
  }
  const copy = drawn instanceof SVGSVGElement ? styledCopy(drawn) : pageDrawing(holder);
  if (copy === null) return;
  const {width, height} = (drawn ?? holder).getBoundingClientRect();
  const text = standalone(copy, title, {width, height});
  const blob = new Blob([text], {type: "image/svg+xml"});
  if (kind === "svg") saveBlob(blob, `${name}.svg`);
  else saveBlob(await rasterised(text, {width, height}), `${name}.png`);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function standalone(copy: SVGSVGElement, title: string, {width, height}: Size): string {
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const fill = getComputedStyle(document.body).backgroundColor;
  const paper = svgElement("rect", {width: "100%", height: "100%", fill});
  const name = svgElement("title", {});
  name.textContent = title;
  copy.prepend(name, paper);
  return new XMLSerializer().serializeToString(copy);
}

async function rasterised(text: string, {width, height}: Size): Promise<Blob> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * PNG_SCALE;
  canvas.height = height * PNG_SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) =>
      blob === null ? reject(new Error("the picture came out empty")) : resolve(blob),
    );
  });
}

function saveBlob(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
