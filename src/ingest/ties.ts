import {basename} from "node:path";
import {createCleanTies, name, type Statement, sql, type Writer} from "../store/index.ts";
import type {FactTable} from "./facts.ts";
import type {FoundFile} from "./inspect.ts";
import {cleanTies, landTies, tieCodes} from "./land-ties.ts";
import {createCodeMap, mapCodesOf} from "./mapping.ts";
import {createRaw, loadRaw, rawTable} from "./raw.ts";
import type {TieDialect, TieResolver, TieSource} from "./tie-source.ts";
import {refuseBadCells, typedRelation} from "./typed.ts";
import {WORKED_OUT, workOut} from "./worked-out.ts";

/** A kind of tie: a row of reference/ties/kinds.csv. */
export interface TieKindRow {
  readonly layer: string;
  readonly kind: string;
  readonly form: "spell" | "event" | "value";
  /** What `b` may be; `none` is a row about `a` alone. */
  readonly partner: "state" | "organisation" | "either" | "optional" | "none";
  readonly directed: boolean;
  readonly unit: string | null;
  readonly meaning: string;
}

/** A state that sources are held to. */
export interface TieStateRow {
  readonly iso3: string;
  readonly unMember: boolean;
  readonly start: string | null;
  readonly end: string | null;
  /** True for the states that the study is about: no source may lose one of them silently. */
  readonly study: boolean;
}

/** What a build is given to load ties. */
export interface TieInput {
  readonly sources: readonly TieSource[];
  /** Tables of reference/, loaded into every store. */
  readonly facts: readonly FactTable[];
  readonly resolve: TieResolver;
  readonly kinds: readonly TieKindRow[];
  readonly states: readonly TieStateRow[];
}

/** A file of ties on its way in. */
export interface TieJob {
  readonly source: TieSource;
  readonly dialect: TieDialect;
  readonly file: FoundFile;
  readonly fileId: number;
  readonly present: readonly string[];
  readonly sha256: string;
  readonly vintage: string;
}

/** Fills `ref.tie_kind` and `ref.state`. */
export async function insertTieReference(writer: Writer, {kinds, states}: TieInput): Promise<void> {
  await writer.run(sql`
    INSERT INTO ref.tie_kind SELECT unnest(${kinds.map(({layer}) => layer)}::VARCHAR[]), unnest(${kinds.map(({kind}) => kind)}::VARCHAR[]),
      unnest(${kinds.map(({form}) => form)}::VARCHAR[]), unnest(${kinds.map(({partner}) => partner)}::VARCHAR[]),
      unnest(${kinds.map(({directed}) => Number(directed))}::INTEGER[]) = 1, nullif(unnest(${kinds.map(({unit}) => unit ?? "")}::VARCHAR[]), ''),
      unnest(${kinds.map(({meaning}) => meaning)}::VARCHAR[])`);
  await writer.run(sql`
    INSERT INTO ref.state SELECT unnest(${states.map(({iso3}) => iso3)}::VARCHAR[]), unnest(${states.map(({unMember}) => Number(unMember))}::INTEGER[]) = 1,
      nullif(unnest(${states.map(({start}) => start ?? "")}::VARCHAR[]), ''), nullif(unnest(${states.map(({end}) => end ?? "")}::VARCHAR[]), ''),
      unnest(${states.map(({study}) => Number(study))}::INTEGER[]) = 1`);
}

/** Makes the tables of a source of ties and says in `meta.source` whose it is. Trade's own columns stay empty. */
export async function prepareTieSource(writer: Writer, {meta}: TieSource): Promise<void> {
  await writer.run(createCleanTies(meta.id));
  await writer.run(sql`
    INSERT INTO meta.source BY NAME SELECT ${meta.id} AS id, ${meta.title} AS title, ${meta.publisher} AS publisher, ${meta.url} AS url,
      ${meta.licence} AS licence, ${meta.licence_url} AS licence_url, ${meta.redistributable} AS redistributable, ${meta.rank} AS rank,
      ${meta.layer} AS layer, ${meta.mapping_bound} AS mapping_bound, ${JSON.stringify(meta.notes)} AS notes`);
}

/** Makes the raw table of a file's dialect and says in `meta.file` what the file is. */
export async function prepareTieFile(writer: Writer, job: TieJob): Promise<void> {
  const {source, dialect, file, fileId, sha256, vintage} = job;
  await writer.run(createRaw(source.meta.id, dialect));
  await writer.run(
    sql`INSERT INTO meta.file VALUES (${fileId}, ${source.meta.id}, ${dialect.id}, ${file.shown}, ${basename(file.shown)}, ${dialect.what}, ${file.probe.bytes}, ${sha256}, ${vintage}, NULL)`,
  );
}

/** One file from raw to clean. `writer` is a connection of its own. */
export async function loadTies(writer: Writer, job: TieJob, resolve: TieResolver): Promise<void> {
  const {source, dialect, file, fileId, present, vintage} = job;
  await createCodeMap(writer);
  await loadRaw({writer, source: source.meta.id, dialect, file, fileId, present});
  const raw = sql`(SELECT * FROM ${name("raw", rawTable(source.meta.id, dialect))} WHERE file_id = ${fileId})`;
  await refuseBadCells({reader: writer, dialect, raw, present, shown: file.shown});
  await workOut(writer, cleanTies(dialect, typedRelation(dialect, raw, present)));
  await mapEnds(writer, WORKED_OUT, dialect, resolve);
  const {id, layer} = source.meta;
  await landTies({writer, source: id, layer, dialect, clean: WORKED_OUT, vintage, shown: file.shown});
}

/** Adds to `code_map` what the codes of both ends mean. */
export async function mapEnds(
  writer: Writer,
  clean: Statement,
  {schemes}: Pick<TieDialect, "schemes">,
  resolve: TieResolver,
): Promise<void> {
  for (const end of ["a", "b"] as const)
    await mapCodesOf(writer, tieCodes(clean, end), schemes[end], resolve);
}
