import {existsSync, readFileSync} from "node:fs";
import {gunzipSync} from "node:zlib";
import {expect, test} from "vitest";
import {distanceKm} from "../analyses/corridors/distance.ts";
import {capitals} from "./capitals.ts";
import {states} from "./states.ts";

test("every member of the United Nations of today has a capital", () => {
  const members = states().all.filter(
    ({unMember, end, kind}) => unMember && end === null && kind === "state",
  );
  expect(members.filter(({iso3}) => !capitals().has(iso3)).map(({iso3}) => iso3)).toEqual([]);
});

test("distances between capitals are those of an atlas", () => {
  const km = (a: string, b: string): number => {
    const [from, to] = [capitals().get(a), capitals().get(b)];
    return from === undefined || to === undefined ? Number.NaN : distanceKm(from, to);
  };
  // Published great-circle distances, city centre to city centre; a tenth of a degree is 11 km.
  expect(Math.abs(km("DEU", "RUS") - 1_608)).toBeLessThan(15);
  expect(Math.abs(km("USA", "AUS") - 15_940)).toBeLessThan(30);
  expect(km("GEO", "KGZ")).toBe(km("KGZ", "GEO"));
  expect(km("GEO", "GEO")).toBe(0);
});

const GEODIST = new URL("../../../shared/data/trade/gravity/cepii_geodist_geo.csv.gz", import.meta.url);

test.skipIf(!existsSync(GEODIST))("capitals lie where CEPII GeoDist has them (needs ../shared)", () => {
  const [header = "", ...lines] = gunzipSync(readFileSync(GEODIST)).toString("utf8").trim().split("\n");
  const column = (name: string): number => header.split(",").indexOf(name);
  const far = lines
    .map((line) => line.split(","))
    .filter((cells) => cells[column("cap")] === "1")
    .flatMap((cells) => {
      const own = capitals().get(String(cells[column("iso3")]));
      if (own === undefined) return [];
      const published = {latitude: Number(cells[column("lat")]), longitude: Number(cells[column("lon")])};
      return distanceKm(own, published) > 60 ? [own.iso3] : [];
    });
  // GeoDist keeps seats of 2011 and coarse coordinates of some: those that moved or that it places elsewhere.
  expect(far.length).toBeLessThanOrEqual(12);
  expect(
    far.filter((iso3) => ["RUS", "KAZ", "KGZ", "GEO", "ARM", "UZB", "TUR", "CHN", "DEU"].includes(iso3)),
  ).toEqual([]);
});
