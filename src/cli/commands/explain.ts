import {type Finding, UsageError} from "../../base/index.ts";
import {explainRow, recallFinding, rowIndex} from "../../surface/index.ts";
import type {Call, Command} from "../shell/command.ts";
import {withStore} from "../shell/question-command.ts";

export const explainCommand: Command = {
  name: "explain",
  summary: "the source rows behind a printed number: query, file, row, publisher, licence, vintage",
  positional: [
    {name: "finding", meaning: "the id printed under a table", required: true},
    {
      name: "row",
      meaning: "row number from 1, or a text in the row, such as KGZ (default: 1)",
      required: false,
    },
  ],
  options: [],
  prints: "finding",
  examples: ["explain channels-0123456789abcdef", "explain channels-0123456789abcdef KGZ --format csv"],
  run: async (call) => {
    const [id = "", row = null] = call.positional;
    const finding = recallFinding(call.common.store, id);
    const at = row === null ? onlyRow(finding, call) : rowIndex(finding, row);
    const {printFinding} = await import("../shell/print.ts");
    await printFinding(await withStore(call, (store) => explainRow(store, finding, at)), call);
  },
};

function onlyRow({rows, id, evidence}: Finding, {log}: Call): number {
  if (rows.length === 0) throw new UsageError("no-rows", {message: `finding "${id}" has no rows to explain`});
  const [entry] = evidence;
  if (entry === undefined)
    throw new UsageError("no-evidence", {message: `finding "${id}" carries no evidence`});
  if (rows.length > 1)
    log.info(`row ${entry.row + 1} of ${rows.length}; name another: roundabout explain ${id} ROW`);
  return entry.row;
}
