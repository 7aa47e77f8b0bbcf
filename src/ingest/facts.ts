import {lawTable} from "./fact-laws.ts";
import {measureTable} from "./fact-measures.ts";
import {membershipFacts} from "./fact-memberships.ts";
import {securityTable} from "./fact-security.ts";
import type {FactTable} from "./fact-table.ts";

export type {FactTable} from "./fact-table.ts";

/** Every table of reference/ that holds ties: in every store, whatever else it is made of. */
export const FACTS: readonly FactTable[] = [membershipFacts, securityTable, lawTable, measureTable];
