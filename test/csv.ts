/**
 * RFC 4180 read strictly, for tests: records of fields; null is a field with nothing in it, "" one with two quotes.
 *
 * @throws Error when a quote opens late, does not close, or a line does not end in CRLF
 */
export function parseCsv(text: string): (string | null)[][] {
  const records: (string | null)[][] = [];
  let record: (string | null)[] = [];
  let at = 0;
  while (at < text.length) {
    const field = /"((?:[^"]|"")*)"|[^",\r\n]*/y;
    field.lastIndex = at;
    const found = field.exec(text);
    if (found === null) throw new Error(`no field at ${at}`);
    record.push(found[1]?.replaceAll('""', '"') ?? (found[0] || null));
    at = field.lastIndex;
    if (text[at] === ",") at += 1;
    else if (text.startsWith("\r\n", at)) {
      records.push(record);
      record = [];
      at += 2;
    } else throw new Error(`expected a comma or the end of the line at ${at}`);
  }
  return records;
}
