import {type Finding, UsageError} from "../base/index.ts";
import type {Reader} from "../store/index.ts";

/**
 * Refuses to look behind a finding in a store that holds other data than it read: the rows would not add up to it.
 *
 * @throws UsageError "other-vintage" naming each source that changed or is gone
 */
export async function refuseOtherData(store: Reader, {lineage, id}: Finding): Promise<void> {
  const {lineageOf} = await import("../analyses/common/lineage.ts");
  const held = await lineageOf(
    store,
    lineage.map(({source}) => source),
  );
  const changed = lineage.flatMap(({source, vintage, checksum}) => {
    const now = held.find((entry) => entry.source === source);
    if (now?.checksum === checksum) return [];
    return [
      `${source} was ${vintage}, is ${now === undefined ? "not in the store" : `other files, ${now.vintage}`}`,
    ];
  });
  if (changed.length === 0) return;
  throw new UsageError("other-vintage", {
    message: `the store was rebuilt since the finding was made: ${changed.join("; ")}`,
    where: id,
    hint: "ask the question again, and explain the new finding",
  });
}
