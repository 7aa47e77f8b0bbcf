import {type Statement, sql} from "../../src/ingest/index.ts";

/**
 * One row a cell from rows of UN Comtrade, where the same trade may stand as a total and again split by mode of transport,
 * second partner and customs procedure, in any combination.
 *
 * A total beats its parts; parts without a total are summed into the first of them. Where a reporter's period stands in
 * several classifications, the one it reported in counts: the publisher converts to older editions only. Rows that do not
 * stand for their cell keep the reason.
 *
 * @param rows a relation with `period` INTEGER; `type_code` (C goods, S services), `flow_code`, `reporter_code`,
 *   `partner_code`, `classification` (H5 or HS2017), `product`, `customs`, `second_partner`, `unit` VARCHAR; `transport`
 *   INTEGER; `original` BOOLEAN; `value_usd`, `net_kg`, `quantity` DOUBLE; `file_id`, `source_row`. NULL is the total in
 *   `customs`, `second_partner` and `transport`, goods in `type_code`, not told in `original`
 */
export function comtradeCells(rows: Statement): Statement {
  return sql`SELECT * FROM (WITH coded AS (
    SELECT *, ${FLOW} AS flow, ${WHY_NOT} AS why, coalesce(customs, 'C00') AS by_customs,
      CASE WHEN second_partner IN ('0', 'W00', 'World') THEN '0' ELSE coalesce(second_partner, '0') END AS by_partner,
      coalesce(transport, 0) AS by_transport
    FROM ${rows}
  ), compared AS (
    SELECT *, ${WHERE_IT_STANDS}
    FROM coded WHERE why IS NULL
    WINDOW
      reported AS (PARTITION BY period, reporter_code, flow),
      cell AS (PARTITION BY period, reporter_code, partner_code, flow, product, classification),
      procedure AS (PARTITION BY period, reporter_code, partner_code, flow, product, classification, by_customs),
      route AS (PARTITION BY period, reporter_code, partner_code, flow, product, classification, by_customs, by_partner),
      same AS (PARTITION BY period, reporter_code, partner_code, flow, product, classification, by_customs, by_partner, by_transport)
  ), judged AS (SELECT * REPLACE (${BESIDE} AS why) FROM compared
  ), summed AS (
    SELECT * REPLACE (
      sum(value_usd) OVER cell AS value_usd,
      CASE WHEN count(net_kg) OVER cell = count(*) OVER cell THEN sum(net_kg) OVER cell END AS net_kg,
      CASE WHEN count(quantity) OVER cell = count(*) OVER cell AND min(unit) OVER cell = max(unit) OVER cell
        THEN sum(quantity) OVER cell END AS quantity,
      CASE WHEN row_number() OVER (cell ORDER BY source_row) > 1 THEN 'a part: summed into the first of its cell' END AS why)
    FROM judged WHERE why IS NULL
    WINDOW cell AS (PARTITION BY period, reporter_code, partner_code, flow, product, classification)
  )
  ${conforming(sql`SELECT * FROM summed WHERE why IS NULL`)}
  UNION ALL BY NAME ${conforming(PARTS)}
  UNION ALL BY NAME ${conforming(sql`SELECT * FROM judged WHERE why IS NOT NULL`)}
  UNION ALL BY NAME ${conforming(sql`SELECT * FROM coded WHERE why IS NOT NULL`)})`;
}

const FLOW = sql`CASE
  WHEN flow_code IN ('X', '2', 'Export', 'Exports') THEN 'X'
  WHEN flow_code IN ('M', '1', 'Import', 'Imports') THEN 'M'
  WHEN upper(flow_code) IN ('RX', '3', 'RE-EXPORT', 'RE-EXPORTS') THEN 'RX'
  ELSE flow_code END`;

