import {type Dialect, type Probe, sql, text} from "../../src/ingest/index.ts";

/** A file that a build should know by name and leave alone. */
export interface NotLoaded {
  readonly id: string;
  /** What such a file is, in words. */
  readonly what: string;
  /** Why no row of it enters, in words that end a sentence: "its goods have no HS codes". */
  readonly why: string;
  recognises(probe: Probe): boolean;
}

/** A dialect for a file that is known and is no trade table of ours: the build names it with the reason and takes no row. */
export function notLoaded({id, what, why, recognises}: NotLoaded): Dialect {
  return {
    id,
    what: `${what}; not loaded: ${why}`,
    recognises,
    columns: {nothing: text()},
    read: noRows,
    schemes: {reporter: "iso3", partner: "iso3"},
    currency: "USD",
    clean: sql`SELECT NULL::INTEGER AS period, nothing AS reporter_code, nothing AS partner_code, nothing AS flow, nothing AS product,
      nothing AS hs_edition, NULL::DOUBLE AS value_native, NULL::DOUBLE AS net_kg, NULL::DOUBLE AS quantity, nothing AS unit,
      nothing AS partner_basis, nothing AS dropped, file_id, source_row
    FROM typed WHERE false`,
  };
}

async function* noRows(): AsyncGenerator<never> {}
