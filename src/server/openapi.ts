import type {Option, Question} from "../surface/index.ts";
import {LONGEST_ADDRESS, LONGEST_VALUE} from "./bounds.ts";
import {PROGRESS_ADDRESS} from "./catalogue.ts";
import {SENT_FORMATS, type SentFormat, sentType} from "./formats.ts";
import {MOST_PAGE_ROWS, PAGE_ROWS} from "./paging.ts";
import {SCHEMAS} from "./schemas.ts";

/** The interface in OpenAPI 3.1, made of the questions themselves: every option is a bounded query parameter. */
export function openApiOf(questions: readonly Question[], version: string) {
  return {
    openapi: "3.1.0",
    info: {
      title: "Roundabout",
      version,
      description: `Reading only. An address has at most ${LONGEST_ADDRESS} characters. Every answer is a Finding; its ETag is its id, the format and the version.`,
      license: {name: "Apache-2.0", identifier: "Apache-2.0"},
    },
    paths: {
      "/api/v1": {
        get: {
          operationId: "catalogue",
          summary: "what can be asked",
          responses: {200: jsonAnswer("Catalogue")},
        },
      },
      [PROGRESS_ADDRESS]: {
        get: {
          operationId: "progress",
          summary: "how far the server is with what questions wait for",
          responses: {200: jsonAnswer("Progress"), 503: {$ref: "#/components/responses/Error"}},
        },
      },
      ...Object.fromEntries(
        questions.map((question) => [`/api/v1/${question.name}`, {get: questionOperation(question)}]),
      ),
      "/api/v1/findings/{id}": {get: recallOperation()},
      "/api/v1/findings/{id}/evidence/{row}": {get: evidenceOperation()},
    },
    components: {schemas: SCHEMAS, responses: {Error: errorAnswer()}},
  };
}

function questionOperation({name, summary, options}: Question) {
  return {
    operationId: name,
    summary,
    description: `Also with an ending: ${SENT_FORMATS.map((format) => `\`${name}.${format}\``).join(", ")}.`,
    parameters: [...options.map(queryParameter), formatParameter()],
    responses: findingAnswers([400, 422, 503]),
  };
}

function recallOperation() {
  return {
    operationId: "finding",
    summary: "a finding that was answered before",
    parameters: [pathParameter("id", "id of the finding"), formatParameter()],
    responses: findingAnswers([400]),
  };
}

function evidenceOperation() {
  return {
    operationId: "evidence",
    summary: "the source records behind a row, and the statements that fetch them",
    description: `JSON and what is read on a screen hold a page; \`Link\` leads to its neighbours, and \`sample.rows_in\` is the count of all. Files hold all.`,
    parameters: [
      pathParameter("id", "id of the finding"),
      pathParameter("row", "number of the row from 1, or a text in it"),
      pageParameter("from", "number of the first record, from 1", {default: 1}),
      pageParameter("rows", "records of a page", {default: PAGE_ROWS, maximum: MOST_PAGE_ROWS}),
      formatParameter(),
    ],
    responses: findingAnswers([400, 503]),
  };
}

function queryParameter({name, meaning, choices, fallback}: Option) {
  const schema = {
    type: "string",
    maxLength: LONGEST_VALUE,
    ...(choices === undefined ? {} : {enum: choices}),
    ...(fallback === undefined ? {} : {default: fallback}),
  };
  return {name, in: "query", required: false, description: meaning, schema};
}

function pathParameter(name: string, description: string) {
  return {name, in: "path", required: true, description, schema: {type: "string", maxLength: LONGEST_VALUE}};
}

function pageParameter(name: string, description: string, bounds: object) {
  return {name, in: "query", required: false, description, schema: {type: "integer", minimum: 1, ...bounds}};
}

function formatParameter() {
  const schema = {type: "string", enum: SENT_FORMATS, default: "json"};
  return {
    name: "format",
    in: "query",
    required: false,
    description: "the format, in place of an ending",
    schema,
  };
}

const OTHER_FORMATS = SENT_FORMATS.filter((format) => format !== "json" && format !== "metadata.json");

function findingAnswers(failures: readonly number[]) {
  const content = (format: SentFormat) => [sentType(format).split(";")[0] ?? "", {schema: {}}] as const;
  const whole = {"application/json": {schema: reference("Finding")}};
  return {
    200: {
      description: "the finding",
      headers: {ETag: {description: "id, format and version", schema: {type: "string"}}},
      content: {...Object.fromEntries(OTHER_FORMATS.map(content)), ...whole},
    },
    304: {description: "the finding is the one that If-None-Match names"},
    ...Object.fromEntries(failures.map((status) => [status, {$ref: "#/components/responses/Error"}])),
  };
}

function jsonAnswer(schema: string) {
  return {description: "the answer", content: {"application/json": {schema: reference(schema)}}};
}

function errorAnswer() {
  return {...jsonAnswer("Error"), description: "what went wrong, where, and what mends it"};
}

function reference(schema: string) {
  return {$ref: `#/components/schemas/${schema}`};
}
