import {useMemo, useState} from "react";
import {type DisplaySection, sectionsOf} from "../../../src/display/index.ts";
import type {Finding} from "../../data/index.ts";
import {Link} from "../../parts/link.tsx";
import {words} from "../../words/index.ts";

const said = words.state;
const FIRST_ROWS = 12;
/** Texts up to this length stay on one line, longer ones get room. */
const MOST_SHORT = 30;
/** Where a line is taken from is told by its source rows; the whole table has it too. */
const LEFT_OUT: ReadonlySet<string> = new Set(["finding", "finding_row"]);
export const UNKNOWN = "what is unknown";

/** The dossier section by section, each a table without the columns that are empty in it. */
export function DossierSections({finding}: {readonly finding: Finding}) {
  const {sections, missing} = useMemo(() => {
    const columns = finding.columns.filter(({name}) => !LEFT_OUT.has(name));
    return sectionsOf({...finding, columns});
  }, [finding]);
  const explained = useMemo(() => new Set(finding.evidence.map(({row}) => row + 1)), [finding]);
  const titles = sections.map(({title}) => title ?? "");
  return (
    <>
      <nav className="section-nav" aria-label={said.sections}>
        <ul>
          {titles.map((title) => (
            <li key={title}>
              <a href={`#${idOf(title)}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map((section) => (
        <Section key={section.title} section={section} finding={finding} explained={explained} />
      ))}
      <ul className="missing-notes">
        {missing.map((note) => (
          <li key={note}>
            {words.table.means}: {note}
          </li>
        ))}
      </ul>
    </>
  );
}

function idOf(title: string): string {
  return `section-${title.replaceAll(" ", "-")}`;
}

function Section({
  section: {title, display},
  finding,
  explained,
}: {
  readonly section: DisplaySection;
  readonly finding: Finding;
  readonly explained: ReadonlySet<number>;
}) {
  const [all, showAll] = useState(false);
  const name = title ?? "";
  const {columns, rows} = display;
  const visible = all ? rows : rows.slice(0, FIRST_ROWS);
  return (
    <section className="dossier-section" data-unknown={name === UNKNOWN}>
      <h2 id={idOf(name)}>
        {name} <small>{words.table.rows(rows.length)}</small>
      </h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard. */}
      <section className="scroll" tabIndex={0} aria-label={name}>
        <table>
          <thead>
            <tr>
              {columns.map(({label, unit, meaning, numeric}) => (
                <th key={label} scope="col" className={numeric ? "number" : undefined} title={meaning}>
                  {label}
                  {unit !== "" && <small>{unit}</small>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {visible.map((cells) => {
              const number = Number(cells[0]?.text);
              return (
                <tr key={number}>
                  {cells.map((cell, at) => {
                    const column = columns[at];
                    if (column === undefined) return null;
                    return at === 0 && explained.has(number) ? (
                      <th key="#" scope="row" className="number">
                        <Link to={`/evidence/${finding.id}/${number}`} label={words.table.toRow(number)}>
                          {cell.text}
                        </Link>
                      </th>
                    ) : (
                      <td
                        key={column.label}
                        className={
                          column.numeric ? "number" : cell.text.length > MOST_SHORT ? "long" : "short"
                        }
                        title={cell.exact === null ? undefined : String(cell.exact)}
                      >
                        {cell.text}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {rows.length > visible.length && (
        <button type="button" className="button" onClick={() => showAll(true)}>
          {words.table.all(rows.length)}
        </button>
      )}
    </section>
  );
}
