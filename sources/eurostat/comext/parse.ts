import type {Dialect} from "../../../src/ingest/index.ts";
import {fullV2, historical} from "./bulk.ts";

/** Shapes in which Eurostat gives trade in all goods with every partner by member state. */
export const dialects: readonly Dialect[] = [fullV2, historical];
