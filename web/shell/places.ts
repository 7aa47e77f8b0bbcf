import {writeAddress} from "../address/index.ts";
import {askFinding, type Finding, textIn} from "../data/index.ts";
import {VIEWS} from "../views/index.ts";
import {words} from "../words/index.ts";

/** Something the palette can go to. */
export interface Place {
  readonly group: keyof typeof words.palette.groups;
  readonly title: string;
  /** Text it is also found by. */
  readonly also: string;
  readonly to: string;
}

/** The views; known at once. */
export function viewPlaces(): Place[] {
  return VIEWS.filter(({listed}) => listed).map(({name, path}) => ({
    group: "view",
    title: words.views[name],
    also: path,
    to: path,
  }));
}

let learned: {readonly states: Finding; readonly goods: Finding; readonly places: Place[]} | null = null;

/** Channels, trade, dossiers and ties of every state, and the lists of goods; they come from the server. */
export async function learnedPlaces(): Promise<readonly Place[]> {
  const [states, goods] = await Promise.all([
    askFinding("/api/v1/states"),
    askFinding("/api/v1/goods-lists"),
  ]);
  if (learned?.states !== states || learned.goods !== goods)
    learned = {states, goods, places: placesIn(states, goods)};
  return learned.places;
}

function placesIn(states: Finding, goods: Finding): Place[] {
  const ofStates = states.rows.flatMap((row): Place[] => {
    const iso3 = textIn(row, "iso3") ?? "";
    const name = textIn(row, "name") ?? iso3;
    return [
      {group: "state", title: words.palette.channelOf(name), also: iso3, to: `/channels/${iso3}`},
      {
        group: "state",
        title: words.palette.tradeOf(name),
        also: iso3,
        to: writeAddress("/trade", {reporter: iso3}),
      },
      {group: "state", title: words.palette.dossierOf(name), also: iso3, to: `/states/${iso3}`},
      {
        group: "state",
        title: words.palette.tiesOf(name),
        also: iso3,
        to: writeAddress("/ties", {state: iso3}),
      },
    ];
  });
  const lists = new Map(goods.rows.map((row) => [textIn(row, "list") ?? "", textIn(row, "title") ?? ""]));
  const ofGoods = [...lists].map(([list, title]): Place => {
    return {group: "goods", title, also: list, to: writeAddress("/channels", {goods: list})};
  });
  return [...ofStates, ...ofGoods];
}

/** The places that hold every word of the text, those that begin with it first; at most `most`. */
export function found(places: readonly Place[], text: string, most = 9): Place[] {
  const wanted = text.trim().toLowerCase();
  const terms = wanted.split(/\s+/);
  const rankOf = ({title, also}: Place) => {
    const [name, other] = [title.toLowerCase(), also.toLowerCase()];
    if (name.startsWith(wanted) || other === wanted) return 0;
    return terms.every((term) => `${name} ${other}`.includes(term)) ? 1 : 2;
  };
  return places
    .map((place) => ({place, rank: rankOf(place)}))
    .filter(({rank}) => rank < 2)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({place}) => place);
}
