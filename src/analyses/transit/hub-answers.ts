import type {CommonChange} from "../../methods/index.ts";
import {hubLedger, type Ledger} from "./ledger.ts";
import type {TransitParams} from "./params.ts";
import type {HubBooks} from "./read.ts";
import {hubRows, type PlacedRow} from "./rows.ts";

/** A hub's rows: what they were made from is let go. */
export interface HubAnswer {
  readonly hub: string;
  /** Null where there are too few controls. */
  readonly common: CommonChange | null;
  readonly rows: readonly PlacedRow[];
}

/** What the hubs of a window are answered from. */
export interface HubQuestion {
  readonly books: HubBooks;
  readonly ledger: Ledger;
  readonly params: TransitParams;
}

/** The answer for one hub. */
export function hubAnswer(hub: string, {books, ledger, params}: HubQuestion): HubAnswer {
  const own = hubLedger(hub, books, {ledger, params});
  return {hub, common: own.common, rows: hubRows(own, ledger, {books, params})};
}
