/** Measurements of one shape as a Markdown table; underscores of the names become spaces, what is not known is left empty. */
export function markdownTable(rows: readonly object[]): string {
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map(
    (row) =>
      `| ${Object.values(row)
        .map((value) => value ?? "")
        .join(" | ")} |`,
  );
  return [
    `| ${names.map((name) => name.replaceAll("_", " ")).join(" | ")} |`,
    `|${" --- |".repeat(names.length)}`,
    ...lines,
  ].join("\n");
}
