import type {Page} from "playwright-core";

/** A view as the browser tests visit it. */
export interface VisitedView {
  readonly name: string;
  readonly path: string;
  /** Text of its heading. */
  readonly heading: RegExp;
  /** A choice in its form, the value to give it, and what the address then says; null where it has no form. */
  readonly choice: {readonly field: string; readonly value: string; readonly says: string} | null;
  /** The part of the page that its picture begins with; the top when absent. */
  readonly part?: string;
}

/** Scrolls to the part of the page that the view's picture begins with, and lets what comes after the answer come. */
export async function showPart(page: Page, {part}: VisitedView): Promise<void> {
  await page.waitForLoadState("networkidle");
  if (part !== undefined)
    await page.evaluate(`document.querySelector(${JSON.stringify(part)}).scrollIntoView()`);
  await page.waitForTimeout(REST_MS);
}

/** Time for outlines and series that come after the answer, in milliseconds. */
const REST_MS = 600;

export const VIEWS: readonly VisitedView[] = [
  {
    name: "channels",
    path: "/channels",
    heading: /Where it goes round/,
    choice: {field: "origins", value: "DEU,LTU", says: "origins=DEU,LTU"},
  },
  {name: "channel", path: "/channels/KGZ", heading: /Kyrgyzstan/, choice: null},
  {
    name: "atlas",
    path: "/atlas",
    heading: /Who traded with whom/,
    choice: {field: "State or bloc", value: "DEU", says: "pole=DEU"},
  },
  {
    name: "atlas-ties",
    path: "/atlas?layer=people&measure=asylum&pole=EU27",
    heading: /Who is tied to whom/,
    choice: {field: "State or bloc", value: "DEU", says: "pole=DEU"},
  },
  {
    name: "corridors",
    path: "/corridors",
    heading: /Over which roads/,
    choice: {field: "close", value: "KAZ", says: "close=KAZ"},
  },
  {
    name: "transit",
    path: "/transit",
    heading: /Sent, never arrived/,
    choice: {field: "hub", value: "KGZ", says: "hub=KGZ"},
  },
  {
    name: "trade",
    path: "/trade",
    heading: /Any slice of trade/,
    choice: {field: "partner", value: "KGZ", says: "partner=KGZ"},
  },
  {
    name: "explore",
    path: "/explore",
    heading: /Cut it yourself/,
    choice: {field: "partner", value: "KGZ", says: "partner=KGZ"},
  },
  {
    name: "states",
    path: "/states",
    heading: /State by state/,
    choice: {field: "pole", value: "EU", says: "pole=EU"},
  },
  {name: "state", path: "/states/TKM", heading: /Turkmenistan/, choice: null},
  {
    name: "ties",
    path: "/ties",
    heading: /What binds them/,
    choice: {field: "state", value: "MDA", says: "state=MDA"},
  },
  {
    name: "votes",
    path: "/votes",
    heading: /How they voted/,
    choice: {field: "with", value: "USA", says: "with=USA"},
  },
  {
    name: "votes-positions",
    path: "/votes?state=ARM",
    heading: /How they voted/,
    choice: {field: "session", value: "70..", says: "session=70.."},
    part: "#positions",
  },
  {
    name: "laws",
    path: "/laws",
    heading: /Laws that travel/,
    choice: {field: "family", value: "lgbt_propaganda", says: "family=lgbt_propaganda"},
  },
  {name: "sources", path: "/sources", heading: /What this rests on/, choice: null},
  {name: "methods", path: "/methods", heading: /How each number is made/, choice: null},
];
