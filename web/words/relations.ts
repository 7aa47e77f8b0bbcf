/** What the views of states, ties, laws and votes say. */
export const relationWords = {
  states: {
    title: "State by state",
    away: (pole: string) => `acts away from ${pole}`,
    toward: (pole: string) => `acts toward ${pole}`,
    count: (count: number) => (count === 1 ? "1 state" : `${count} states`),
    acts: (name: string, away: number, toward: number) => `${name}: ${away} acts away, ${toward} toward`,
    noActs: "No act with a direction on record.",
    first: (day: string, act: string) => `First: ${act}, ${day}.`,
    sourcesOf: (name: string) => `Source rows of ${name}`,
    unit: "acts on record, not weighed",
    since: (day: string) => `from ${day}`,
  },
  state: {
    back: "All states",
    lead: "All that the loaded data tell, each line with its source rows, and what they do not tell.",
    blocs: (blocs: string) => `In ${blocs}`,
    toTies: "Its ties in time",
    toChannel: "As a channel",
    toAtlas: "On the atlas",
    toLaws: "Its laws",
    sections: "Sections of the dossier",
    asOf: (from: string, to: string) =>
      `Before: the last figure up to ${from}. After: the last one up to ${to}. Each line says its own year.`,
    entanglement: "Tied to whom",
    entanglementLead:
      "Each pole’s share in the state’s ties with all poles compared, before the shock and after it, layer by layer.",
    before: "before the shock",
    after: "after it",
    measures: (measures: string, before: string | null, after: string | null) =>
      `${measures.replaceAll("_", " ")}; ${(before ?? "–").replace("..", "–")} against ${(after ?? "–").replace("..", "–")}`,
    interval: (low: string, high: string) => ` [${low}, ${high}]`,
    shareLine: (before: string, after: string, change: string, interval: string | null) =>
      `${before} → ${after}; change ${change}${interval ?? ""}`,
    unknownLayers: (layers: string) => (layers === "" ? "" : `Not known from the loaded data: ${layers}.`),
    shareUnit:
      "share among the poles compared, 0 to 100 %; change in points with its 95 % interval where there is one",
  },
  ties: {
    title: "What binds them",
    key: "How ties are drawn",
    standings: {
      whole: "in force, or a full standing",
      part: "a standing in part: observer, candidate, partner, signed",
      halted: "suspended, frozen or on the way out",
    },
    event: "a dated event",
    shock: "the shock",
    onward:
      "Pale ends: a date known to the month or year only. Arrows: it began before, or no end is known when the source last looked. Nothing drawn is not known to be absent.",
    unit: "ties, as their sources hold them",
    since: (year: number) => `from ${year}`,
    moreLanes: (count: number) => (count === 1 ? "Show 1 more tie" : `Show ${count} more ties`),
    kindName: (kind: string) => kind.charAt(0).toUpperCase() + kind.slice(1).replaceAll("_", " "),
    statusName: (status: string) => status.replaceAll("_", " "),
    span: (start: string | null, end: string | null, looked: string | null) =>
      `${start === null ? "begin not known" : `from ${start}`}, ${end === null ? `no end known${looked === null ? "" : ` on ${looked}`}` : `to ${end}`}`,
    network: "The network",
    networkLead:
      "Memberships, treaties, bases and laws after another’s model between the states of the study and others, on one date. States stand in the direction of their capitals, far ones drawn nearer; organisations amid their members.",
    networkYear: "Date of the network",
    before: (year: string) => `Before the shock: ${year}`,
    after: (year: string) => `Now on record: ${year}`,
    layers: "Layers of the network",
    allLayers: "all layers",
    reach: "How far the network reaches",
    reaches: {study: "the study and the poles", all: "all partners"},
    beyond: (count: number) =>
      `${count === 1 ? "1 more state is" : `${count} more states are`} tied and not drawn; “all partners” draws them, and the table has them.`,
    severalLayers: "in several layers",
    haltedLink: "every tie suspended or frozen",
    networkView: "View of the network",
    whole: "Whole",
    networkHint: "Press a node to see its own ties alone; press the field to see all again.",
    node: (name: string, ties: number) => `${name}: ${ties === 1 ? "1 tie" : `${ties} ties`}`,
    link: (a: string, b: string, says: string) => `${a} – ${b}: ${says}`,
  },
  laws: {
    title: "Laws that travel",
    families: "Families on record",
    familyName: (family: string) => {
      const text = family.replaceAll("_", " ").replace("ngo", "NGO").replace("lgbt", "LGBT");
      return text.charAt(0).toUpperCase() + text.slice(1);
    },
    laws: (count: number) => (count === 1 ? "1 law or bill" : `${count} laws and bills`),
    marks: {
      introduced: "brought in",
      adopted: "passed",
      force: "in force",
      open: "open or stalled",
      cross: "dropped, or ceased",
      model: "from the law that its source names as the model",
      shock: "the shock",
    },
    note: "This is no tree of descent: a curve stands only where a source names the law that served as the model, and laws without one may have models too. Who copied from whom, and how sure that is, awaits the analysis of diffusion.",
    unit: "laws and bills, as their sources hold them",
    since: (year: number) => `from ${year}; older ones at the edge`,
    days: {introduced: "brought in", adopted: "passed", inForce: "in force from", ended: "until"},
    after: (model: string) => `after ${model}`,
    modelled: (state: string, model: string, title: string) => `${state}, after ${model}: ${title}`,
    clauses: (clauses: string) => `clauses known: ${clauses}`,
    clausesTitle: "What is in them",
    clausesNote:
      "● the clause is on record. An empty field is not known; it does not say that the clause is absent.",
    law: "Law or bill",
  },
  votes: {
    title: "How they voted",
    rollCall: "One roll call",
    byChoice: "States by their choice",
    list: "Roll calls to choose from",
    search: "Find a roll call",
    match: "Number or words of the title",
    ofSession: "Session",
    everySession: "every session",
    find: "Find",
    allCalls: (count: number) => `Show all ${count} roll calls`,
    noCalls: "No roll call on record has this in its number or title.",
    untitled: (session: string) => `without a title in its source; session ${session}`,
    tally: "Tally, in states",
    tallyLine: (yes: number | null, no: number | null, abstain: number | null) =>
      `${yes ?? "–"} yes · ${no ?? "–"} no · ${abstain ?? "–"} abstained`,
    choices: {
      yes: "yes",
      abstain: "abstained",
      no: "no",
      none: "cast no vote",
      missing: "not on record",
    },
    unit: "states’ votes",
    smallStates:
      "Squares stand for states too small for their outline. Cast no vote: absent, or present without voting; the sources do not tell these apart.",
    overSessions: "Session by session",
    ideal: {
      title: "Where they stand",
      lead: "The publisher’s ideal points: one line for each state, on the main dimension that divides the Assembly’s votes. What lies close together voted alike.",
      pole: "a pole",
      chosen: "the state that you stress",
      other: "other states: press a name to stress it",
      band: "band: the publisher’s 90 % interval",
      direction: "↑ toward the United States’ side; a scale without a unit",
      names: "States, from the top of the scale at their last session",
      nobody: "Nobody is placed in these sessions.",
      unit: "ideal point, the publisher’s scale, without a unit",
      notPlaced: (names: string, why: string) =>
        `Not drawn: ${names}. ${why.charAt(0).toUpperCase()}${why.slice(1)}.`,
      point: ({
        name,
        session,
        year,
        value,
        interval,
        votes,
        source,
      }: {
        name: string;
        session: string;
        year: string;
        value: string;
        interval: string | null;
        votes: string | null;
        source: string;
      }) =>
        `${name}, session ${session} (${year}): ideal point ${value}${interval === null ? "" : `, 90 % interval [${interval}]`}${votes === null ? "" : `, from ${votes} votes`}. ${source}`,
    },
    agreement: "Who votes like whom",
    agreementLead:
      "Share of contested roll calls on which both chose the same of yes, abstain and no. The line in the middle of a field is one half.",
    own: "from the roll calls",
    published: "published, where the roll calls are not in hand",
    shock: "the shock",
    pair: (state: string, other: string) => `${state} with ${other}`,
    nothing: "not on record",
    inSession: (session: string, year: string) => `session ${session}, opened ${year}`,
    shareUnit: "share of roll calls, 0 to 100 %",
    sessions: (first: number, last: number) => `sessions opened ${first} to ${last}`,
    point: ({
      name,
      session,
      year,
      share,
      pairs,
      source,
    }: {
      name: string;
      session: string;
      year: string;
      share: string;
      pairs: string | null;
      source: string;
    }) =>
      `${name}, session ${session} (${year}): ${share}${pairs === null ? ", published" : ` of ${pairs} roll calls`}. ${source}`,
  },
} as const;
