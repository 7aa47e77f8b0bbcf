import type {Iso3} from "../base/index.ts";
import {SourceError} from "../base/index.ts";
import {states} from "./states.ts";
import {lazy, readTable} from "./table.ts";

/** The seat of a state's government, for distances between states. */
export interface Capital {
  readonly iso3: Iso3;
  readonly city: string;
  /** Degrees north, to a tenth. */
  readonly latitude: number;
  /** Degrees east, to a tenth. */
  readonly longitude: number;
  readonly source: string;
  readonly confidence: string;
}

const COLUMNS = ["iso3", "city", "latitude", "longitude", "source", "confidence"] as const;

/** Capitals by ISO3. A state without one on record is absent. */
export const capitals: () => ReadonlyMap<string, Capital> = lazy(
  () =>
    new Map(
      readTable("states/capitals.csv", COLUMNS).map((row) => [
        row.iso3,
        {
          iso3: states().get(row.iso3).iso3,
          city: row.city,
          latitude: degrees(row.latitude, 90, row.iso3),
          longitude: degrees(row.longitude, 180, row.iso3),
          source: row.source,
          confidence: row.confidence,
        },
      ]),
    ),
);

function degrees(text: string, most: number, iso3: string): number {
  const value = Number(text);
  if (text !== "" && Math.abs(value) <= most) return value;
  throw new SourceError("bad-number", {
    where: `reference/states/capitals.csv, ${iso3}`,
    message: `"${text}" is no number of degrees up to ${most}`,
    hint: "give degrees north and east, south and west below zero",
  });
}
