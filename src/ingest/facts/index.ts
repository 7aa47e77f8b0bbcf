import type {FactTable} from "./define.ts";
import {lawTable} from "./laws.ts";
import {measureTable} from "./measures.ts";
import {membershipFacts} from "./memberships.ts";
import {securityTable} from "./security.ts";

export type {FactTable} from "./define.ts";

/** Every table of reference/ that holds ties: in every store, whatever else it is made of. */
export const FACTS: readonly FactTable[] = [membershipFacts, securityTable, lawTable, measureTable];
