import {didYouMean, type Finding, UsageError} from "../../base/index.ts";
import {renderGexf, renderGraphml} from "../../report/index.ts";
import {recallFinding} from "../../surface/index.ts";
import type {Call, Command} from "../shell/command.ts";

const SHAPES = ["gexf", "graphml"] as const;

export const exportCommand: Command = {
  name: "export",
  summary: "a finding that was printed, as a file for another program: a graph in GEXF or GraphML",
  positional: [{name: "finding", meaning: "the id printed under a table", required: true}],
  options: [
    {
      name: "as",
      value: SHAPES.join("|"),
      meaning: "GEXF 1.3 keeps when an edge held; GraphML has the dates as texts",
      choices: SHAPES,
      fallback: "gexf",
    },
  ],
  prints: "finding",
  examples: ["export ties-0123456789abcdef --as gexf --output ties.gexf"],
  run: async (call) => {
    const [id = ""] = call.positional;
    const finding = recallFinding(call.common.store, id);
    const {printText} = await import("../shell/print.ts");
    await printText(rendered(finding, call), call);
  },
};

function rendered(finding: Finding, {options, common}: Call): string {
  if (common.format !== null)
    throw new UsageError("two-formats", {
      message: `an export is in the format of --as, not in "${common.format}"`,
      where: "--format",
      hint: "leave --format away",
    });
  const asked = options.as ?? "gexf";
  switch (asked) {
    case "gexf":
      return renderGexf(finding);
    case "graphml":
      return renderGraphml(finding);
    default:
      throw new UsageError("bad-choice", {
        message: `unknown export "${asked}"; one of ${SHAPES.join(", ")}`,
        where: "--as",
        hint: didYouMean(asked, SHAPES),
      });
  }
}
