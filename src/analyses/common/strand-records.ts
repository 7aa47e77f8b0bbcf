import {type Evidence, FLOWS, UsageError} from "../../base/index.ts";
import {type Strand, type StrandChoice, strandRecords} from "../../layers/trade/index.ts";
import type {Statement} from "../../store/index.ts";
import {goodsOf} from "./slice.ts";

/** Name of the query in evidence. */
export const STRAND_QUERY = "strand-records";

/** The records behind a row of an exploration. @throws UsageError "bad-evidence" */
export function strandStatement(parameters: Evidence["parameters"], most: number): Statement {
  return strandRecords(strandOf(parameters), choiceOf(parameters), most);
}

function strandOf({source, flow, frequency, digits, basis, goods}: Evidence["parameters"]): Strand {
  const known = FLOWS.find((one) => one === flow);
  if (known === undefined || typeof source !== "string") {
    throw new UsageError("bad-evidence", {
      message: `"${String(flow)}" of "${String(source)}" is no strand of trade`,
      hint: "ask the question again",
    });
  }
  return {
    source,
    flow: known,
    frequency: frequency === "M" ? "M" : "A",
    basis: basis === "consignment" ? "consignment" : "origin",
    digits: Number(digits),
    goods: typeof goods === "string" ? goodsOf(goods) : null,
  };
}

function choiceOf({from, to, reporters, partners, chapters}: Evidence["parameters"]): StrandChoice {
  return {
    from: Number(from),
    to: Number(to),
    reporters: textsIn(reporters),
    partners: textsIn(partners),
    chapters: textsIn(chapters),
  };
}

function textsIn(value: Evidence["parameters"][string] | undefined): readonly string[] | null {
  return Array.isArray(value) ? value.map(String) : null;
}
