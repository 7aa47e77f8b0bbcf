import fc from "fast-check";
import {expect, test} from "vitest";
import {changed, embedAddress, readAddress, writeAddress} from "./address.ts";

const params = fc.dictionary(
  fc.stringMatching(/^[a-z][a-z-]{0,11}$/),
  fc.string({minLength: 1, unit: "binary"}),
  {maxKeys: 6},
);

test("whatever is chosen comes back from its address, inside a frame too", () => {
  fc.assert(
    fc.property(params, (chosen) => {
      const href = writeAddress("/channels", chosen);
      for (const [address, embedded] of [
        [href, false],
        [embedAddress(href), true],
      ] as const) {
        const url = new URL(address, "http://127.0.0.1");
        const read = readAddress(url.pathname, url.search);
        expect(read).toMatchObject({path: "/channels", embedded});
        // A lone half of a surrogate pair has no place in an address; both ways make it the same mark.
        const whole = Object.fromEntries(
          Object.entries(chosen).map(([name, value]) => [name, value.toWellFormed()]),
        );
        expect(Object.fromEntries(read.params)).toEqual(whole);
      }
    }),
  );
});

test("people read addresses: commas and colons stay, what is empty stays out", () => {
  const href = writeAddress("/channels", {hubs: "KGZ,KAZ", goods: null, window: "", by: "hub"});
  expect(href).toBe("/channels?hubs=KGZ,KAZ&by=hub");
});

test("a change keeps the rest, and null takes away", () => {
  const given = new URLSearchParams("hubs=KGZ&goods=chpl");
  expect(writeAddress("/x", changed(given, {goods: null, by: "hub"}))).toBe("/x?hubs=KGZ&by=hub");
});

test.each([
  ["/", "/"],
  ["/channels/", "/channels"],
  ["/embed", "/"],
  ["/embedded", "/embedded"],
])("the path %s is read as %s", (pathname, path) => {
  expect(readAddress(pathname, "").path).toBe(path);
});
