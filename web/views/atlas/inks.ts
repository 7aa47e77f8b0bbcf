/** Colours of the page, resolved. */
export interface Inks {
  readonly sea: string;
  readonly land: string;
  readonly landLine: string;
  readonly hatch: string;
  readonly grid: string;
  readonly fill: string;
  readonly arc: string;
  readonly chosen: string;
  readonly text: string;
  readonly paper: string;
  readonly font: string;
}

/** The page's colours, as they are now. */
export function inksOf(element: HTMLElement): Inks {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const inks = {
    sea: colour("--sea"),
    land: colour("--land"),
    landLine: colour("--land-line"),
    hatch: colour("--line"),
    grid: colour("--line"),
    fill: colour("--fill"),
    arc: colour("--accent"),
    chosen: colour("--shock"),
    text: colour("--ink"),
    paper: colour("--paper"),
    font: `600 13px ${getComputedStyle(element).fontFamily}`,
  };
  probe.remove();
  return inks;
}
