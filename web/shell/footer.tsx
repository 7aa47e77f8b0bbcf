import {words} from "../words/index.ts";

/** The other ways to the same figures. */
export function Footer() {
  const {footer} = words;
  return (
    <footer className="site-footer">
      <p>{footer.note}</p>
      <ul>
        <li>
          <a href="/plain">{footer.plain}</a>
        </li>
        <li>
          <a href="/api/v1">{footer.interface}</a>
        </li>
        <li>
          <a href="/api/v1/openapi.json">{footer.describes}</a>
        </li>
      </ul>
    </footer>
  );
}
