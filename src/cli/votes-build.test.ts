import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, expect, test} from "vitest";
import {recordedEffects} from "../../test/cli-effects.ts";
import {main} from "./main.ts";

const cwd = mkdtempSync(join(tmpdir(), "roundabout-votes-"));
afterAll(() => rmSync(cwd, {recursive: true}));

// Facts of reference/ are loaded before votes and indicators: their files must not take numbers that those have.
test.each(["un/ukraine-votes", "arm-armstat/gdp-by-sector"])(
  "a folder of nothing but %s builds",
  async (source) => {
    const folder = fileURLToPath(new URL(`../../sources/${source}/fixture`, import.meta.url));
    const {effects, err} = recordedEffects({cwd});
    expect([await main(["build", "--data", folder], effects), err()]).toEqual([
      0,
      expect.stringContaining("rows from"),
    ]);
  },
);
