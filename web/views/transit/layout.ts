import {type Finding, numberIn, textIn} from "../../data/index.ts";
import {endsOf, linear, tickedFromZero} from "../../parts/scale.ts";

/** A line of the ledger: both sides' records and what never arrived beyond the usual, positions in per cent. */
export interface LedgerLine {
  readonly row: number;
  readonly name: string;
  readonly exporterUsd: number | null;
  readonly importerUsd: number | null;
  readonly shockUsd: number | null;
  readonly lowUsd: number | null;
  readonly highUsd: number | null;
  readonly sharePct: number | null;
  readonly exporter: number | null;
  readonly importer: number | null;
  readonly shock: {readonly at: number; readonly low: number | null; readonly high: number | null} | null;
}

export interface Ledger {
  readonly lines: readonly LedgerLine[];
  readonly ticks: readonly {readonly usd: number; readonly left: number}[];
  readonly zero: number;
}

const AMOUNTS = ["exporter_usd", "importer_usd", "shock_usd", "shock_low_usd", "shock_high_usd"] as const;
const NAMES = ["hub_name", "period", "product", "origin", "hub"] as const;

export function ledgerOf({rows, columns, parameters}: Finding): Ledger {
  const ticks = tickedFromZero(rows.flatMap((row) => AMOUNTS.map((name) => numberIn(row, name)))) ?? [0];
  const scale = linear(endsOf(ticks), [0, 100]);
  const place = (usd: number | null) => (usd === null ? null : scale(usd));
  const named = NAMES.filter((name) =>
    columns.some((column) => column.name === name && isOwn(name, parameters.by)),
  );
  return {
    lines: rows.map((row, at) => {
      const [exporterUsd = null, importerUsd = null, shockUsd = null, lowUsd = null, highUsd = null] =
        AMOUNTS.map((name) => numberIn(row, name));
      const at0 = place(shockUsd);
      return {
        row: at + 1,
        name: named.map((name) => textIn(row, name)).join(" · "),
        exporterUsd,
        importerUsd,
        shockUsd,
        lowUsd,
        highUsd,
        sharePct: numberIn(row, "share_pct"),
        exporter: place(exporterUsd),
        importer: place(importerUsd),
        shock: at0 === null ? null : {at: at0, low: place(lowUsd), high: place(highUsd)},
      };
    }),
    ticks: ticks.map((usd) => ({usd, left: scale(usd)})),
    zero: scale(0),
  };
}

// The hub's name stands for its code, and the grain of the rows for itself.
function isOwn(name: string, by: unknown): boolean {
  return name === "hub_name" || (name === by && name !== "hub");
}
