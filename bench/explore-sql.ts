import type {Finding} from "../src/base/index.ts";
import {type Reader, type StoreRow, sql} from "../src/store/index.ts";

/** The sum that an exploration's parameters ask for, straight from the store's rows: value_usd, records. */
export function straightSum(
  store: Reader,
  {source, flow, frequency, digits, ...choice}: Finding["parameters"],
): Promise<StoreRow> {
  const [from, to] = String(choice.range)
    .split("..")
    .map((period) => Number(period.replace("-", "")));
  const among = (column: "reporter" | "partner" | "chapter", list: unknown) =>
    Array.isArray(list)
      ? sql`AND ${COLUMNS[column]} IN (SELECT unnest(${list.map(String)}::VARCHAR[]))`
      : sql``;
  return store.one(sql`
    SELECT sum(value_usd::DECIMAL(18, 4))::DOUBLE AS value_usd, count(*) AS records FROM layer.trade
    WHERE source = ${String(source)} AND flow = ${String(flow)} AND frequency = ${String(frequency)} AND digits = ${Number(digits)}
      AND period BETWEEN ${Number(from)} AND ${Number(to === undefined ? from : to)} ${among("reporter", choice.reporters)}
      ${among("partner", choice.partners)} ${among("chapter", choice.chapters)}`);
}

const COLUMNS = {
  reporter: sql`reporter::VARCHAR`,
  partner: sql`partner::VARCHAR`,
  chapter: sql`left(product, 2)`,
};
