import {type Dialect, hasColumns} from "../../../src/ingest/index.ts";
import {notLoaded} from "../../shared/not-loaded.ts";

/** Files the project derived from others' reports: named in a build's report, never loaded. */
export const dialects: readonly Dialect[] = [
  notLoaded({
    id: "headline-parquet",
    what: "headline series of Russia's mirror trade",
    why: "it is derived from partners' reports, and its last months are nowcasts",
    recognises: ({kind, header}) => kind === "parquet" && hasColumns(header, ["nowcast_share", "stoim_bn"]),
  }),
  notLoaded({
    id: "deviations-parquet",
    what: "largest differences between UN Comtrade and national mirror data, by HS6",
    why: "it holds differences of values, not values",
    recognises: ({kind, header}) => kind === "parquet" && hasColumns(header, ["Comtrade_minus_Mirror"]),
  }),
  notLoaded({
    id: "totals-csv",
    what: "row counts and sums by partner of the project's own database",
    why: "it is derived, and one row sums seven years",
    recognises: ({kind, header}) =>
      kind === "csv" && hasColumns(header, ["partner_iso2", "stoim_sum", "period_min"]),
  }),
];
