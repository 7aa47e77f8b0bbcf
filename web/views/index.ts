import {type ComponentType, lazy} from "react";
import type {words} from "../words/index.ts";
import {ChannelsView} from "./channels/view.tsx";

/** A view: where it stands, what it is called, and what draws it. Only the first one is loaded with the page. */
export interface View {
  readonly name: keyof typeof words.views;
  /** Path, or its beginning with a slash at the end where parts follow. */
  readonly path: string;
  readonly draw: ComponentType;
  /** In the header. */
  readonly listed: boolean;
}

const later = (load: () => Promise<ComponentType>) => lazy(async () => ({default: await load()}));

export const VIEWS: readonly View[] = [
  {name: "channels", path: "/channels", draw: ChannelsView, listed: true},
  {
    name: "channel",
    path: "/channels/",
    draw: later(async () => (await import("./channel/view.tsx")).ChannelView),
    listed: false,
  },
  {
    name: "atlas",
    path: "/atlas",
    draw: later(async () => (await import("./atlas/view.tsx")).AtlasView),
    listed: true,
  },
  {
    name: "corridors",
    path: "/corridors",
    draw: later(async () => (await import("./corridors/view.tsx")).CorridorsView),
    listed: true,
  },
  {
    name: "transit",
    path: "/transit",
    draw: later(async () => (await import("./transit/view.tsx")).TransitView),
    listed: true,
  },
  {
    name: "trade",
    path: "/trade",
    draw: later(async () => (await import("./trade/view.tsx")).TradeView),
    listed: true,
  },
  {
    name: "states",
    path: "/states",
    draw: later(async () => (await import("./states/view.tsx")).StatesView),
    listed: true,
  },
  {
    name: "state",
    path: "/states/",
    draw: later(async () => (await import("./state/view.tsx")).StateView),
    listed: false,
  },
  {
    name: "ties",
    path: "/ties",
    draw: later(async () => (await import("./ties/view.tsx")).TiesView),
    listed: true,
  },
  {
    name: "votes",
    path: "/votes",
    draw: later(async () => (await import("./votes/view.tsx")).VotesView),
    listed: true,
  },
  {
    name: "laws",
    path: "/laws",
    draw: later(async () => (await import("./laws/view.tsx")).LawsView),
    listed: true,
  },
  {
    name: "explore",
    path: "/explore",
    draw: later(async () => (await import("./explore/view.tsx")).ExploreView),
    listed: true,
  },
  {
    name: "sources",
    path: "/sources",
    draw: later(async () => (await import("./sources/view.tsx")).SourcesView),
    listed: true,
  },
  {
    name: "methods",
    path: "/methods",
    draw: later(async () => (await import("./methods/view.tsx")).MethodsView),
    listed: true,
  },
  {
    name: "methods",
    path: "/methods/",
    draw: later(async () => (await import("./methods/view.tsx")).MethodsView),
    listed: false,
  },
  {
    name: "evidence",
    path: "/evidence/",
    draw: later(async () => (await import("./evidence/view.tsx")).EvidenceView),
    listed: false,
  },
  {
    name: "finding",
    path: "/findings/",
    draw: later(async () => (await import("./finding/view.tsx")).FindingView),
    listed: false,
  },
];

const missing: View = {
  name: "missing",
  path: "",
  draw: later(async () => (await import("./missing/view.tsx")).MissingView),
  listed: false,
};

/** The view of a path; `/` is the first one. */
export function viewAt(path: string): View {
  const asked = path === "/" ? "/channels" : path;
  const exact = VIEWS.find((view) => view.path === asked);
  return exact ?? VIEWS.find((view) => view.path.endsWith("/") && asked.startsWith(view.path)) ?? missing;
}

/** What the header calls a view's family: a channel stands under channels. */
export function isWithin(view: View, listed: View): boolean {
  return view === listed || view.path.startsWith(`${listed.path}/`);
}
