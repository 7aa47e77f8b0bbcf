import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsStates} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.aiddata_public_diplomacy");

const ELSEWHERE = "the copy has states of Asia and the Pacific";

/** Questions about the rows of aiddata/public-diplomacy. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, item, start`),
  noneNegative(TABLE),
  ...keepsStates({
    source: "aiddata/public-diplomacy",
    kind: "public_diplomacy",
    of: "study",
    whole: 30,
    lacks: {
      ARM: ELSEWHERE,
      AZE: ELSEWHERE,
      BLR: ELSEWHERE,
      EST: ELSEWHERE,
      GEO: ELSEWHERE,
      LTU: ELSEWHERE,
      LVA: ELSEWHERE,
      MDA: ELSEWHERE,
      RUS: ELSEWHERE,
      UKR: ELSEWHERE,
    },
  }),
];
