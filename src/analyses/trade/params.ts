import type {Flow, PeriodRange} from "../../base/index.ts";
import type {BridgedEdition} from "../../reference/index.ts";

/** How rows of a trade answer are told apart. */
export type TradeBy = "reporter" | "partner" | "product" | "period" | "flow";

/** Whose report is shown: the reporter's, the partner's mirror of it, both side by side, or a publisher's merged figure. */
export type TradeSide = "reporter" | "partner" | "both" | "reconciled";

/** A question about trade. Null means "not restricted". */
export interface TradeParams {
  /** ISO3 codes, names of states or bloc ids; null for every reporter. */
  readonly reporters: readonly string[] | null;
  readonly partners: readonly string[] | null;
  /** Null asks for exports and imports. */
  readonly flow: Flow | null;
  /** `TOTAL` or codes, as `parseGoods` reads them. */
  readonly product: string;
  /** A goods list instead of `product`; null for none. */
  readonly goods: string | null;
  readonly period: PeriodRange;
  /** A second range of the same length to compare with, or null. */
  readonly compare: PeriodRange | null;
  readonly by: readonly TradeBy[];
  readonly side: TradeSide;
  readonly currency: "usd" | "eur";
  readonly source: string | null;
  readonly basis: "origin" | "consignment";
  /** `not-new` leaves out codes without a record before the year of `period`; `continuing` also those that ended. */
  readonly codes: "all" | "not-new" | "continuing";
  /** Edition whose codes `product` gives and the answer is in; null for codes as published, whatever their edition. */
  readonly hs: BridgedEdition | null;
}
