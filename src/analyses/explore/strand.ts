import {FLOWS, type Flow, type Frequency, quoteList, UsageError} from "../../base/index.ts";
import {type Strand, strands} from "../../layers/trade/index.ts";
import {goodsList} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {goodsOf} from "../common/slice.ts";
import type {ExploreParams} from "./params.ts";

/** A strand as the store has it. Periods as 2022 or 202203. */
export interface KnownStrand {
  readonly source: string;
  readonly flow: Flow;
  readonly frequency: Frequency;
  readonly digits: number;
  readonly records: number;
  /** Coarser lines of the same trade. */
  readonly otherRecords: number;
  readonly first: number;
  readonly last: number;
}

/** All strands of a store, by source, flow and frequency. */
export async function knownStrands(store: Reader): Promise<KnownStrand[]> {
  const rows = await store.rows(strands());
  return rows.flatMap((row) => {
    const flow = FLOWS.find((known) => known === row.flow);
    if (flow === undefined) return [];
    return {
      source: String(row.source),
      flow,
      frequency: row.frequency === "M" ? ("M" as const) : ("A" as const),
      digits: Number(row.digits),
      records: Number(row.records),
      otherRecords: Number(row.other_records),
      first: Number(row.first_period),
      last: Number(row.last_period),
    };
  });
}

/**
 * The strand that a question is about: the asked one, or that of the source with the most records.
 *
 * @throws UsageError "unknown-source", or "no-such-trade" with what the source has
 */
export function chosenStrand(known: readonly KnownStrand[], params: ExploreParams): KnownStrand {
  const {source, flow, frequency} = params;
  const ofSource = known.filter((strand) => source === null || strand.source === source);
  if (ofSource.length === 0) throw unknownSource(known, source);
  const fitting = ofSource.filter(
    (strand) => strand.flow === flow && (frequency === null || strand.frequency === frequency),
  );
  const [best] = fitting.toSorted((a, b) =>
    source === null ? b.records - a.records : b.digits - a.digits || (a.frequency < b.frequency ? 1 : -1),
  );
  if (best !== undefined) return best;
  throw new UsageError("no-such-trade", {
    message: `${source === null ? "no source" : `"${source}"`} has the flow ${flow}${frequency === null ? "" : ` at the frequency ${frequency}`}`,
    where: "--flow",
    hint: `it has ${quoteList([...new Set(ofSource.map((one) => `${one.flow} ${one.frequency}`))])}`,
  });
}

function unknownSource(known: readonly KnownStrand[], source: string | null): UsageError {
  if (known.length === 0) {
    return new UsageError("no-trade", {
      message: "the store holds no trade",
      hint: "make one that does with: roundabout build",
    });
  }
  return new UsageError("unknown-source", {
    message: `no source "${source?.slice(0, 100)}" with trade is loaded`,
    where: "--source",
    hint: `one of ${quoteList([...new Set(known.map((strand) => strand.source))])}`,
  });
}

/** Records that are read for one strand: a hundred million take some twenty seconds on two cores. */
const MOST_RECORDS = 300_000_000;

/** @throws UsageError "too-many-records" */
export function refuseTooMany({source, records}: Pick<KnownStrand, "source" | "records">): void {
  if (records <= MOST_RECORDS) return;
  throw new UsageError("too-many-records", {
    message: `"${source}" has ${records} records of this flow; at most ${MOST_RECORDS} are read at once`,
    where: "--source",
    hint: "use trade or transit, which read only what they need",
  });
}

/** The strand as the layer reads it. */
export function layerStrand({source, flow, frequency, digits}: KnownStrand, params: ExploreParams): Strand {
  const goods = goodsText(params.goods);
  return {
    source,
    flow,
    frequency,
    digits,
    basis: params.basis,
    goods: goods === null ? null : goodsOf(goods),
  };
}

/** A list of goods with its version, as evidence carries it. @throws UsageError for unknown lists */
export function goodsText(list: string | null): string | null {
  return list === null ? null : `list:${list}@${goodsList(list).version}/all`;
}
