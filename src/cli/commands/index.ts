import type {Command} from "../shell/command.ts";

/** A command as help lists it; the rest is loaded when it is called. */
export interface CommandEntry extends Pick<Command, "name" | "summary"> {
  /** The command, of the same name and summary. */
  load(): Promise<Command>;
}

/** Every command, in the order help lists them. */
export const commands: readonly CommandEntry[] = [
  {
    name: "build",
    summary: "make the store; with no option, from the embedded pack",
    load: async () => (await import("./build.ts")).buildCommand,
  },
  {
    name: "channels",
    summary: "which hubs refilled what the target lost, ranked in money",
    load: async () => (await import("./channels.ts")).channelsCommand,
  },
  {
    name: "corridors",
    summary: "over which roads of one to three hubs goods can have reached the target",
    load: async () => (await import("./corridors.ts")).corridorsCommand,
  },
  {
    name: "trade",
    summary: "any slice of trade, by either side's report",
    load: async () => (await import("./trade.ts")).tradeCommand,
  },
  {
    name: "explore",
    summary: "one source's records under a choice of periods, states and chapters, added up as they stand",
    load: async () => (await import("./explore.ts")).exploreCommand,
  },
  {
    name: "transit",
    summary: "what was exported and never arrived on paper, beyond what is usual",
    load: async () => (await import("./transit.ts")).transitCommand,
  },
  {
    name: "votes",
    summary: "how states voted in the General Assembly: who alike, where each stands, each roll call",
    load: async () => (await import("./votes.ts")).votesCommand,
  },
  {
    name: "ties",
    summary: "any slice of the ties between states, layer by layer",
    load: async () => (await import("./ties.ts")).tiesCommand,
  },
  {
    name: "indicators",
    summary: "figures of one state: output, prices, indices, arrivals, firms, surveys",
    load: async () => (await import("./indicators.ts")).indicatorsCommand,
  },
  {
    name: "laws",
    summary: "which laws of a family were brought in, passed or dropped, when, and after whose model",
    load: async () => (await import("./laws.ts")).lawsCommand,
  },
  {
    name: "response",
    summary: "what each state did after the shock: a dated record and a typology whose rules are shown",
    load: async () => (await import("./response.ts")).responseCommand,
  },
  {
    name: "dossier",
    summary: "one page of findings about a state, and what is unknown",
    load: async () => (await import("./dossier.ts")).dossierCommand,
  },
  {
    name: "entanglement",
    summary: "how tied each state is to each pole, layer by layer, before and after the shock",
    load: async () => (await import("./entanglement.ts")).entanglementCommand,
  },
  {
    name: "network",
    summary: "the network of ties on a date: how each state stands in it, its edges, what changed",
    load: async () => (await import("./network.ts")).networkCommand,
  },
  {
    name: "pole-ties",
    summary: "every state's ties with a pole in one layer, period by period",
    load: async () => (await import("./pole-ties.ts")).poleTiesCommand,
  },
  {
    name: "explain",
    summary: "the source rows behind a printed number: query, file, row, publisher, licence, vintage",
    load: async () => (await import("./explain.ts")).explainCommand,
  },
  {
    name: "export",
    summary: "a finding that was printed, as a file for another program: a graph in GEXF or GraphML",
    load: async () => (await import("./export.ts")).exportCommand,
  },
  {
    name: "fit",
    summary: "a regression with fixed effects over your own file: Poisson or least squares",
    load: async () => (await import("./fit.ts")).fitCommand,
  },
  {
    name: "events",
    summary: "an event study over your own file: effects by period, with a test of the periods before",
    load: async () => (await import("./events.ts")).eventsCommand,
  },
  {
    name: "synth",
    summary:
      "the effect of a treatment on units of a panel: synthetic difference-in-differences, control, or plain",
    load: async () => (await import("./synth.ts")).synthCommand,
  },
  {
    name: "sources",
    summary: "what the store holds: publishers, licences, vintages, coverage, rows left out",
    load: async () => (await import("./sources.ts")).sourcesCommand,
  },
  {
    name: "doctor",
    summary: "whether the store is whole: checks, mapped shares, corrections",
    load: async () => (await import("./doctor.ts")).doctorCommand,
  },
  {
    name: "states",
    summary: "which states are known: codes, names, capitals, blocs",
    load: async () => (await import("./states.ts")).statesCommand,
  },
  {
    name: "goods-lists",
    summary: "which lists of goods are known, and of which day",
    load: async () => (await import("./goods-lists.ts")).goodsListsCommand,
  },
  {
    name: "calendar",
    summary: "dated events that stand beside the trade",
    load: async () => (await import("./calendar.ts")).calendarCommand,
  },
  {
    name: "serve",
    summary: "answer in a browser and over HTTP, on this machine only",
    load: async () => (await import("./serve.ts")).serveCommand,
  },
  {
    name: "start",
    summary: "make the store when there is none or it is out of date, print the channels, and serve",
    load: async () => (await import("./start.ts")).startCommand,
  },
  {
    name: "pack",
    summary: "for developers: make the embedded pack from a folder of published files",
    load: async () => (await import("./pack.ts")).packCommand,
  },
];

/**
 * The commands for a command line: those that it names, loaded, and of the others what help says.
 *
 * @param argv arguments after the program's name
 */
export async function commandsFor(argv: readonly string[]): Promise<Command[]> {
  return Promise.all(
    commands.map(({load, ...entry}) => (argv.includes(entry.name) ? load() : listed(entry))),
  );
}

function listed({name, summary}: Pick<Command, "name" | "summary">): Command {
  return {
    name,
    summary,
    options: [],
    prints: "nothing",
    examples: [],
    run: async () => {
      throw new TypeError(`"${name}" was called and is not loaded`);
    },
  };
}
