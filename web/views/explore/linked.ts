import {Coordinator, clauseList, MosaicClient, Selection} from "@uwdata/mosaic-core";
import {askBytes, isRecord, type Problem, problemOf} from "../../data/index.ts";
import type {Part} from "./layout.ts";
import {type Chart, type Choices, columnsAddress, DIMENSIONS, type Dimension} from "./state.ts";

type Connector = NonNullable<ReturnType<Coordinator["databaseConnector"]>>;

/** Told when a chart has new parts, or could not be asked. */
export interface Listener {
  readonly parts: (chart: Chart, parts: readonly Part[]) => void;
  readonly problem: (problem: Problem) => void;
}

/**
 * Charts that filter each other: a choice in one is a condition of all others. Mosaic keeps the choices, asks for what
 * they change and never for more than one state at a time. What goes to the server is a bounded question of the HTTP
 * interface, not a statement.
 */
export class LinkedCharts {
  readonly #coordinator: Coordinator;
  readonly #choices = Selection.crossfilter();
  readonly #charts: ReadonlyMap<Chart, ChartClient>;
  #texts: Choices;

  constructor(strand: string, choices: Choices, listener: Listener) {
    // What the server keeps of a question is enough; nothing is gathered, for questions are no statements.
    this.#coordinator = new Coordinator(new InterfaceConnector(listener), {
      logger: null,
      cache: false,
      consolidate: false,
      preagg: {enabled: false},
    });
    const charts: readonly Chart[] = ["total", ...DIMENSIONS];
    this.#charts = new Map(
      charts.map((by) => [by, new ChartClient(this.#choices, {by, strand, show: listener.parts})]),
    );
    this.#texts = {period: null, reporter: null, partner: null, chapter: null};
    for (const dimension of DIMENSIONS) this.choose(dimension, choices[dimension]);
    for (const chart of this.#charts.values()) this.#coordinator.connect(chart);
  }

  /** Sets the choice of a dimension, as the option's text; null keeps all. The same again does nothing. */
  choose(dimension: Dimension, text: string | null): void {
    if (this.#texts[dimension] === text) return;
    this.#texts = {...this.#texts, [dimension]: text};
    const chart = this.#charts.get(dimension);
    if (chart === undefined) return;
    const from = {source: chart, clients: new Set([chart])};
    this.#choices.update(clauseList(dimension, text?.split(dimension === "period" ? ".." : ",") ?? [], from));
  }

  close(): void {
    this.#coordinator.clear();
  }
}

interface ChartInput {
  readonly by: Chart;
  readonly strand: string;
  readonly show: Listener["parts"];
}

/** One chart among the linked ones. */
class ChartClient extends MosaicClient {
  readonly #input: ChartInput;

  constructor(choices: Selection, input: ChartInput) {
    super(choices);
    this.#input = input;
  }

  get by(): Chart {
    return this.#input.by;
  }

  override query(): string {
    const clauses =
      this.filterBy?.clauses.filter((clause) => this.filterBy?.skip(this, clause) !== true) ?? [];
    const given = clauses.flatMap(({source, value}) =>
      source instanceof ChartClient && Array.isArray(value)
        ? [[source.by, textOf(source.by, value)] as const]
        : [],
    );
    return columnsAddress(this.#input.strand, this.#input.by, Object.fromEntries(given));
  }

  override queryResult(data: unknown): this {
    this.#input.show(this.#input.by, partsOf(data, this.#input.by));
    return this;
  }
}

function textOf(by: Chart, value: readonly unknown[]): string {
  return [...new Set(value.map(String))].join(by === "period" ? ".." : ",");
}

/** The rows of an Arrow table of `explore`. */
function partsOf(data: unknown, by: Chart): readonly Part[] {
  if (!isRecord(data) || typeof data.toArray !== "function") return [];
  const rows: unknown = data.toArray();
  if (!Array.isArray(rows)) return [];
  return rows.filter(isRecord).map((row) => {
    const key = String(row[by] ?? "");
    return {
      key,
      name: String(row[`${by}_name`] ?? key),
      usd: numberOr(row.value_usd),
      records: numberOr(row.records),
      silent: numberOr(row.records_without_value),
    };
  });
}

function numberOr(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

/** Asks our server; what Mosaic takes for a statement is an address of the interface. */
class InterfaceConnector implements Connector {
  readonly #listener: Listener;

  constructor(listener: Listener) {
    this.#listener = listener;
  }

  query(request: {readonly type: "arrow"; readonly sql: string}): Promise<Uint8Array>;
  query(request: {readonly type: "exec"; readonly sql: string}): Promise<void>;
  async query({type, sql}: {readonly type: string; readonly sql: string}): Promise<unknown> {
    // Nothing is ever executed for its effect.
    if (type === "exec") return undefined;
    try {
      return await askBytes(sql);
    } catch (thrown) {
      this.#listener.problem(problemOf(thrown));
      throw thrown;
    }
  }
}
