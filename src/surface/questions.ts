import {channels} from "./channels-question.ts";
import {CORRIDOR_OPTIONS, parseCorridorOptions} from "./corridors.ts";
import {DOSSIER_OPTIONS, parseDossierOptions} from "./dossier.ts";
import {ENTANGLEMENT_OPTIONS, parseEntanglementOptions} from "./entanglement.ts";
import {EXPLORE_OPTIONS, parseExploreOptions} from "./explore.ts";
import {INDICATOR_OPTIONS, parseIndicatorOptions} from "./indicators.ts";
import {LAW_OPTIONS, parseLawOptions} from "./laws.ts";
import {NETWORK_OPTIONS, parseNetworkOptions} from "./network.ts";
import {POLE_TIE_OPTIONS, parsePoleTieOptions} from "./pole-ties.ts";
import type {Question} from "./question.ts";
import {parseResponseOptions, RESPONSE_OPTIONS} from "./response.ts";
import {parseTieOptions, TIE_OPTIONS} from "./ties.ts";
import {parseTradeOptions, TRADE_OPTIONS} from "./trade.ts";
import {parseTransitOptions, TRANSIT_OPTIONS} from "./transit.ts";
import {
  AGREEMENT_OPTIONS,
  IDEAL_POINT_OPTIONS,
  parseAgreementOptions,
  parseIdealPointOptions,
  parseRollCallOptions,
  parseRollCallsOptions,
  ROLL_CALL_OPTIONS,
  ROLL_CALLS_OPTIONS,
} from "./votes.ts";

// The analyses reach the database: each is loaded when its question is asked, so that help never waits for the engine.
const analyses = {
  corridors: () => import("../analyses/corridors/index.ts"),
  explore: () => import("../analyses/explore/index.ts"),
  trade: () => import("../analyses/trade/index.ts"),
  transit: () => import("../analyses/transit/index.ts"),
  ties: () => import("../analyses/ties/index.ts"),
  indicators: () => import("../analyses/indicators/index.ts"),
  laws: () => import("../analyses/laws/index.ts"),
  response: () => import("../analyses/response/index.ts"),
  dossier: () => import("../analyses/dossier/index.ts"),
  entanglement: () => import("../analyses/entanglement/index.ts"),
  network: () => import("../analyses/network/index.ts"),
  poleTies: () => import("../analyses/pole-ties/index.ts"),
  inventory: () => import("../analyses/inventory/index.ts"),
  votes: () => import("../analyses/votes/index.ts"),
};

export const corridors: Question = {
  name: "corridors",
  summary: "over which roads of one to three hubs goods can have reached the target",
  options: CORRIDOR_OPTIONS,
  examples: [
    "corridors",
    "corridors --by product --hubs KGZ",
    "corridors --close KAZ",
    "corridors --origins RUS,BLR --target EU27 --goods 4403,4407,4412 --hubs KAZ,KGZ,TUR,CHN",
  ],
  load: analyses.corridors,
  read: (options) => {
    const params = parseCorridorOptions(options);
    return async (store) => (await analyses.corridors()).corridorsFinding(store, params);
  },
};

export const trade: Question = {
  name: "trade",
  summary: "any slice of trade, by either side's report",
  options: TRADE_OPTIONS,
  examples: [
    "trade --reporter GEO --flow X --product 8703 --period 2021..2022",
    "trade --reporter EU27 --partner KGZ --flow X --side both --period 2021..2023",
  ],
  load: analyses.trade,
  read: (options) => {
    const params = parseTradeOptions(options);
    return async (store) => (await analyses.trade()).tradeFinding(store, params);
  },
};

export const explore: Question = {
  name: "explore",
  summary: "one source's records under a choice of periods, states and chapters, added up as they stand",
  options: EXPLORE_OPTIONS,
  examples: ["explore --by partner --period 2022", "explore --by source"],
  load: analyses.explore,
  read: (options) => {
    const params = parseExploreOptions(options);
    return async (store) => (await analyses.explore()).exploreFinding(store, params);
  },
};

