import {fixed, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

// Names that differ from ours.
const STATE =
  fixed(`CASE Country WHEN 'Myanmar, Union of' THEN 'Myanmar' WHEN 'Guinea Bissau' THEN 'Guinea-Bissau' WHEN 'The Gambia' THEN 'Gambia'
  WHEN 'Brunei Darussalam' THEN 'Brunei' WHEN 'Swaziland, Kingdom of' THEN 'Swaziland' ELSE Country END`);

const parties: TieDialect = {
  id: "parties",
  what: "contracting parties of the GATT with their day of accession",
  recognises: ({kind, header, head}) =>
    kind === "csv" && sameColumns(header, ["Country", "Date"]) && / 19[4-9]\d/.test(head),
  columns: {Country: text(), Date: text()},
  schemes: {a: "name", b: "organisation"},
  clean: sql`SELECT 'membership' AS kind, ${STATE} AS a_code, 'GATT' AS b_code, 'contracting party' AS status,
    try_strptime(Date, '%d %B %Y')::DATE::VARCHAR AS start, '1994' AS seen_to, Date AS detail,
    CASE WHEN Country = 'Yugoslavia' THEN 'a state of the past: Yugoslavia' WHEN try_strptime(Date, '%d %B %Y') IS NULL THEN 'no date: ' || Date END AS dropped,
    file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [parties];
