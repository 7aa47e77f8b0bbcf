import type {Question} from "../surface/index.ts";
import type {Catalogue} from "./contract.ts";
import {SENT_FORMATS} from "./formats.ts";

/** Where the interface describes itself for machines. */
export const OPENAPI_ADDRESS = "/api/v1/openapi.json";
/** Where the interface says how far it is with what takes long. */
export const PROGRESS_ADDRESS = "/api/v1/progress";

export function catalogueOf(questions: readonly Question[], version: string): Catalogue {
  return {
    version,
    questions: questions.map(({name, summary, options}) => ({
      name,
      summary,
      options,
      url: `/api/v1/${name}`,
    })),
    formats: SENT_FORMATS,
    description: OPENAPI_ADDRESS,
  };
}
