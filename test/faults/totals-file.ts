import {states} from "../../src/reference/index.ts";

/** Header of the merged table of EU totals, a real layout with few columns. */
export const TOTALS_HEADER = "month,reporter,reporter_name,partner,flow,value_eur";

/** One line of that table: Germany's exports to Kyrgyzstan in January 2022 unless told otherwise. */
export function totalsLine({
  month = "2022-01-01",
  reporter = "DEU",
  partner = "KGZ",
  flow = "X",
  value = "1000",
}: Partial<Record<"month" | "reporter" | "partner" | "flow" | "value", string>> = {}): string {
  return `${month},${reporter},"Name of ${reporter}",${partner},${flow},${value}`;
}

/** The table of these lines, header first. */
export function totalsFile(lines: readonly string[]): string {
  return `${[TOTALS_HEADER, ...lines].join("\n")}\n`;
}

/** The table with `rows` different cells from January 2010 on, values 1, 2, 3 …: the same text for the same number. */
export function generatedTotals(rows: number): string {
  const members = states()
    .all.filter(({unMember, end}) => unMember && end === null)
    .map(({iso3}) => iso3);
  const [reporters, partners] = [members.slice(0, 27), members.slice(27)];
  const lines = Array.from({length: rows}, (_, at) => {
    const month = Math.floor(at / (reporters.length * partners.length));
    return totalsLine({
      month: `${2010 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-01`,
      reporter: reporters[at % reporters.length] ?? "",
      partner: partners[Math.floor(at / reporters.length) % partners.length] ?? "",
      value: String(at + 1),
    });
  });
  return totalsFile(lines);
}
