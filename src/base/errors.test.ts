import {expect, test} from "vitest";
import {
  CheckFailed,
  EXIT,
  errorBody,
  NumericalError,
  RoundaboutError,
  SourceError,
  StoreError,
  UsageError,
} from "./errors.ts";

const DETAIL = {message: 'unknown layer "trde"', where: "--layer", hint: "one of trade, people"};

// Design §9 gives the process exits: 2 usage, 3 source, 4 check failed, 5 numerical; 1 is the unexpected.
test("each audience has its exit code and its HTTP status", () => {
  const codes = [UsageError, SourceError, CheckFailed, NumericalError, StoreError].map((Kind) => {
    const {exit, status} = new Kind("some-code", DETAIL);
    return [exit, status];
  });
  expect(codes).toEqual([
    [EXIT.usage, 400],
    [EXIT.source, 502],
    [EXIT.check, 500],
    [EXIT.numerical, 422],
    [EXIT.source, 503],
  ]);
  expect(new RoundaboutError("some-code", DETAIL).exit).toBe(EXIT.unexpected);
});

test("an error carries code, place, hint and cause, and the name of its class", () => {
  const cause = new Error("inner");
  const error = new SourceError("column-missing", {...DETAIL, cause});
  expect(error).toMatchObject({name: "SourceError", code: "column-missing", ...DETAIL, cause});
  expect(error instanceof RoundaboutError && error instanceof Error).toBe(true);
});

test("a place or hint that is not given is null, and there is then no cause", () => {
  const error = new UsageError("bad-period", {message: '"x" is no period'});
  expect([error.where, error.hint, "cause" in error]).toEqual([null, null, false]);
});

test("a store error carries the statement it stands for, or null", () => {
  expect(new StoreError("statement-refused", {...DETAIL, sql: "SELECT 1"}).sql).toBe("SELECT 1");
  expect(new StoreError("store-missing", DETAIL).sql).toBeNull();
});

test("the error body has one shape for errors of ours, of others, and for thrown values that are none", () => {
  expect(errorBody(new UsageError("unknown-layer", DETAIL))).toEqual({
    ok: false,
    error: {code: "unknown-layer", ...DETAIL},
    status: 400,
  });
  const unexpected = (message: string) => ({
    ok: false,
    error: {code: "unexpected", message, where: null, hint: null},
    status: 500,
  });
  expect(errorBody(new TypeError("x is not a function"))).toEqual(unexpected("x is not a function"));
  expect(errorBody("thrown text")).toEqual(unexpected("thrown text"));
  expect(errorBody(null)).toEqual(unexpected("null"));
});

test("the error body never carries the statement or the cause", () => {
  const body = errorBody(
    new StoreError("statement-refused", {...DETAIL, sql: "SELECT secret", cause: new Error("inner")}),
  );
  expect(JSON.stringify(body)).not.toMatch(/secret|inner/);
});