export const transit: Question = {
  name: "transit",
  summary: "what was exported and never arrived on paper, beyond what is usual",
  options: TRANSIT_OPTIONS,
  examples: [
    "transit --origin EU27 --hub KGZ,KAZ,UZB",
    "transit --origin EU27 --hub KGZ --period 2021..2023 --by period",
  ],
  load: analyses.transit,
  read: (options) => {
    const params = parseTransitOptions(options);
    return async (store) => (await analyses.transit()).transitFinding(store, params);
  },
};

export const votesAgreement: Question = {
  name: "votes-agreement",
  summary: "how often states voted alike in the General Assembly, beside the published figure",
  options: AGREEMENT_OPTIONS,
  examples: ["votes agreement", "votes agreement --session 70,74..75 --with RUS --states ARM,KAZ,KGZ"],
  load: analyses.votes,
  read: (options) => {
    const params = parseAgreementOptions(options);
    return async (store) => (await analyses.votes()).agreementFinding(store, params);
  },
};

export const votesIdealPoints: Question = {
  name: "votes-ideal-points",
  summary: "where states stand on the main dimension of votes in the General Assembly, as published",
  options: IDEAL_POINT_OPTIONS,
  examples: ["votes ideal-points", "votes ideal-points --session 70.. --states ARM,KAZ,RUS"],
  load: analyses.votes,
  read: (options) => {
    const params = parseIdealPointOptions(options);
    return async (store) => (await analyses.votes()).idealPointsFinding(store, params);
  },
};

export const votesRollCalls: Question = {
  name: "votes-roll-calls",
  summary: "which roll calls of the General Assembly are on record, and how they ended",
  options: ROLL_CALLS_OPTIONS,
  examples: ["votes roll-calls", "votes roll-calls --session 76 --match ES-11"],
  load: analyses.votes,
  read: (options) => {
    const params = parseRollCallsOptions(options);
    return async (store) => (await analyses.votes()).rollCallsFinding(store, params);
  },
};

export const votesRollCall: Question = {
  name: "votes-roll-call",
  summary: "how each state voted on one roll call of the General Assembly",
  options: ROLL_CALL_OPTIONS,
  examples: ["votes roll-call --resolution ES-11/1", "votes roll-call --resolution 68/262"],
  load: analyses.votes,
  read: (options) => {
    const params = parseRollCallOptions(options);
    return async (store) => (await analyses.votes()).rollCallFinding(store, params);
  },
};

export const ties: Question = {
  name: "ties",
  summary: "any slice of the ties between states, layer by layer",
  options: TIE_OPTIONS,
  examples: [
    "ties --state ARM --partner CSTO",
    "ties --state UZB --kind membership --date 2007",
    "ties --show coverage --layer security",
  ],
  load: analyses.ties,
  read: (options) => {
    const params = parseTieOptions(options);
    return async (store) => (await analyses.ties()).tiesFinding(store, params);
  },
};

export const indicators: Question = {
  name: "indicators",
  summary: "figures of one state: output, prices, indices, arrivals, firms, surveys",
  options: INDICATOR_OPTIONS,
  examples: [
    "indicators",
    "indicators --state ARM --indicator gdp_growth --from 2020",
    'indicators --state ARM --indicator volume_index --match "information" --from 2022 --to 2022',
  ],
  load: analyses.indicators,
  read: (options) => {
    const params = parseIndicatorOptions(options);
    return async (store) => (await analyses.indicators()).indicatorsFinding(store, params);
  },
};

export const laws: Question = {
  name: "laws",
  summary: "which laws of a family were brought in, passed or dropped, when, and after whose model",
  options: LAW_OPTIONS,
  examples: ["laws", "laws --family foreign_agent", "laws --state post-soviet"],
  load: analyses.laws,
  read: (options) => {
    const params = parseLawOptions(options);
    return async (store) => (await analyses.laws()).lawsFinding(store, params);
  },
};

