import type {Pack} from "./pack.ts";

/** The text beside a pack: what is in it, whose it is, under which terms. */
export function packLicences({pack, meta, tables}: Pack): string {
  const sections = meta.source.map((source) => {
    const files = meta.file.filter((file) => file.source === source.id);
    const rows = tables.find((table) => table.source === source.id)?.rows;
    const vintages = [...new Set(files.map((file) => String(file.vintage)))].sort().join(", ");
    return [
      `## ${source.title}`,
      "",
      `- source: \`${source.id}\``,
      `- publisher: ${source.publisher}, <${source.url}>`,
      `- licence: ${source.licence}${source.licence_url === null ? "" : `, <${source.licence_url}>`}`,
      `- vintage: ${vintages}`,
      `- rows: ${rows}`,
      `- changes: codes harmonised to ISO3, HS editions named, values in whole currency units, aggregates left out; the ledger of what was left out is in \`pack.json\``,
      "",
    ].join("\n");
  });
  return `# The pack "${pack}": sources and licences\n\nFigures computed by this project's pipeline from public statistics. Each stands under its publisher's terms.\n\n${sections.join("\n")}`;
}
