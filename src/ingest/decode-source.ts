import {z} from "zod";
import {SourceError} from "../base/index.ts";
import type {Correction} from "./correction.ts";
import type {IndicatorMeta} from "./indicator-source.ts";
import type {SourceMeta} from "./source.ts";
import type {TieMeta} from "./tie-source.ts";
import type {VoteMeta} from "./vote-source.ts";

const PUBLICATION = {
  id: z.string().regex(/^[a-z0-9-]+\/[a-z0-9-]+$/),
  title: z.string().min(1),
  publisher: z.string().min(1),
  url: z.string().min(1),
  licence: z.string().min(1),
  licence_url: z.string().nullable(),
  redistributable: z.boolean(),
  rank: z.int().min(1),
  mapping_bound: z.number().min(0).max(1),
  vintage: z.string().nullable(),
  notes: z.array(z.string()),
} as const;

const META = z.strictObject({
  ...PUBLICATION,
  goods: z.enum(["all", "selected"]),
  partners: z.enum(["all", "selected"]).default("all"),
  sides: z.enum(["mirror", "reconciled"]),
  valuation: z.string().min(1),
});

const TIE_META = z.strictObject({...PUBLICATION, layer: z.string().min(1)});
const VOTE_META = z.strictObject({...PUBLICATION, body: z.string().min(1)});

const CELL = z.union([z.string(), z.number()]);
const CORRECTIONS = z.array(
  z.strictObject({
    id: z.string().min(1),
    reason: z.string().min(1),
    source: z.string().min(1),
    match: z.record(z.string(), CELL).refine(isNotEmpty, "must name the rows"),
    set: z
      .record(z.string(), z.strictObject({from: CELL.nullable(), to: CELL.nullable()}))
      .refine(isNotEmpty, "must name a value"),
  }),
);

function isNotEmpty(fields: object): boolean {
  return Object.keys(fields).length > 0;
}

/** @throws SourceError "source-description" naming the first field that is wrong */
export function decodeMeta(value: unknown, where: string): SourceMeta {
  return decoded(META, value, `${where}source.yaml`);
}

/** The same of a data set of ties. @throws SourceError "source-description" naming the first field that is wrong */
export function decodeTieMeta(value: unknown, where: string): TieMeta {
  return decoded(TIE_META, value, `${where}source.yaml`);
}

/** The same of a data set of votes. @throws SourceError "source-description" naming the first field that is wrong */
export function decodeVoteMeta(value: unknown, where: string): VoteMeta {
  return decoded(VOTE_META, value, `${where}source.yaml`);
}

/** The same of a data set of indicators. @throws SourceError "source-description" naming the first field that is wrong */
export function decodeIndicatorMeta(value: unknown, where: string): IndicatorMeta {
  return decoded(TIE_META, value, `${where}source.yaml`);
}

/** An empty file is no corrections. @throws SourceError "source-description" naming the first field that is wrong */
export function decodeCorrections(value: unknown, where: string): readonly Correction[] {
  return decoded(CORRECTIONS, value ?? [], `${where}corrections.yaml`);
}

function decoded<T>(schema: z.ZodType<T>, value: unknown, where: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new SourceError("source-description", {
    message: `${issue?.path.join(".") || "the file"}: ${issue?.message ?? "is not valid"}`,
    where,
    hint: "fields and their meaning stand in src/ingest/source.ts",
  });
}
