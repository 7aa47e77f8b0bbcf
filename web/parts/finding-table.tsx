import {memo, useMemo, useState} from "react";
import {type DisplayCell, type DisplayColumn, displayOf} from "../../src/display/index.ts";
import type {Finding} from "../data/index.ts";
import type {GoodsName} from "../goods/index.ts";
import {words} from "../words/index.ts";
import {GoodsLabel, useGoods} from "./goods.tsx";
import {Link} from "./link.tsx";
import {orderedRows, pressed, type TableOrder} from "./table-order.ts";

/** Rows shown before a person asks for all. */
const FIRST_ROWS = 100;
/** Texts up to this length stay on one line, longer ones get room. */
const MOST_SHORT = 30;

/** The rows of a finding as every surface shows them; headings order them, row numbers lead to the source rows. */
export const FindingTable = memo(function FindingTable({
  finding,
  caption,
  first = 1,
  named = false,
}: {
  readonly finding: Finding;
  readonly caption: string;
  /** Number of the first row, where the rows are a page of many. */
  readonly first?: number;
  /** Whether names of goods stand behind their codes. */
  readonly named?: boolean;
}) {
  const {columns, rows, missing} = useMemo(() => displayOf(finding), [finding]);
  const goodsOf = useGoods(named && columns.some(isGoods));
  const [all, showAll] = useState(false);
  const [order, setOrder] = useState<TableOrder | null>(null);
  const explained = useMemo(() => new Set(finding.evidence.map(({row}) => row)), [finding]);
  const ordered = useMemo(() => orderedRows(rows, order), [rows, order]);
  const shown = all ? ordered : ordered.slice(0, FIRST_ROWS);
  return (
    <div className="finding-table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard. */}
      <section className="scroll" tabIndex={0} aria-label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {columns.map((column, at) => (
                <Heading
                  key={keyOf(column)}
                  column={column}
                  down={order?.column === at ? order.down : null}
                  press={() => setOrder(pressed(order, at, column.numeric && column.label !== "#"))}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((at) => (
              <tr key={at}>
                {rows[at]?.map((cell, place) => {
                  const column = columns[place];
                  if (column === undefined) return null;
                  const isNumber = place === 0 && column.label === "#" && explained.has(at);
                  return isNumber ? (
                    <th key="#" scope="row" className="number">
                      <Link to={`/evidence/${finding.id}/${at + 1}`} label={words.table.toRow(at + 1)}>
                        {cell.text}
                      </Link>
                    </th>
                  ) : (
                    <TableCell
                      key={keyOf(column)}
                      cell={column.label === "#" ? {...cell, text: String(at + first)} : cell}
                      column={column}
                      name={named && isGoods(column) ? goodsOf(cell.text) : null}
                    />
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {!all && rows.length > FIRST_ROWS && (
        <button type="button" className="button" onClick={() => showAll(true)}>
          {words.table.all(rows.length)}
        </button>
      )}
      {missing.length > 0 && (
        <ul className="missing-notes">
          {missing.map((note) => (
            <li key={note}>
              {words.table.means}: {note}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
});

function Heading({
  column,
  down,
  press,
}: {
  readonly column: DisplayColumn;
  /** Null where the table is ordered by another column. */
  readonly down: boolean | null;
  readonly press: () => void;
}) {
  return (
    <th
      scope="col"
      className={column.numeric ? "number" : undefined}
      title={column.meaning}
      aria-sort={down === null ? undefined : down ? "descending" : "ascending"}
    >
      <button type="button" className="heading" onClick={press}>
        {column.label}
        {column.unit !== "" && <small>{column.unit}</small>}
      </button>
    </th>
  );
}

const GOODS = ["product", "chapter", "hs6"];

function isGoods({sources}: DisplayColumn): boolean {
  return sources.some(({name}) => GOODS.includes(name));
}

function TableCell({
  cell,
  column,
  name,
}: {
  readonly cell: DisplayCell;
  readonly column: DisplayColumn;
  /** Of goods, behind their code. */
  readonly name: GoodsName | null;
}) {
  const exact = cell.exact === null ? undefined : String(cell.exact);
  const className = column.numeric ? "number" : cell.text.length > MOST_SHORT ? "long" : "short";
  return (
    <td className={className} title={exact}>
      {cell.text}
      <GoodsLabel name={name} />
    </td>
  );
}

function keyOf({label, sources}: DisplayColumn): string {
  return sources.map(({name}) => name).join(" ") || label;
}
