import {expect, test} from "vitest";
import {sentence, spoken} from "./spoken.ts";

test("options are fields of the form, and commands stay as they are typed", () => {
  expect(spoken("ask with --effects estimate, or choose other --controls-outside or --window")).toBe(
    "ask with “effects” estimate, or choose other “controls outside” or “window”",
  );
  expect(spoken("load data that has it with build --data, or roundabout build")).toBe(
    "load data that has it with build --data, or roundabout build",
  );
  expect(spoken("nothing -- at all, 5 − 3")).toBe("nothing -- at all, 5 − 3");
});

test("a sentence ends once", () => {
  expect(sentence("narrow it with --state")).toBe("narrow it with “state”.");
  expect(sentence('did you mean "people"?')).toBe('did you mean "people"?');
});
