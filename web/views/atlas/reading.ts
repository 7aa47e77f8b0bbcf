import {type Finding, parameterOf} from "../../data/index.ts";
import {type Amounts, amountsOf} from "../../parts/amount.ts";
import type {Side} from "./arcs.ts";
import type {Flow} from "./flows.ts";
import {FILL_ALPHAS} from "./ground.ts";

/** How the figures of a map are drawn and written. */
export interface Reading {
  readonly isTrade: boolean;
  /** Whether flows have arcs; shares and indices of every pair are told by filling alone. */
  readonly arcs: boolean;
  /** Arcs of one width, for ties that hold for a time. */
  readonly even: boolean;
  readonly side: Side;
  readonly amounts: Amounts;
  /** Where the steps of filling begin, ascending, and where the last one ends; empty where states are not filled. */
  readonly bounds: readonly number[];
}

/** How a finding of trade or of ties is drawn; `amounts` are those of all periods. */
export function readingOf(finding: Finding, side: "from" | "to", amounts: readonly number[]): Reading {
  const largest = amounts.reduce((most, amount) => Math.max(most, amount), 0);
  if (finding.kind !== "pole-ties")
    return {isTrade: true, arcs: true, even: false, side, amounts: amountsOf("usd", [largest]), bounds: []};
  const form = parameterOf(finding, "form");
  return {
    isTrade: false,
    arcs: form !== "level",
    even: form === "spell",
    side: sideOf(parameterOf(finding, "direction")),
    amounts: tieAmounts(finding, largest),
    bounds: boundsOf(form, amounts, largest),
  };
}

function sideOf(direction: string | null): Side {
  if (direction === "from pole") return "from";
  return direction === "to pole" ? "to" : "both";
}

function tieAmounts(finding: Finding, largest: number): Amounts {
  const unit = finding.columns.find(({name}) => name === "weight")?.unit ?? "coefficient";
  const amounts = amountsOf(unit, [largest]);
  if (unit === "usd" || unit === "share") return amounts;
  const named = parameterOf(finding, "weight_unit") ?? amounts.unit;
  return {
    ...amounts,
    unit: named,
    full: (value) => (value === null ? amounts.text(value) : `${amounts.text(value)} ${named}`),
  };
}

const STEPS = FILL_ALPHAS.length;

function boundsOf(form: string | null, amounts: readonly number[], largest: number): number[] {
  if (form === "amount") return steepBounds(largest);
  // Shares of all pairs lie close together and far from zero; ties that hold are counted from none.
  const least = form === "level" ? amounts.reduce((low, amount) => Math.min(low, amount), largest) : 0;
  return Array.from({length: STEPS + 1}, (_, at) => least + ((largest - least) * at) / STEPS);
}

// Amounts are few that are large: steps widen with the cube.
function steepBounds(largest: number): number[] {
  return Array.from({length: STEPS + 1}, (_, at) => largest * (at / STEPS) ** 3);
}

/** The step of filling of each state, from 1; a measured zero has none. */
export function fillsOf(
  flows: readonly Flow[],
  {bounds}: Pick<Reading, "bounds">,
): ReadonlyMap<string, number> {
  if (bounds.length === 0) return new Map();
  return new Map(
    flows.flatMap(({state, amount}) =>
      amount === 0
        ? []
        : [[state, Math.min(STEPS, Math.max(1, bounds.filter((bound) => amount >= bound).length))]],
    ),
  );
}
