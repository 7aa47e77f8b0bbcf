/** Name of the clean table of a source: eurostat/comext → eurostat_comext. */
export function cleanTable(source: string): string {
  return source.replaceAll(/[^a-z0-9]+/g, "_");
}
