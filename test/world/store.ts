import type {ChannelRequest} from "../../src/analyses/index.ts";
import type {Writer} from "../../src/store/index.ts";
import {type Publication, storeOf} from "./source.ts";
import type {Truth, World, WorldRow} from "./world.ts";

/** The two publications of a world: products by customs offices, totals by statistical offices. */
export function publicationsOf(rows: readonly WorldRow[]): Publication[] {
  const customs = {id: "customs", rank: 2, rows: rows.filter(({book}) => book === "customs")};
  const totals = {id: "totals", rank: 1, rows: rows.filter(({book}) => book === "totals")};
  return [customs, totals].filter((publication) => publication.rows.length > 0);
}

/** A store of a world's records, built by the real engine. Close it. */
export function worldStore({rows}: Pick<World, "rows">): Promise<Writer> {
  return storeOf(publicationsOf(rows));
}

/** The question of a world: its target, its origins, its shock. */
export function questionOf({target, origins}: Pick<Truth, "target" | "origins">): ChannelRequest {
  return {target, origins, goods: "chpl"};
}
