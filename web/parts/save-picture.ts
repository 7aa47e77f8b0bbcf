import {figureDrawing} from "./page-drawing.ts";

interface Picture {
  /** File name without its ending. */
  readonly name: string;
  readonly kind: "svg" | "png";
  readonly title: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

const PNG_SCALE = 2;

/** Saves a figure below its title, key, unit, period and source with it, as a file with the colours of the page. */
export async function savePicture(holder: HTMLElement, {name, kind, title}: Picture): Promise<void> {
  const drawing = figureDrawing(holder, title);
  const {width, height} = drawing.viewBox.baseVal;
  const text = new XMLSerializer().serializeToString(drawing);
  if (kind === "svg") saveBlob(new Blob([text], {type: "image/svg+xml"}), `${name}.svg`);
  else saveBlob(await rasterised(text, {width, height}), `${name}.png`);
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
