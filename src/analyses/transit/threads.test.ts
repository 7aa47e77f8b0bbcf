import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {testFolder} from "../../../test/support/folder.ts";
import {publicationsOf, storedOf, world} from "../../../test/world/index.ts";
import {cubePath, openCube, openReader, pickYears, type Reader} from "../../store/index.ts";
import {ordinaryOf} from "./ordinary.ts";
import {transitParams} from "./params.ts";
import {readBooks, resolved} from "./read.ts";
import {spansOf} from "./spans.ts";
import {Team} from "./team.ts";

const {rows, truth} = world(21, {plain: 4, listed: 6, controls: 6, origins: 2});

/** A store of the world with its cube, for one test. */
async function withStore<T>(work: (reader: Reader) => Promise<T>): Promise<T> {
  const path = join(testFolder(), "store.duckdb");
  await storedOf([{id: "customs", rows: publicationsOf(rows)[0]?.rows ?? []}], path);
  const reader = await openReader(path);
  try {
    return await work(reader);
  } finally {
    reader.close();
  }
}

/** Exports of every year, from the cube of a store, with as many threads as it is worth. */
function picked(reader: Reader, worth: number, isWanted: (unit: string) => boolean) {
  return openCube(reader).then((cube) => {
    const [source] = cube?.sources ?? [];
    cube?.close();
    if (source === undefined) throw new Error("the store has no cube");
    const wanted = Uint8Array.from(source.units, (unit) => (isWanted(unit) ? 1 : 0));
    const pairs = {exporters: wanted, importers: wanted.map(() => 1)};
    return pickYears(cubePath(reader.path), source, {years: source.years, sides: ["sent"], pairs}, worth);
  });
}

test("two threads read of a cube what one reads, and only the wanted pairs", () =>
  withStore(async (reader) => {
    const isOrigin = (unit: string): boolean => truth.origins.includes(unit);
    const [one, two] = [await picked(reader, Infinity, isOrigin), await picked(reader, 0, isOrigin)];
    expect(two).toEqual(one);
    const exports = rows.filter(
      ({book, flow, reporter}) => book === "customs" && flow === "X" && isOrigin(reporter),
    );
    // Every record of an origin has a key of its own.
    const told = one.flatMap(({sent}) => (sent === null ? [] : [...sent.values]));
    expect(told.filter((value) => !Number.isNaN(value)).length).toBe(exports.length);
  }));

test("two threads answer for importers and hubs what one answers, in the same order", () =>
  withStore(async (reader) => {
    const {origins, target} = truth;
    const params = resolved(transitParams({origins, target, digits: 6}));
    const books = await readBooks(reader, params);
    const spans = spansOf(books.window, params);
    const answered = async (worth: number) => {
      const team = new Team(books, worth);
      try {
        const importers = await team.importers(spans);
        const ledger = {...ordinaryOf(importers, params), spans, importers};
        return {importers, hubs: await team.hubs(ledger, params)};
      } finally {
        await team.close();
      }
    };
    const alone = await answered(Infinity);
    expect(alone.hubs.length).toBeGreaterThan(3);
    const rows = alone.hubs.flatMap((hub) => hub.rows);
    expect(rows.some(({figures}) => figures.interval !== null)).toBe(true);
    expect(await answered(0)).toEqual(alone);
  }));

test("a cube that is damaged where only the second thread reads is refused as any other", () =>
  withStore(async (reader) => {
    const cube = cubePath(reader.path);
    const whole = readFileSync(cube);
    const broken = Buffer.from(whole);
    const about = whole.subarray(whole.readDoubleLE(24)).toString("utf8");
    const {sections}: {sections: {name: string; offset: number}[]} = JSON.parse(about);
    const second = sections.find(({name}) => name.endsWith("2020 sent usd"));
    if (second === undefined) throw new Error("the cube has exports of 2020");
    broken.writeUInt8(broken.readUInt8(second.offset) ^ 1, second.offset);
    writeFileSync(cube, broken);
    await expect(picked(reader, 0, () => true)).rejects.toMatchObject({code: "cube-damaged"});
  }));
