import {SourceError} from "../base/index.ts";
import {orNull} from "./dates.ts";
import {lazy, oneOf, readTable} from "./table.ts";

export const TIE_FORMS = ["spell", "event", "value"] as const;
export const TIE_PARTNERS = ["state", "organisation", "either", "optional", "none"] as const;

/** A row of reference/ties/kinds.csv: what a tie of this kind is, in which layer. */
export interface TieKind {
  readonly layer: string;
  readonly kind: string;
  /** spell: holds from a day to a day; event: happened; value: a figure for a period. */
  readonly form: (typeof TIE_FORMS)[number];
  /** What the other end is; `none` is a row about one state, `optional` may be one. */
  readonly partner: (typeof TIE_PARTNERS)[number];
  readonly directed: boolean;
  /** Unit of the value; null where there is none, or where each item has its own. */
  readonly unit: string | null;
  readonly meaning: string;
}

const FILE = "ties/kinds.csv";

/** Every kind of tie, sorted by layer and kind. @throws SourceError "kind-twice" */
export const tieKinds: () => readonly TieKind[] = lazy(() => {
  const kinds = readTable(FILE, ["layer", "kind", "form", "partner", "directed", "unit", "meaning"]).map(
    (row) => ({
      layer: row.layer,
      kind: row.kind,
      form: oneOf(row.form, {allowed: TIE_FORMS, file: FILE, column: "form"}),
      partner: oneOf(row.partner, {allowed: TIE_PARTNERS, file: FILE, column: "partner"}),
      directed: oneOf(row.directed, {allowed: ["0", "1"], file: FILE, column: "directed"}) === "1",
      unit: orNull(row.unit),
      meaning: row.meaning,
    }),
  );
  const names = kinds.map(({layer, kind}) => `${layer}/${kind}`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice === undefined) return kinds;
  throw new SourceError("kind-twice", {
    message: `kind "${twice}" stands twice`,
    where: `reference/${FILE}`,
    hint: "keep one of the two rows",
  });
});

/** The layers of ties, sorted. */
export const tieLayers: () => readonly string[] = lazy(() => [
  ...new Set(tieKinds().map(({layer}) => layer)),
]);
