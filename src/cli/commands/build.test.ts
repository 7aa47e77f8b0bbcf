import {expect, test} from "vitest";
import {parseBuildOptions} from "./build.ts";

test("a build takes the usual pack, a named one, or a folder from where the person stands", () => {
  expect(parseBuildOptions({}, "/folder")).toEqual({from: "pack", pack: "eurasia"});
  expect(parseBuildOptions({pack: "other"}, "/folder")).toEqual({from: "pack", pack: "other"});
  expect(parseBuildOptions({data: "trade"}, "/folder")).toEqual({from: "folder", folder: "/folder/trade"});
});

test("a pack and a folder together are refused", () => {
  expect(() => parseBuildOptions({pack: "a", data: "b"}, "/")).toThrowError(
    expect.objectContaining({code: "two-origins", exit: 2}),
  );
});
