import {type ChannelRequest, channelsFinding} from "../../src/analyses/index.ts";
import type {Finding, FindingRow} from "../../src/base/index.ts";
import type {Writer} from "../../src/store/index.ts";
import {type Publication, type SourceRow, storeOf} from "./source.ts";
import type {HubTruth, Truth, World, WorldRow} from "./world.ts";

/** The two publications of a world: products by customs offices, totals by statistical offices. */
export function publicationsOf(rows: readonly (WorldRow & Pick<SourceRow, "kg">)[]): Publication[] {
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

/** What `channels` says of a world, hub by hub, beside the truth. */
export interface Answer {
  readonly finding: Finding;
  readonly truth: Truth;
  readonly hubs: readonly (HubTruth & {readonly hub: string; readonly row: FindingRow})[];
  /** The hub that acts out a plant. */
  of(plant: string): HubTruth & {readonly hub: string; readonly row: FindingRow};
}

/** Builds a store of the publications and asks `channels` for the hubs of the world behind them. */
export async function answerOf(truth: Truth, publications: readonly Publication[]): Promise<Answer> {
  const store = await storeOf(publications);
  try {
    const finding = await channelsFinding(store, questionOf(truth));
    const hubs = [...truth.hubTruths].flatMap(([hub, hubTruth]) => {
      const row = finding.rows.find((candidate) => candidate.hub === hub);
      return row === undefined ? [] : [{hub, row, ...hubTruth}];
    });
    return {finding, truth, hubs, of: (plant) => found(hubs, plant)};
  } finally {
    store.close();
  }
}

function found<Hub extends HubTruth>(hubs: readonly Hub[], name: string): Hub {
  const hub = hubs.find(({plant}) => plant.name === name);
  if (hub === undefined) throw new Error(`no hub of the world is a ${name}`);
  return hub;
}
