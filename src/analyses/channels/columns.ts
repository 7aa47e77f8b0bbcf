import type {FindingColumn} from "../../base/index.ts";
import {FURTHER_HUB, FURTHER_PRODUCT} from "./further-cells.ts";
import type {ChannelBy, TestChoice} from "./params.ts";

const IN: readonly FindingColumn[] = [
  {
    name: "baseline_usd",
    unit: "usd",
    meaning: "the same months before the shock, mean of the baseline years",
  },
  {
    name: "listed_in_usd",
    unit: "usd",
    meaning: "exports of the listed goods from the origins to the hub in the window",
  },
  {
    name: "excess_in_low_usd",
    unit: "usd",
    meaning: "listed exports beyond a counterfactual that grows as the pair's other goods, if they grew",
  },
  {
    name: "excess_in_high_usd",
    unit: "usd",
    meaning: "listed exports beyond the lower of baseline mean and grown baseline",
  },
];

const HUB: readonly FindingColumn[] = [
  {name: "hub", unit: "text", meaning: "ISO3 of the state in between"},
  {name: "hub_name", unit: "text", meaning: "its name"},
  {name: "grade", unit: "grade", meaning: "A to D, or none; A and B are candidates for a channel"},
  {name: "refill_documented_usd", unit: "usd", meaning: "least refill that the records force"},
  {name: "refill_upper_usd", unit: "usd", meaning: "most refill that the records allow"},
  {
    name: "refill_conf_low_usd",
    unit: "usd",
    meaning: "low end of a 95 % interval for the refill, the noise of ordinary years allowed for",
  },
  {name: "refill_conf_high_usd", unit: "usd", meaning: "its high end; both missing with one baseline year"},
  {name: "share_documented_pct", unit: "percent", meaning: "documented refill as a share of the direct loss"},
  {name: "share_upper_pct", unit: "percent", meaning: "upper refill as a share of the direct loss"},
  {
    name: "direct_loss_usd",
    unit: "usd",
    meaning: "what the target no longer got directly: baseline mean less actual",
  },
  ...IN,
  {
    name: "excess_out_usd",
    unit: "usd",
    meaning:
      "exports of the same goods from hub to target beyond theirs, low bound; missing where nobody reports them by product",
  },
  {name: "excess_out_all_goods_usd", unit: "usd", meaning: "the same for all goods together, low bound"},
  {
    name: "orphans_usd",
    unit: "usd",
    meaning: "exported to the hub, never recorded there, beyond the pair's usual gap; low bound",
  },
  {name: "orphans_of", unit: "text", meaning: "whether orphans are of the listed goods or of all goods"},
  {
    name: "orphans_window",
    unit: "period",
    meaning:
      "window that orphans are of; whole years where the hub publishes years only; missing where orphans are unknown",
  },
  {
    name: "excess_out_all_goods_window",
    unit: "period",
    meaning: "window that excess out of all goods is of; missing where it is unknown",
  },
  {name: "months", unit: "months", meaning: "months of the window"},
  {name: "tests_passed", unit: "count", meaning: "tests passed"},
  {name: "tests_known", unit: "count", meaning: "tests that the data in hand can answer"},
  {
    name: "tests",
    unit: "text",
    meaning: "each test: + passed, − failed, ? unknown; with figures: --by test",
  },
];

const UNKNOWN: FindingColumn = {
  name: "unknown",
  unit: "text",
  meaning: "why cells of this row are missing",
};

const PRODUCT: readonly FindingColumn[] = [
  {name: "hub", unit: "text", meaning: "ISO3 of the state in between"},
  {
    name: "product",
    unit: "text",
    meaning: "line of the goods list; lines that shared one code before stand together",
  },
  {name: "direct_loss_usd", unit: "usd", meaning: "what the target no longer got directly of this product"},
  ...IN,
  {
    name: "excess_out_usd",
    unit: "usd",
    meaning: "exports of this product from hub to target beyond theirs, low bound",
  },
  {
    name: "orphans_usd",
    unit: "usd",
    meaning: "exported to the hub, never recorded there, beyond the usual gap; low bound",
  },
  {
    name: "substitution_documented_ratio",
    unit: "ratio",
    meaning: "least refill that the records of this product force, over direct loss",
  },
  {
    name: "substitution_upper_ratio",
    unit: "ratio",
    meaning:
      "most refill that they allow, over direct loss; above one, more can have come back by this road than was lost",
  },
];

const MONTH: readonly FindingColumn[] = [
  {name: "hub", unit: "text", meaning: "ISO3 of the state in between"},
  {name: "period", unit: "period", meaning: "month or year of the window"},
  ...IN,
];

const ORIGIN: readonly FindingColumn[] = [
  {name: "origin", unit: "text", meaning: "ISO3 of the exporting state"},
  {name: "hub", unit: "text", meaning: "ISO3 of the state in between"},
  ...IN,
];

const TEST: readonly FindingColumn[] = [
  {name: "hub", unit: "text", meaning: "ISO3 of the state in between"},
  {name: "test", unit: "text", meaning: "name of the test"},
  {name: "passed", unit: "text", meaning: "whether it passed; missing where the data in hand cannot answer"},
  {name: "why", unit: "text", meaning: "the figure it rests on, or what is not known"},
];

/** Columns of a channels finding. */
export function columnsOf(by: ChannelBy, tests: TestChoice): readonly FindingColumn[] {
  const full = tests === "full";
  return {
    hub: [...HUB, ...(full ? FURTHER_HUB : []), UNKNOWN],
    product: [...PRODUCT, ...(full ? FURTHER_PRODUCT : []), UNKNOWN],
    month: MONTH,
    origin: ORIGIN,
    test: TEST,
  }[by];
}
