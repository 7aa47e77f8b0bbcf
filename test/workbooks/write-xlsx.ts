import {crc32} from "node:zlib";

/** A worksheet to write. */
export interface XlsxSheet {
  readonly name: string;
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

const NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

/** An .xlsx workbook with just the parts that carry values: for tests and fixtures. The same rows give the same bytes. */
export function writeXlsx(sheets: readonly XlsxSheet[]): Uint8Array {
  const strings = [
    ...new Set(sheets.flatMap(({rows}) => rows.flat().filter((cell) => typeof cell === "string"))),
  ];
  const index = new Map(strings.map((text, at) => [text, at]));
  return storedZip([
    ["[Content_Types].xml", contentTypes(sheets.length)],
    ["_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]])],
    ["xl/workbook.xml", workbook(sheets)],
    ["xl/_rels/workbook.xml.rels", workbookRelations(sheets.length)],
    ["xl/sharedStrings.xml", sharedStrings(strings)],
    ...sheets.map(({rows}, at) => [`xl/worksheets/sheet${at + 1}.xml`, worksheet(rows, index)] as const),
  ]);
}

function contentTypes(sheets: number): string {
  const part = (name: string, type: string): string =>
    `<Override PartName="/xl/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`;
  const parts = Array.from({length: sheets}, (_, at) => part(`worksheets/sheet${at + 1}`, "worksheet"));
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part("workbook", "sheet.main")}${part("sharedStrings", "sharedStrings")}${parts.join("")}</Types>`;
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const items = targets.map(
    ([type, target], at) =>
      `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join("")}</Relationships>`;
}

function workbookRelations(sheets: number): string {
  const parts = Array.from(
    {length: sheets},
    (_, at) => ["worksheet", `worksheets/sheet${at + 1}.xml`] as const,
  );
  return relations([...parts, ["sharedStrings", "sharedStrings.xml"]]);
}

function workbook(sheets: readonly XlsxSheet[]): string {
  const items = sheets.map(
    ({name}, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><sheets>${items.join("")}</sheets></workbook>`;
}

function sharedStrings(strings: readonly string[]): string {
  const items = strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`);
  return `<sst xmlns="${NAMESPACE}" count="${strings.length}" uniqueCount="${strings.length}">${items.join("")}</sst>`;
}

function worksheet(rows: XlsxSheet["rows"], index: ReadonlyMap<string, number>): string {
  const lines = rows.map((row, y) => {
    const cells = row.map((cell, x) => cellXml(cell, `${columnName(x)}${y + 1}`, index));
    return `<row r="${y + 1}">${cells.join("")}</row>`;
  });
  return `<worksheet xmlns="${NAMESPACE}"><sheetData>${lines.join("")}</sheetData></worksheet>`;
}

function cellXml(
  cell: string | number | boolean | null,
  place: string,
  index: ReadonlyMap<string, number>,
): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${place}"><v>${cell}</v></c>`;
  if (typeof cell === "boolean") return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  return `<c r="${place}" t="s"><v>${index.get(cell)}</v></c>`;
}

function columnName(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnName(Math.floor(column / 26) - 1) + last;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** A zip file without compression. */
function storedZip(files: readonly (readonly [name: string, content: string])[]): Uint8Array {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const body = Buffer.from(content, "utf8");
    const title = Buffer.from(name, "utf8");
    const common = zipFields(crc32(body), body.length, title.length);
    const local = Buffer.concat([Buffer.from("504b0304", "hex"), common, Buffer.alloc(2), title, body]);
    const place = Buffer.alloc(4);
    place.writeUInt32LE(offset);
    entries.push(Buffer.concat([Buffer.from("504b01021400", "hex"), common, Buffer.alloc(12), place, title]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write("504b0506", "hex");
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** Version, flags (UTF-8 names), method "stored", a fixed time, checksum, sizes, length of the name. */
function zipFields(checksum: number, bytes: number, nameBytes: number): Buffer {
  const fields = Buffer.alloc(24);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x0800, 2);
  fields.writeUInt16LE(0x5821, 8);
  fields.writeUInt32LE(checksum, 10);
  fields.writeUInt32LE(bytes, 14);
  fields.writeUInt32LE(bytes, 18);
  fields.writeUInt16LE(nameBytes, 22);
  return fields;
}
