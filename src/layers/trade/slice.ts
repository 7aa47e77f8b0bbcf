import type {Flow, PeriodRange} from "../../base/index.ts";
import type {Goods} from "./goods.ts";
import type {UnitMember} from "./units.ts";

/** A slice of the trade layer. */
export interface TradeSlice {
  /** Whose reports, summed by unit; null for every reporter by itself. */
  readonly reporters: readonly UnitMember[] | null;
  /** Trade with whom; null for every partner. */
  readonly partners: readonly UnitMember[] | null;
  /** Where every partner is asked for, apart: the only ones that are read. Between sources it is chosen as for every partner. */
  readonly among?: readonly string[];
  readonly flows: readonly Flow[];
  readonly goods: Goods;
  readonly range: PeriodRange;
  /** Only this source; null lets the ranks decide. */
  readonly source: string | null;
  /** Sources worth reading, where that is known beforehand (see `holdingSources`); the others are then not scanned. */
  readonly within?: readonly string[];
  /** True where the sources `within` have no reporters but those asked for: their rows are then not tested one by one. */
  readonly everyReporter?: boolean;
  /** True where no bloc among the reporters is told both as one and by its members (see `reportedPeriods`): there is then no choice. */
  readonly unmixed?: boolean;
  /** Imports by origin (the rule) or by consignment, where a publisher gives both. */
  readonly basis: "origin" | "consignment";
  /** Only sources that keep both sides, or only those that merged them. */
  readonly sides: "mirror" | "reconciled" | "any";
  /** Which codes enter by their life in the source: all, none born in `year` or later, or none born or ended then. */
  readonly codes: "all" | "not-new" | "continuing";
  /** The year that `codes` is judged by; null for the first year of `range`. */
  readonly codesYear: number | null;
  /** Labels of a goods list apart. When false, the whole list is one label. */
  readonly splitGoods: boolean;
  /** States and periods (2022 or 202203) to leave out on either side, so that what is compared has the same states throughout. */
  readonly without?: readonly {readonly member: string; readonly period: number}[];
  /** Values in US dollars only, for questions that need neither euro nor weight: half the work. */
  readonly usdOnly?: boolean;
  /** Beside `usdOnly`: the value and the weight of the lines of goods that were weighed. Sums of all goods have no lines. */
  readonly weighed?: boolean;
  /** Partners apart. When false and partners are null, the world: the published total, else the sum of a full set. */
  readonly splitPartners: boolean;
}
