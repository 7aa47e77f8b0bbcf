interface Picture {
  /** File name without its ending. */
  readonly name: string;
  readonly kind: "svg" | "png";
  readonly title: string;
}

const PNG_SCALE = 2;

/** Saves the SVG, or the canvas, within `holder` as a file, with the colours it has on the page. */
export async function savePicture(holder: HTMLElement, {name, kind, title}: Picture): Promise<void> {
  const drawn = holder.querySelector("svg[data-picture]");
  if (!(drawn instanceof SVGSVGElement)) {
    holder.querySelector("canvas")?.toBlob((blob) => blob !== null && saveBlob(blob, `${name}.png`));
    return;
  }
  const {width, height} = drawn.getBoundingClientRect();
  const text = standalone(drawn, title, {width, height});
  const blob = new Blob([text], {type: "image/svg+xml"});
  if (kind === "svg") saveBlob(blob, `${name}.svg`);
  else saveBlob(await rasterised(text, {width, height}), `${name}.png`);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

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

// Styles come from the page's sheet, which a file does not have: each mark takes its own along.
function standalone(drawn: SVGSVGElement, title: string, {width, height}: Size): string {
  const copy = drawn.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) return "";
  const marks = [...copy.querySelectorAll("*")];
  for (const [at, original] of [...drawn.querySelectorAll("*")].entries()) {
    const style = getComputedStyle(original);
    const names = original instanceof SVGTextContentElement ? [...KEPT, ...KEPT_OF_TEXT] : KEPT;
    for (const property of names) marks[at]?.setAttribute(property, style.getPropertyValue(property));
    marks[at]?.removeAttribute("class");
  }
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
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
