import {expect, test} from "vitest";
import {webFinding} from "../../../test/support/web-finding.ts";
import {layersOf} from "./layout.ts";
import {dossierAddress, entanglementAddress, stateIn} from "./state.ts";

const share = (layer: string, pole: string, before: number | null, after: number | null) => ({
  state: "AAA",
  layer,
  pole,
  share_before: before,
  share_after: after,
  share_after_missing: after === null ? "no figure" : null,
});

test("layers without a share stand last with their reason, and a share of zero is one", () => {
  const rows = [
    share("opinion", "P", null, null),
    share("trade", "P", 0.7, 0.4),
    share("trade", "Q", 0.3, 0.6),
    share("trade", "R", 0, 0),
    share("trade", "S", null, null),
  ];
  const layers = layersOf(webFinding(rows));
  expect(layers.map(({layer, unknown}) => [layer, unknown])).toEqual([
    ["trade", null],
    ["opinion", "no figure"],
  ]);
  expect(layers[0]?.poles.map(({pole, row}) => [pole, row])).toEqual([
    ["Q", 3],
    ["P", 2],
    ["R", 4],
  ]);
});

test("a state's page asks for its dossier and its ties with the poles, with the study of the address", () => {
  const params = new URLSearchParams("from=2018&to=2023");
  expect(stateIn("/states/ARM")).toBe("ARM");
  expect(dossierAddress(params, "ARM")).toBe("/api/v1/dossier?from=2018&to=2023&state=ARM");
  expect(entanglementAddress(params, "ARM")).toBe("/api/v1/entanglement?states=ARM&from=2018&to=2023");
});
