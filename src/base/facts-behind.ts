let facts: () => string = () => "";

/**
 * Says what facts every finding rests on beside its data: a checksum of the reviewed tables, asked for when a finding is sealed. The
 * room that reads the tables calls it when it is loaded.
 */
export function standsOnFacts(checksum: () => string): void {
  facts = checksum;
}

/** The checksum that was named; empty where no tables are read. */
export function factsBehind(): string {
  return facts();
}
