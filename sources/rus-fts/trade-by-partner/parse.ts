import {
  type Dialect,
  date,
  hasColumns,
  ignored,
  integer,
  number,
  oneOf,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {openWorkbook, workbookHead, workbookSays} from "../../../src/ingest/workbook.ts";
import {notLoaded} from "../../shared/not-loaded.ts";
import {dataTo, partnerTotals} from "../../shared/partner-totals.ts";
import {readCountryGroups} from "./country-groups.ts";
import {readMainPartners} from "./main-partners.ts";

const mainPartners: Dialect = {
  id: "main-partners-workbook",
  what: "Russia's monthly trade with its main partners (96stran)",
  recognises: (probe) =>
    workbookSays(probe, {
      title: /Внешняя торговля Российской Федерации с основными странами/,
      name: /96stran/i,
    }),
  columns: {
    flow: oneOf(["X", "M"]),
    partner_name: text(),
    year: integer(),
    month: integer(),
    value_musd: number({missing: ["…"]}),
  },
  read: readMainPartners,
  schemes: {reporter: "iso3", partner: "name"},
  currency: "USD",
  clean: partnerTotals(
    sql`(SELECT 100 * year + month AS period, partner_name AS partner_code, flow, value_musd * 1e6 AS value_usd, file_id, source_row FROM typed)`,
    {reporter: "RUS"},
  ),
};

const countryGroups: Dialect = {
  id: "country-groups-workbook",
  what: "Russia's trade with the world and the continents, two years",
  recognises: (probe) =>
    workbookSays(probe, {
      title: /Экспорт и импорт товаров Российской Федерации по группам стран/,
      name: /country_groups/i,
    }),
  columns: {flow: oneOf(["X", "M"]), group_name: text(), year: integer(), value_bnusd: number()},
  read: readCountryGroups,
  schemes: {reporter: "iso3", partner: "name"},
  currency: "USD",
  vintageOf: async (file) => dataTo(workbookHead(await openWorkbook(await file.bytes(), file.name))),
  clean: partnerTotals(
    sql`(SELECT year AS period, CASE WHEN group_name = 'Весь мир' THEN 'W00' ELSE group_name END AS partner_code, flow,
      value_bnusd * 1e9 AS value_usd, file_id, source_row FROM typed)`,
    {
      reporter: "RUS",
      dropped: sql`CASE WHEN partner_code = 'в том числе:' THEN 'a heading: "в том числе:"' END`,
    },
  ),
};

const mergedCsv: Dialect = {
  id: "merged-csv",
  what: "Russia's monthly trade with its main partners, both sheets merged",
  recognises: ({kind, header}) =>
    kind === "csv" &&
    hasColumns(header, ["month", "reporter", "partner", "partner_name", "flow", "value_musd"]) &&
    !header.includes("indicator"),
  columns: {
    month: date(),
    reporter: oneOf(["RUS"]),
    partner: ignored("the copier's code; the printed name is taken"),
    partner_name: text(),
    flow: oneOf(["X", "M"]),
    value_musd: number(),
  },
  schemes: {reporter: "iso3", partner: "name"},
  currency: "USD",
  clean: partnerTotals(
    sql`(SELECT 100 * year(month) + month(month) AS period, partner_name AS partner_code, flow, value_musd * 1e6 AS value_usd, file_id, source_row FROM typed)`,
    {reporter: "RUS"},
  ),
};

const chapters = notLoaded({
  id: "chapters-workbook",
  what: "Russia's trade by HS chapter, two years",
  why: "it has no partners, and chapters 1 to 24 stand in one line",
  recognises: (probe) =>
    workbookSays(probe, {
      title: /Внешняя торговля Российской Федерации\s*\n\(миллионов долларов США\)/,
      name: /hs_structure/i,
    }),
});

const selectedGoods = notLoaded({
  id: "selected-goods-workbook",
  what: "Russia's exports or imports of the most important goods, one month (WEB_UTSA)",
  why: "it has no partners, and its lines overlap (84, 84-90, 85)",
  recognises: (probe) =>
    workbookSays(probe, {title: /(Импорт|Экспорт)\s+России\s+важнейших\s+товаров/, name: /WEB_UTSA/i}),
});

/** Shapes in which the Service, and one public copy, give Russia's trade by partner; and two without partners. */
export const dialects: readonly Dialect[] = [mainPartners, countryGroups, mergedCsv, chapters, selectedGoods];
