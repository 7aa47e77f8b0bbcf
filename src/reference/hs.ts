import {type Hs6, isHs6, quoteList, SourceError, UsageError} from "../base/index.ts";
import {lazy, oneOf, readTable} from "./table.ts";

export const HS_EDITIONS = ["HS1992", "HS1996", "HS2002", "HS2007", "HS2012", "HS2017", "HS2022"] as const;
export type HsEdition = (typeof HS_EDITIONS)[number];

export interface HsEditionRow {
  readonly edition: HsEdition;
  /** UN Comtrade's classification id, H0 to H6. */
  readonly comtradeId: string;
  /** Day the edition entered into force. */
  readonly inForce: string;
}

/**
 * How a code of one edition stands to an older one. `scattered`: its goods come from more than 16 headings, so that it has no
 * antecedent that a series could be read on.
 */
export interface HsTarget {
  readonly hs6: Hs6;
  readonly relation: "1:1" | "n:n";
  /** The target the United Nations conversion table chooses; wrong for some codes, see reference/goods/antecedents.csv. */
  readonly preferred: boolean;
}

export interface HsCorrelation {
  readonly relation: "1:1" | "n:n" | "scattered";
  readonly targets: readonly HsTarget[];
}

export const hsEditions: () => readonly HsEditionRow[] = lazy(() =>
  readTable("hs/editions.csv", ["edition", "comtrade_id", "in_force", "source"]).map((row) => ({
    edition: oneOf(row.edition, {allowed: HS_EDITIONS, file: "hs/editions.csv", column: "edition"}),
    comtradeId: row.comtrade_id,
    inForce: row.in_force,
  })),
);

const codes: () => ReadonlyMap<string, string> = lazy(
  () =>
    new Map(readTable("hs/codes.csv", ["hs6", "editions", "source"]).map((row) => [row.hs6, row.editions])),
);

/** True when the edition has the six-digit code; 999999 and other codes outside the HS are in none. */
export function hsHas(edition: HsEdition, hs6: string): boolean {
  const id = hsEditions().find((row) => row.edition === edition)?.comtradeId;
  return id !== undefined && (codes().get(hs6)?.split(";").includes(id) ?? false);
}

/** Six-digit codes of an edition, ascending. */
export function hsCodes(edition: HsEdition): Hs6[] {
  return [...codes().keys()].filter(isHs6).filter((hs6) => hsHas(edition, hs6));
}

const correlations: () => ReadonlyMap<string, HsCorrelation> = lazy(() => {
  const columns = ["from_edition", "to_edition", "from", "to", "relation", "preferred", "source"] as const;
  const file = "hs/correlations.csv";
  const grouped = Map.groupBy(
    readTable(file, columns),
    (row) => `${row.from_edition} ${row.to_edition} ${row.from}`,
  );
  return new Map(
    [...grouped].map(([key, rows]) => {
      const relations = rows.map((row) =>
        oneOf(row.relation, {allowed: ["1:1", "n:n", "scattered"], file, column: "relation"}),
      );
      const targets = rows.flatMap((row, at) => {
        const relation = relations[at];
        if (relation === undefined || relation === "scattered") return [];
        if (!isHs6(row.to)) throw badTarget(file, row.to);
        return [{hs6: row.to, relation, preferred: row.preferred === "1"}];
      });
      return [key, {relation: relations[0] ?? "scattered", targets}];
    }),
  );
});

function badTarget(file: string, to: string): SourceError {
  return new SourceError("bad-hs6", {
    where: `reference/${file}`,
    message: `${JSON.stringify(to)} is not six digits`,
    hint: "only a scattered row leaves the target empty",
  });
}

/** Pairs of editions that reference/hs/correlations.csv relates, newer to older. */
export const HS_CORRELATED = ["HS2022 HS2017", "HS2022 HS2012", "HS2017 HS2012"] as const;

/**
 * Codes of the older edition that hold goods of a code of the newer one, by the United Nations correlation tables.
 *
 * @throws UsageError "no-correlation" for another pair of editions; "unknown-hs6" when the newer edition lacks the code
 */
export function hsAntecedents(hs6: string, from: HsEdition, to: HsEdition): HsCorrelation {
  if (!HS_CORRELATED.some((pair) => pair === `${from} ${to}`)) {
    throw new UsageError("no-correlation", {
      message: `no correlation from ${from} to ${to}`,
      hint: `one of ${quoteList(HS_CORRELATED)}`,
    });
  }
  if (!isHs6(hs6) || !hsHas(from, hs6)) {
    throw new UsageError("unknown-hs6", {
      message: `${JSON.stringify(hs6)} is no code of ${from}`,
      hint: "give six digits with leading zeros, of that edition",
    });
  }
  const unchanged = {relation: "1:1", targets: [{hs6, relation: "1:1", preferred: true}]} as const;
  return correlations().get(`${from} ${to} ${hs6}`) ?? unchanged;
}
