import type {Cell, Finding, FindingColumn} from "../base/index.ts";

/**
 * The rows of a finding as an Arrow file: text as UTF-8, numbers as 64-bit floats, yes and no as booleans; missing cells
 * are null.
 */
export async function arrowFile({rows, columns}: Finding): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded here: few ask for it, and every command would wait for it.
  const {bool, columnFromArray, float64, tableFromColumns, tableToIPC, utf8} = await import(
    "@uwdata/flechette"
  );
  const typed = columns.map((column) => {
    const cells = rows.map((row) => row[column.name] ?? null);
    const kind = kindOf(cells, column);
    if (kind === "number") return [column.name, columnFromArray(cells.map(numberOf), float64())] as const;
    if (kind === "boolean") return [column.name, columnFromArray(cells.map(truthOf), bool())] as const;
    return [column.name, columnFromArray(cells.map(textOf), utf8())] as const;
  });
  const bytes = tableToIPC(tableFromColumns(Object.fromEntries(typed)), {format: "file"});
  if (bytes === null) throw new Error("the Arrow file came out empty");
  return Uint8Array.from(bytes);
}

const textOf = (cell: Cell) => (cell === null ? null : String(cell));
const numberOf = (cell: Cell) => (typeof cell === "number" ? cell : null);
const truthOf = (cell: Cell) => (typeof cell === "boolean" ? cell : null);

const NAMED: readonly string[] = ["text", "period", "date", "grade"];

// A column declared as text may hold yes and no; one of mixed cells is text, and one of none as its unit says.
function kindOf(cells: readonly Cell[], {unit}: FindingColumn): "number" | "boolean" | "text" {
  const types = new Set(cells.filter((cell) => cell !== null).map((cell) => typeof cell));
  if (types.size === 0) return NAMED.includes(unit) ? "text" : "number";
  if (types.size > 1) return "text";
  return types.has("number") ? "number" : types.has("boolean") ? "boolean" : "text";
}
