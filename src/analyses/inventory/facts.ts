import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import {type Finding, type FindingDraft, finding, type Lineage} from "../../base/index.ts";
import {
  blocMembers,
  capitals,
  events,
  goodsList,
  goodsLists,
  referenceFolder,
  states,
  tiersOf,
} from "../../reference/index.ts";

/** States and territories by code and name, with the seat of government and the blocs they are in today. */
export function statesFinding(): Finding {
  const seats = capitals();
  const blocs = blocsByState();
  return factsFinding({
    kind: "states",
    question: "Which states are known, by which code, where is their capital, and in which blocs are they?",
    columns: [
      {name: "iso3", unit: "text", meaning: "ISO 3166 code of three letters"},
      {name: "name", unit: "text", meaning: "English name"},
      {name: "kind", unit: "text", meaning: "state, territory, historical or group"},
      {name: "capital", unit: "text", meaning: "seat of government; missing where none is on record"},
      {
        name: "latitude_deg",
        unit: "coefficient",
        meaning: "degrees north of the capital, to a tenth; missing with it",
      },
      {
        name: "longitude_deg",
        unit: "coefficient",
        meaning: "degrees east of the capital, to a tenth; missing with it",
      },
      {
        name: "blocs",
        unit: "text",
        meaning: "ids of the blocs it is in, with no end on record; missing where it is in none",
      },
    ],
    rows: states().all.map(({iso3, nameEn, kind}) => ({
      iso3,
      name: nameEn,
      kind,
      capital: seats.get(iso3)?.city ?? null,
      latitude_deg: seats.get(iso3)?.latitude ?? null,
      longitude_deg: seats.get(iso3)?.longitude ?? null,
      blocs: blocs.get(iso3)?.join(",") ?? null,
    })),
    files: ["states/states.csv", "states/capitals.csv", "blocs/members.csv"],
  });
}

/** Lists of goods by version, with how many lines each has. */
export function goodsListsFinding(): Finding {
  return factsFinding({
    kind: "goods-lists",
    question: "Which lists of goods are known, of which day, and how many lines has each?",
    columns: [
      {name: "list", unit: "text", meaning: "id, as --goods takes it"},
      {
        name: "version",
        unit: "date",
        meaning: "day or month the list is of; the latest is meant by the id alone",
      },
      {name: "title", unit: "text", meaning: "what it lists"},
      {name: "lines", unit: "count", meaning: "codes on it"},
      {
        name: "tiers",
        unit: "text",
        meaning: "its tiers, as --goods LIST:TIER takes them; missing where it has none",
      },
      {name: "hs_edition", unit: "text", meaning: "edition of its codes"},
      {name: "publisher", unit: "text", meaning: "who drew it up"},
      {
        name: "caveat",
        unit: "text",
        meaning: "what to read it with; missing where nothing is known against it",
      },
    ],
    rows: goodsLists().map(({id, version, title, hsEdition, publisher, caveat}) => ({
      list: id,
      version,
      title,
      lines: goodsList(id, {version}).lines.length,
      tiers: tiersOf(goodsList(id, {version})).join(",") || null,
      hs_edition: hsEdition,
      publisher,
      caveat: caveat === "" ? null : caveat,
    })),
    files: ["goods/lists.csv", "goods/lines.csv"],
  });
}

/** Dated events that charts mark. */
export function calendarFinding(): Finding {
  return factsFinding({
    kind: "calendar",
    question: "Which dated events stand beside the trade: bans, lists, unions, the shock?",
    columns: [
      {name: "date", unit: "date", meaning: "day, or month where the day is not known"},
      {name: "event", unit: "text", meaning: "id"},
      {name: "label", unit: "text", meaning: "what happened"},
      {name: "told_by", unit: "text", meaning: "where the date is from"},
    ],
    rows: events().map(({date, id, label, source}) => ({date, event: id, label, told_by: source})),
    files: ["events/events.csv"],
  });
}

function blocsByState(): ReadonlyMap<string, readonly string[]> {
  const lasting = blocMembers().filter(({end}) => end === null);
  return new Map(
    [...Map.groupBy(lasting, ({iso3}) => iso3)].map(([iso3, spells]) => [
      iso3,
      [...new Set(spells.map(({bloc}) => bloc))],
    ]),
  );
}

interface Facts extends Pick<FindingDraft, "kind" | "question" | "columns" | "rows"> {
  /** Below reference/. */
  readonly files: readonly string[];
}

function factsFinding({files, ...facts}: Facts): Finding {
  const {length} = facts.rows;
  return finding({
    ...facts,
    parameters: {},
    estimates: [],
    sample: {rows_in: length, rows_used: length, dropped: [], coverage: []},
    warnings: [],
    caveats: ["Facts that ship with the program; each row of its file names its own source."],
    evidence: [],
    lineage: files.map(lineageOfFile),
  });
}

function lineageOfFile(file: string): Lineage {
  const checksum = createHash("sha256")
    .update(readFileSync(new URL(file, referenceFolder())))
    .digest("hex");
  return {
    source: `reference/${file}`,
    title: `reference/${file}`,
    publisher: "Roundabout",
    licence: "as each row's source",
    url: "reference/README.md",
    vintage: checksum.slice(0, 8),
    checksum,
  };
}
