import type {Pack} from "./pack.ts";

/** The text beside a pack: what is in it, whose it is, under which terms. */
export function packLicences({pack, meta, tables}: Pack): string {
  const sections = meta.source.map((source) => {
    const files = meta.file.filter((file) => file.source === source.id);
    const own = tables.filter((table) => table.source === source.id);
    const cut = own.find((table) => table.cut !== null)?.cut;
    const vintages = [...new Set(files.map((file) => String(file.vintage)))].sort().join(", ");
    return [
      `## ${source.title}`,
      "",
      `- source: \`${source.id}\``,
      `- publisher: ${source.publisher}, <${source.url}>`,
      `- licence: ${source.licence}${source.licence_url === null ? "" : `, <${source.licence_url}>`}`,
      `- vintage: ${vintages}`,
      `- rows: ${own.map(({packed, rows}) => `${rows} ${COUNTED[packed]}`).join(", ")}`,
      ...(cut == null ? [] : [`- what is in it: ${cut}`]),
      ...(String(source.licence).includes("BY-SA") ? [SHARE_ALIKE] : []),
      `- changes: ${CHANGES[own.some(({packed}) => packed === "trade") ? "trade" : "other"]}; the ledger of what was left out is in \`pack.json\``,
      "",
    ].join("\n");
  });
  return `# The pack "${pack}": sources and licences\n\nFigures computed by this project's pipeline from public data. Each stands under its publisher's terms.\n\n${sections.join("\n")}`;
}

const COUNTED = {
  trade: "of trade",
  ties: "ties",
  indicators: "figures",
  roll_calls: "roll calls",
  votes: "votes",
} as const;

const CHANGES = {
  trade: "codes harmonised to ISO3, HS editions named, values in whole currency units, aggregates left out",
  other: "codes harmonised to ISO3, kinds and units named, aggregates left out",
} as const;

const SHARE_ALIKE = "- share-alike: this table, and what is made of it, stands under the same licence";
