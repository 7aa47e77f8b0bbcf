import {memo, useState} from "react";
import {Link} from "../parts/link.tsx";
import {isWithin, VIEWS, type View} from "../views/index.ts";
import {words} from "../words/index.ts";
import {applyTheme, keptTheme, type Theme} from "./theme.ts";

/** Name, views, search and colours. */
export const Header = memo(function Header({view, find}: {readonly view: View; readonly find: () => void}) {
  return (
    <header className="site-header">
      <Link to="/channels" className="wordmark">
        <Mark />
        {words.name}
      </Link>
      <nav aria-label={words.header.views}>
        <ul>
          {VIEWS.filter(({listed}) => listed).map((listed) => (
            <li key={listed.name}>
              <Link to={listed.path} current={isWithin(view, listed)}>
                {words.views[listed.name]}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="site-tools">
        <button type="button" className="button quiet find" onClick={find} aria-keyshortcuts="Control+K">
          {words.header.find} <kbd>Ctrl K</kbd>
        </button>
        <ThemeButton />
      </div>
    </header>
  );
});

function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <circle cx="16" cy="16" r="7" />
      <path d="M2 16h7M23 16h7" />
      <path className="mark-faint" d="M16 2v4" />
    </svg>
  );
}

const NEXT: readonly Theme[] = [null, "light", "dark"];

function ThemeButton() {
  const [theme, setTheme] = useState(keptTheme);
  const turn = () => {
    const next = NEXT[(NEXT.indexOf(theme) + 1) % NEXT.length] ?? null;
    applyTheme(next);
    setTheme(next);
  };
  const name = words.header.theme[theme ?? "system"];
  return (
    <button
      type="button"
      className="button quiet theme"
      onClick={turn}
      title={`${words.header.themeLabel}: ${name}`}
      aria-label={`${words.header.themeLabel}: ${name}`}
    >
      <span aria-hidden="true">{theme === null ? "◐" : theme === "light" ? "○" : "●"}</span>
    </button>
  );
}
