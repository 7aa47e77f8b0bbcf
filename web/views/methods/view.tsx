import {Fragment, useEffect, useState} from "react";
import {useAddress} from "../../address/index.ts";
import {Link} from "../../parts/link.tsx";
import {ViewHead} from "../../parts/view-head.tsx";
import {Waiting} from "../../parts/waiting.tsx";
import {words} from "../../words/index.ts";
import {type Block, readMarkdown, readSpans, type Span} from "./markdown.ts";
import {PAGES, pageText} from "./pages.ts";

const said = words.methods;

/** How each number is made: the pages that ship with the program. */
export function MethodsView() {
  const {path} = useAddress();
  const name = path.split("/")[2] ?? PAGES[0] ?? "";
  const text = usePage(name);
  return (
    <article className="view methods">
      <ViewHead title={said.title} lead={words.leads.methods} />
      <div className="methods-body">
        <nav aria-label={said.pages}>
          <ul>
            {PAGES.map((page) => (
              <li key={page}>
                <Link to={`/methods/${page}`} current={page === name}>
                  {titleOf(page)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <section className="prose">
          {text === null ? (
            <Waiting waiting={true} />
          ) : text === "" ? (
            <p>{said.none(name)}</p>
          ) : (
            readMarkdown(text).map((block, at) => <Part key={keyOf(block, at)} block={block} />)
          )}
        </section>
      </div>
    </article>
  );
}

function titleOf(page: string): string {
  return page === "ppml"
    ? said.regressions
    : `${page.charAt(0).toUpperCase()}${page.slice(1).replaceAll("-", " ")}`;
}

function keyOf(block: Block, at: number): string {
  return `${at} ${block.kind}`;
}

function usePage(name: string): string | null {
  const [page, setPage] = useState<{readonly name: string; readonly text: string} | null>(null);
  useEffect(() => {
    let current = true;
    const take = (text: string) => current && setPage({name, text});
    pageText(name).then(take, () => take(""));
    return () => {
      current = false;
    };
  }, [name]);
  return page?.name === name ? page.text : null;
}

function Part({block}: {readonly block: Block}) {
  switch (block.kind) {
    case "heading":
      return block.level <= 2 ? (
        <h2>
          <Spans text={block.text} />
        </h2>
      ) : (
        <h3>
          <Spans text={block.text} />
        </h3>
      );
    case "paragraph":
      return (
        <p>
          <Spans text={block.text} />
        </p>
      );
    case "code":
      return <pre className="sql">{block.text}</pre>;
    case "list": {
      const items = block.items.map((item) => (
        <li key={item}>
          <Spans text={item} />
        </li>
      ));
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "table":
      return (
        <div className="scroll">
          <table>
            <thead>
              <tr>
                {block.head.map((cell) => (
                  <th key={cell} scope="col">
                    <Spans text={cell} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row) => (
                <tr key={row.join("|")}>
                  {row.map((cell, at) => (
                    <td key={`${block.head[at]}`}>
                      <Spans text={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
  }
}

function Spans({text}: {readonly text: string}) {
  return readSpans(text).map((span, at) => (
    <Fragment key={at}>
      <Run span={span} />
    </Fragment>
  ));
}

function Run({span}: {readonly span: Span}) {
  switch (span.kind) {
    case "text":
      return span.text;
    case "code":
      return <code>{span.text}</code>;
    case "strong":
      return <strong>{span.text}</strong>;
    case "emphasis":
      return <em>{span.text}</em>;
    case "link": {
      const page = /^([a-z-]+)\.md/.exec(span.to)?.[1];
      if (page !== undefined && PAGES.includes(page)) return <Link to={`/methods/${page}`}>{span.text}</Link>;
      // Links between files of the repository lead nowhere in the app.
      return span.to.startsWith("http") ? (
        <a href={span.to} rel="noreferrer" target="_blank">
          {span.text}
        </a>
      ) : (
        span.text
      );
    }
  }
}
