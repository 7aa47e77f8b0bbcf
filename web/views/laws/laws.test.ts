import {expect, test} from "vitest";
import {webFinding} from "../../../test/support/web-finding.ts";
import type {FindingRow} from "../../data/finding.ts";
import {lawChart, lawsOf} from "./layout.ts";
import {lawsAddress} from "./state.ts";

const law = (given: FindingRow): FindingRow => ({
  family: "kind",
  state: "AAA",
  name: "State A",
  title: "A law",
  introduced: null,
  adopted: null,
  in_force: null,
  ended: null,
  status: "in_force",
  standing: "in force",
  model: null,
  model_record: null,
  clauses: null,
  record: "1",
  ...given,
});

const field = {width: 1000, shock: "2022-02-24"};

test("a curve leads from the law that is named as the model, and from none that is not drawn", () => {
  const rows = [
    law({record: "1", adopted: "2012-07-13", in_force: "2012-11-21"}),
    law({
      record: "2",
      name: "State B",
      introduced: "2020",
      status: "pending",
      standing: "open",
      model_record: "1",
    }),
    law({
      record: "3",
      name: "State C",
      introduced: "2021",
      status: "rejected",
      standing: "dropped",
      model_record: "9",
    }),
  ];
  const {arcs, lanes} = lawChart(lawsOf(webFinding(rows)), field);
  expect(arcs.map(({from, to}) => [from.record, to.record])).toEqual([["1", "2"]]);
  expect(lanes.map(({law: {fate}}) => fate)).toEqual(["in force", "open", "dropped"]);
});

test("a law in force is open to the edge, one that ceased is not, and a bill has no force", () => {
  const rows = [
    law({record: "1", in_force: "2012-11-21"}),
    law({record: "2", in_force: "2014-01-22", ended: "2014-01-28", status: "repealed", standing: "ended"}),
    law({record: "3", introduced: "2015", status: "stalled", standing: "open"}),
  ];
  const {lanes, right} = lawChart(lawsOf(webFinding(rows)), field);
  expect(lanes.map(({force}) => force?.open ?? null)).toEqual([true, false, null]);
  expect((lanes[0]?.force?.x ?? 0) + (lanes[0]?.force?.width ?? 0)).toBeCloseTo(right, 9);
  // A stalled bill's way is open to the edge.
  expect(lanes[2]?.way).toMatchObject({open: true});
});

test("what is older than the axis stands at its edge and says so", () => {
  const {lanes, left} = lawChart(
    lawsOf(
      webFinding([law({adopted: "1938-06-08", in_force: "1938-09-06"}), law({record: "2", adopted: "2020"})]),
    ),
    field,
  );
  expect(lanes.map(({earlier}) => earlier)).toEqual([true, false]);
  expect(lanes[0]?.adopted).toBe(left);
});

test("every family can be asked for at once", () => {
  expect(lawsAddress(new URLSearchParams())).toBe("/api/v1/laws?family=foreign_agent");
  expect(lawsAddress(new URLSearchParams("family=all&state=KGZ"))).toBe("/api/v1/laws?state=KGZ");
});
