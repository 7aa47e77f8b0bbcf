import {expect, test} from "vitest";
import {splitHeader} from "./csv-header.ts";

test.each([
  [",", "a,b,c"],
  [";", "a;b;c"],
  ["\t", "a\tb\tc"],
  ["|", "a|b|c"],
])("the delimiter that gives the most columns is taken: %j", (delimiter, line) => {
  expect(splitHeader(`${line}\n1,2;3|4\n`)).toEqual({columns: ["a", "b", "c"], delimiter});
});

test("a quoted name may hold the delimiter and a doubled quote", () => {
  expect(splitHeader('"Value, EUR","a ""b""",c\n').columns).toEqual(["Value, EUR", 'a "b"', "c"]);
});

test("a byte-order mark and spaces are no part of a name, whatever ends the line", () => {
  for (const end of ["\n", "\r\n", "\r", ""])
    expect(splitHeader(`\uFEFFa, b${end}`).columns).toEqual(["a", "b"]);
});

test("a line without a delimiter is one column, and no text is one without a name", () => {
  expect(splitHeader("just text\n").columns).toEqual(["just text"]);
  expect(splitHeader("").columns).toEqual(["unnamed 1"]);
});

test("a column without a name is called by its place", () => {
  expect(splitHeader("a,,c,\n").columns).toEqual(["a", "unnamed 2", "c", "unnamed 4"]);
});
