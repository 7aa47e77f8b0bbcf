import type {Size} from "./projection.ts";

/** How a picture is made, and when the last one will do. */
interface Making<T> {
  readonly size: Size;
  /** Device pixels of a CSS pixel. */
  readonly ratio: number;
  readonly same: (last: T) => boolean;
  readonly draw: (pen: CanvasRenderingContext2D) => void;
}

/** Keeps the last picture of something; null where the browser makes no canvas. */
export function keeper<T>(): (of: T, making: Making<T>) => HTMLCanvasElement | null {
  let kept: {readonly of: T; readonly picture: HTMLCanvasElement} | null = null;
  return (of, {size, ratio, same, draw}) => {
    if (kept !== null && same(kept.of)) return kept.picture;
    const picture = document.createElement("canvas");
    picture.width = Math.round(size.width * ratio);
    picture.height = Math.round(size.height * ratio);
    const pen = picture.getContext("2d");
    if (pen === null) return null;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(pen);
    kept = {of, picture};
    return picture;
  };
}