const WHY_NOT = sql`CASE
  WHEN type_code = 'S' THEN 'services: they have no HS code'
  WHEN upper(flow_code) IN ('RM', '4', 'RE-IMPORT', 'RE-IMPORTS') THEN 're-imports: part of imports'
  WHEN flow_code IN ('FM', 'MIP', 'MOP') THEN 'part of imports: flow ' || flow_code
  WHEN flow_code IN ('DX', 'XIP', 'XOP') THEN 'part of exports: flow ' || flow_code
  WHEN classification IS NULL THEN 'no classification told'
  WHEN NOT regexp_full_match(classification, 'H[0-6]|HS\\d{4}') THEN 'no HS code: classification ' || classification
END`;

// Modes of transport are a tree: 3100 and 3200 are in 3000, 9110 is in 9100, and all are in 0.
const WHERE_IT_STANDS = sql`
  classification <> first_value(classification) OVER (reported ORDER BY coalesce(original, false) DESC, classification DESC) AS converted,
  row_number() OVER (same ORDER BY source_row) > 1 AS again,
  value_usd IS DISTINCT FROM first_value(value_usd) OVER (same ORDER BY source_row) AS differs,
  by_customs <> 'C00' AND bool_or(by_customs = 'C00') OVER cell AS below_customs,
  by_partner <> '0' AND bool_or(by_partner = '0') OVER procedure AS below_partner,
  list(by_transport) OVER route AS modes,
  (by_transport <> 0 AND list_contains(modes, 0))
    OR (by_transport % 1000 <> 0 AND list_contains(modes, by_transport // 1000 * 1000))
    OR (by_transport % 100 <> 0 AND list_contains(modes, by_transport // 100 * 100)) AS below_transport`;

const BESIDE = sql`CASE
  WHEN converted THEN 'converted by the publisher: the reported classification is beside it'
  WHEN again AND differs THEN 'the same cell again with another value'
  WHEN again THEN 'the same row again'
  WHEN below_customs THEN 'a part by customs procedure: the total is beside it'
  WHEN below_partner THEN 'a part by second partner: the total is beside it'
  WHEN below_transport THEN 'a part by mode of transport: the total is beside it'
END`;

// Its own value, not the cell's: the ledger of drops counts what it left out.
const PARTS = sql`SELECT judged.* REPLACE (summed.why AS why) FROM judged JOIN summed USING (file_id, source_row) WHERE summed.why IS NOT NULL`;

function conforming(rows: Statement): Statement {
  return sql`SELECT
    period,
    reporter_code,
    CASE WHEN partner_code IN ('0', 'World') THEN 'W00' ELSE partner_code END AS partner_code,
    flow,
    product,
    CASE WHEN product <> 'TOTAL' THEN ${EDITION} END AS hs_edition,
    value_usd AS value_native,
    net_kg,
    quantity,
    CASE WHEN quantity IS NOT NULL THEN unit END AS unit,
    CASE flow WHEN 'M' THEN 'origin' ELSE 'destination' END AS partner_basis,
    why AS dropped,
    file_id,
    source_row
  FROM (${rows})`;
}

const EDITION = sql`CASE classification
  WHEN 'H0' THEN 'HS1992'
  WHEN 'H1' THEN 'HS1996'
  WHEN 'H2' THEN 'HS2002'
  WHEN 'H3' THEN 'HS2007'
  WHEN 'H4' THEN 'HS2012'
  WHEN 'H5' THEN 'HS2017'
  WHEN 'H6' THEN 'HS2022'
  ELSE classification END`;

/**
 * `2022`, `202203` or, for a year written as its month 52, `202252`, as INTEGER; NULL for a quarter or anything else.
 *
 * @param text SQL giving the published period as text
 */
export function comtradePeriod(text: Statement): Statement {
  return sql`CASE
    WHEN regexp_full_match(${text}, '\\d{4}') THEN ${text}::INTEGER
    WHEN regexp_full_match(${text}, '\\d{4}52') THEN left(${text}, 4)::INTEGER
    WHEN regexp_full_match(${text}, '\\d{4}(0[1-9]|1[0-2])') THEN ${text}::INTEGER
  END`;
}
