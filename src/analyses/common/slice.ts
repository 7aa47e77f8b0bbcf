import {
  type Cell,
  FLOWS,
  type Flow,
  formatRange,
  type PeriodRange,
  periodRange,
  UsageError,
} from "../../base/index.ts";
import {listGoods, parseGoods, type TradeSlice, unitMembers} from "../../layers/trade/index.ts";

/** A slice of the trade layer by the names people use: what evidence carries, and what `toSlice` makes runnable. */
export interface SliceSpec {
  readonly reporters: readonly string[] | null;
  readonly partners: readonly string[] | null;
  readonly flows: readonly Flow[];
  /** Codes, `TOTAL`, or `list:chpl@2024-02-23/full` for a goods list of a version. */
  readonly goods: string;
  readonly range: PeriodRange;
  readonly source: string | null;
  readonly basis: "origin" | "consignment";
  readonly sides: "mirror" | "reconciled" | "any";
  readonly codes: "all" | "not-new" | "continuing";
  /** The year that `codes` is judged by; null for the first year of `range`. */
  readonly codesYear: number | null;
  readonly splitPartners: boolean;
  readonly splitGoods: boolean;
}

/** @throws UsageError for unknown states, blocs, lists or codes */
export function toSlice(spec: SliceSpec): TradeSlice {
  const {reporters, partners, goods, ...rest} = spec;
  return {
    ...rest,
    reporters: reporters === null ? null : unitMembers(reporters),
    partners: partners === null ? null : unitMembers(partners),
    goods: goodsOf(goods),
  };
}

const LIST = /^list:([^@]+)@([^/]+)\/(full|all)(?:\/(.+))?$/;

/** The goods of a spec; `list:chpl@V/full/LABEL` is one label of a list. */
export function goodsOf(text: string): TradeSlice["goods"] {
  const [, id, version, scope, label] = LIST.exec(text) ?? [];
  if (id === undefined || version === undefined) return parseGoods(text);
  const {goods} = listGoods(id, {version, scope: scope === "full" ? "full" : "all"});
  return label === undefined ? goods : {...goods, codes: goods.codes.filter((code) => code.label === label)};
}

/** The spec as flat parameters of an evidence entry. */
export function specParameters(spec: SliceSpec): Record<string, Cell | readonly Cell[]> {
  return {...spec, range: formatRange(spec.range)};
}

type Parameters = Readonly<Record<string, Cell | readonly Cell[]>>;

/** The way back from `specParameters`. @throws UsageError "bad-evidence" for anything else */
export function specOf(parameters: Parameters): SliceSpec {
  const {flows, basis, sides, codes} = parameters;
  return {
    reporters: names(parameters.reporters),
    partners: names(parameters.partners),
    flows: FLOWS.filter((flow) => Array.isArray(flows) && flows.includes(flow)),
    goods: String(parameters.goods),
    range: periodRange(String(parameters.range)),
    source: typeof parameters.source === "string" ? parameters.source : null,
    basis: oneOf(basis, ["origin", "consignment"]),
    sides: oneOf(sides, ["mirror", "reconciled", "any"]),
    codes: oneOf(codes, ["all", "not-new", "continuing"]),
    codesYear: typeof parameters.codesYear === "number" ? parameters.codesYear : null,
    splitPartners: parameters.splitPartners === true,
    splitGoods: parameters.splitGoods === true,
  };
}

function names(value: Cell | readonly Cell[] | undefined): readonly string[] | null {
  return Array.isArray(value) ? value.map(String) : null;
}

function oneOf<const Word extends string>(
  value: Cell | readonly Cell[] | undefined,
  allowed: readonly Word[],
): Word {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  throw new UsageError("bad-evidence", {
    message: `"${String(value)}" is no parameter of this evidence`,
    hint: `one of ${allowed.join(", ")}`,
  });
}

const OTHER_SIDE: Readonly<Record<Flow, Flow>> = {X: "M", M: "X", RX: "M"};

/** The spec that asks the partners for the same trade: M of B from A mirrors X of A to B. */
export function mirrored(spec: SliceSpec, byReporter = true): SliceSpec {
  const flows = spec.flows.filter((flow) => flow !== "RX").map((flow) => OTHER_SIDE[flow]);
  return {
    ...spec,
    reporters: spec.partners,
    partners: spec.reporters,
    flows,
    source: null,
    splitPartners: byReporter,
  };
}
