import {expect, test} from "vitest";
import {SourceError} from "../base/index.ts";
import {oneOf, parseTable} from "./table.ts";

const columns = ["code", "label"] as const;
const parse = (text: string) => parseTable(text, {file: "reference/x.csv", columns});

test("a quoted cell keeps its comma, quote and line feed", () => {
  expect(parse('code,label\n1,"a, ""b""\nc"\n2,\n')).toEqual([
    {code: "1", label: 'a, "b"\nc'},
    {code: "2", label: ""},
  ]);
});

test("an unknown column is named with its file", () => {
  const read = () => parse("code,labl\n1,a\n");
  expect(read).toThrow(SourceError);
  expect(read).toThrow('expected columns "code", "label", found "code", "labl"');
});

test("a short row names its row and its cells", () => {
  expect(() => parse("code,label\n1,a\n2\n")).toThrow(
    expect.objectContaining({code: "cells-differ", where: "reference/x.csv:3"}),
  );
});

test("an unclosed quote is refused", () => {
  expect(() => parse('code,label\n1,"a\n')).toThrow(
    expect.objectContaining({code: "bad-csv", where: "reference/x.csv:2"}),
  );
});

test("a word outside the allowed ones is refused", () => {
  expect(() => oneOf("ful", {allowed: ["full", "part"], file: "goods/lines.csv", column: "scope"})).toThrow(
    'unknown scope "ful"',
  );
});

test("rows that start otherwise are passed over, and the others keep their numbers", () => {
  const starting = ["1"];
  const parseSome = (text: string) => parseTable(text, {file: "reference/x.csv", columns, starting});
  expect(parseSome('code,label\n2,a,c\n1,b\n10,"d"\n1,"e"\n')).toEqual([
    {code: "1", label: "b"},
    {code: "1", label: "e"},
  ]);
  expect(() => parseSome("code,label\n2,a\n1\n1,b\n1,a,c\n")).toThrow(
    expect.objectContaining({where: "reference/x.csv:5"}),
  );
});
