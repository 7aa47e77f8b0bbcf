import {type Day, type Finding, UsageError} from "../base/index.ts";

/**
 * Refuses a finding that read data published after `asOf`: a store holds one vintage of each source, so an earlier
 * state of knowledge needs a store of earlier files.
 *
 * @throws UsageError "vintage-later" naming the sources, "vintage-undated" when one does not tell its date
 */
export function refuseLater({lineage, id}: Finding, asOf: Day): void {
  const vintages = lineage.flatMap(({source, vintage}) => {
    return vintage.split(",").map((text) => ({source, vintage: text.trim(), date: dateIn(text)}));
  });
  const undated = vintages.filter(({date}) => date === null);
  const later = vintages.filter(({date}) => date !== null && date > asOf.slice(0, date.length));
  const [code, wrong] =
    later.length > 0 ? (["vintage-later", later] as const) : (["vintage-undated", undated] as const);
  if (wrong.length === 0) return;
  const named = wrong.map(({source, vintage}) => `${source} (${vintage})`).join(", ");
  throw new UsageError(code, {
    message:
      code === "vintage-later"
        ? `the store holds data published after ${asOf}: ${named}`
        : `these sources do not tell when they were published: ${named}`,
    where: id,
    hint: "build a store from files published by that day, and name it with --store",
  });
}

/** `2023`, `2023-01` or `2023-01-21` at the start of a vintage, or six or eight digits after a V; null without either. */
function dateIn(vintage: string): string | null {
  const found = /^\s*V?(\d{4})(?:-?(\d{2}))?(?:-?(\d{2}))?(?!\d)/i.exec(vintage);
  return found === null ? null : found.slice(1).filter(Boolean).join("-");
}
