import {type Check, check, checkWhen, fixed, sql} from "../../../src/ingest/index.ts";
import {HS_EDITIONS, hsCodes} from "../../../src/reference/index.ts";

const TABLE = fixed("clean.cepii_baci");
const KNOWN = HS_EDITIONS.flatMap((edition) => hsCodes(edition).map((hs6) => `${edition} ${hs6}`));

/** Questions about the rows of cepii/baci. Each reads a column or two once: the table may hold 100 million rows. */
export const checks: readonly Check[] = [
  // CEPII keeps some codes of older editions, such as 271000; a file under another edition's name has hundreds.
  check(
    "product codes belong to the edition of the file's name",
    sql`SELECT count(*) AS observed FROM meta.product WHERE source = 'cepii/baci' AND product <> '999999'
      AND hs_edition || ' ' || product NOT IN (SELECT unnest(${KNOWN}))`,
    {atMost: 25},
  ),
  // 2 to 3 % in the releases seen; twice that would mean a column read wrongly.
  checkWhen(
    sql`SELECT count(*) > 10000 AS yes FROM ${TABLE}`,
    check(
      "share of flows without a quantity",
      sql`SELECT 1 - count(net_kg) / count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL`,
      {atMost: 0.1},
    ),
  ),
  check(
    "no pair is reported with the world or with a group",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND (partner = 'W00' OR partner = 'EU27')`,
    {atMost: 0},
  ),
];
