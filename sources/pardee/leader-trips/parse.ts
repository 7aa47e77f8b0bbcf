import {
  fixed,
  type IndicatorDialect,
  integer,
  oneOf,
  sameColumns,
  sql,
  text,
} from "../../../src/ingest/index.ts";

/** Entries of the list that are no states of ours: organisations, regions, territories of disputed standing, states of the past. */
const OTHERS = [
  "European Commission (EC)",
  "Kherson",
  "International Monetary Fund (IMF)",
  "East Jerusalem",
  "Abkhazia",
  "Yugoslavia",
  "Nagorno-Karabakh",
  "Association of Southeast Asian Nations (ASEAN)",
  "World Bank (IBRD)",
  "South Yemen",
  "Unknown",
  "Luhansk",
  "Crimea",
  "Israeli Settlements",
  "African Union (AU)",
  "Northern Cyprus",
  "Jammu and Kashmir",
  "Transnistria",
  "Yemen Arab Republic",
  "United Nations (UN)",
  "North Atlantic Treaty Organization (NATO)",
  "Donetsk",
  "Organisation of African Unity (OAU)",
];
const DROPPED = fixed(
  `CASE WHEN country IN (${OTHERS.map((entry) => `'${entry}'`).join(", ")}) THEN 'no state of ours: ' || country END`,
);
// Names that differ from ours in a hyphen or an accent.
const SPELT: Readonly<Record<string, string>> = {
  "Congo-Brazzaville": "Congo",
  "Congo-Kinshasa": "Congo, Democratic Republic",
  Turkiye: "Türkiye",
  "Timor Leste": "Timor-Leste",
  "Cote d'Ivoire": "Côte d'Ivoire",
  "Sao Tome and Principe": "São Tomé and Príncipe",
  Micronesia: "Micronesia (Federated States of)",
};
const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const STATE = fixed(
  `CASE country ${Object.entries(SPELT)
    .map(([theirs, ours]) => `WHEN ${quoted(theirs)} THEN ${quoted(ours)}`)
    .join(" ")} ELSE country END`,
);

const trips: IndicatorDialect = {
  id: "trips",
  what: "trips of leaders sent and received by state and year",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, ["direction", "year", "country", "trips"]),
  columns: {direction: oneOf(["sent", "received"]), year: integer(), country: text(), trips: integer()},
  schemes: {state: "name"},
  clean: sql`SELECT 'leader_trips_' || direction AS indicator, ${STATE} AS state_code, year::VARCHAR AS period, trips AS value, ${DROPPED} AS dropped,
    file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly IndicatorDialect[] = [trips];