export const response: Question = {
  name: "response",
  summary: "what each state did after the shock: a dated record and a typology whose rules are shown",
  options: RESPONSE_OPTIONS,
  examples: ["response", "response --state ARM", "response --state MDA --pole EU"],
  load: analyses.response,
  read: (options) => {
    const params = parseResponseOptions(options);
    return async (store) => (await analyses.response()).responseFinding(store, params);
  },
};

export const dossier: Question = {
  name: "dossier",
  summary: "one page of findings about a state, and what is unknown",
  options: DOSSIER_OPTIONS,
  examples: ["dossier --state ARM", "dossier --state KGZ --format html --output kgz.html"],
  load: analyses.dossier,
  read: (options) => {
    const params = parseDossierOptions(options);
    return async (store) => (await analyses.dossier()).dossierFinding(store, params);
  },
};

export const entanglement: Question = {
  name: "entanglement",
  summary: "how tied each state is to each pole, layer by layer, before and after the shock",
  options: ENTANGLEMENT_OPTIONS,
  examples: [
    "entanglement",
    "entanglement --states ARM --pole RUS",
    "entanglement --states ARM,KAZ,KGZ --show composite",
  ],
  load: analyses.entanglement,
  read: (options) => {
    const params = parseEntanglementOptions(options);
    return async (store) => (await analyses.entanglement()).entanglementFinding(store, params);
  },
};

export const network: Question = {
  name: "network",
  summary: "the network of ties on a date: how each state stands in it, its edges, what changed",
  options: NETWORK_OPTIONS,
  examples: [
    "network",
    "network --date 2010 --compare 2021 --layers security",
    "network --show edges --states ARM --layers institutions",
  ],
  load: analyses.network,
  read: (options) => {
    const params = parseNetworkOptions(options);
    return async (store) => (await analyses.network()).networkFinding(store, params);
  },
};

export const poleTies: Question = {
  name: "pole-ties",
  summary: "every state's ties with a pole in one layer, period by period",
  options: POLE_TIE_OPTIONS,
  examples: [
    "pole-ties",
    "pole-ties --pole RUS --layer people --measure migrants",
    "pole-ties --show measures",
  ],
  load: analyses.poleTies,
  read: (options) => {
    const params = parsePoleTieOptions(options);
    return async (store) => (await analyses.poleTies()).poleTiesFinding(store, params);
  },
};

export const sources: Question = {
  name: "sources",
  summary: "what the store holds: publishers, licences, vintages, coverage, rows left out",
  options: [],
  examples: ["sources"],
  load: analyses.inventory,
  read: () => async (store) => (await analyses.inventory()).sourcesFinding(store),
};

export const doctor: Question = {
  name: "doctor",
  summary: "whether the store is whole: checks, mapped shares, corrections",
  options: [],
  examples: ["doctor"],
  load: analyses.inventory,
  read: () => async (store) => (await analyses.inventory()).doctorFinding(store),
};

export const states: Question = {
  name: "states",
  summary: "which states are known: codes, names, capitals, blocs",
  options: [],
  examples: ["states --format csv"],
  load: analyses.inventory,
  read: () => async () => (await analyses.inventory()).statesFinding(),
};

export const goodsLists: Question = {
  name: "goods-lists",
  summary: "which lists of goods are known, and of which day",
  options: [],
  examples: ["goods-lists"],
  load: analyses.inventory,
  read: () => async () => (await analyses.inventory()).goodsListsFinding(),
};

export const calendar: Question = {
  name: "calendar",
  summary: "dated events that stand beside the trade",
  options: [],
  examples: ["calendar"],
  load: analyses.inventory,
  read: () => async () => (await analyses.inventory()).calendarFinding(),
};

export {channels};

/** Every question, in the order help and the page list them. */
export const QUESTIONS: readonly Question[] = [
  channels,
  transit,
  corridors,
  trade,
  explore,
  votesAgreement,
  votesIdealPoints,
  votesRollCalls,
  votesRollCall,
  ties,
  indicators,
  laws,
  response,
  dossier,
  entanglement,
  network,
  poleTies,
  sources,
  doctor,
  states,
  goodsLists,
  calendar,
];
