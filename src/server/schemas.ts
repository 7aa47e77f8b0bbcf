const text = {type: "string"};
const texts = {type: "array", items: text};
const count = {type: "integer", minimum: 0};
const cell = {type: ["string", "number", "boolean", "null"]};
const numberOrMissing = {type: ["number", "null"]};

/** An object whose properties are all there. */
function record(properties: Readonly<Record<string, object>>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return {type: "object", properties, required};
}

function list(items: object) {
  return {type: "array", items};
}

const parameters = {type: "object", additionalProperties: {anyOf: [cell, {type: "array", items: cell}]}};

/** JSON Schemas of what the interface sends. */
export const SCHEMAS = {
  Finding: record({
    kind: text,
    id: text,
    question: text,
    parameters,
    columns: list(record({name: text, unit: text, meaning: text})),
    rows: list({type: "object", additionalProperties: cell}),
    estimates: list(
      record({
        term: text,
        estimate: numberOrMissing,
        std_error: numberOrMissing,
        statistic: numberOrMissing,
        p_value: numberOrMissing,
        conf_low: numberOrMissing,
        conf_high: numberOrMissing,
        method: text,
      }),
    ),
    sample: record({
      rows_in: count,
      rows_used: count,
      dropped: list(record({reason: text, rows: count, detail: text}, ["detail"])),
      coverage: list(
        record({reporter: text, flow: text, from: text, to: text, periods: count, source: text}),
      ),
    }),
    warnings: texts,
    caveats: texts,
    evidence: list(record({row: count, label: text, query: text, parameters})),
    lineage: list(
      record({
        source: text,
        title: text,
        publisher: text,
        licence: text,
        url: text,
        vintage: text,
        checksum: text,
      }),
    ),
    citation: text,
  }),
  Catalogue: record({
    version: text,
    questions: list(
      record({
        name: text,
        summary: text,
        url: text,
        options: list(
          record({name: text, value: text, meaning: text, choices: texts, fallback: text}, [
            "choices",
            "fallback",
          ]),
        ),
      }),
    ),
    formats: texts,
    description: text,
  }),
  Progress: record({
    gathering: list(record({source: text, flow: text, frequency: text, done: count, of: count})),
  }),
  Error: record({
    ok: {const: false},
    error: record({
      code: text,
      message: text,
      where: {type: ["string", "null"]},
      hint: {type: ["string", "null"]},
    }),
    status: {type: "integer"},
  }),
};
