/** The colours a person chose for this browser; null follows the system. */
export type Theme = "light" | "dark" | null;

const KEY = "roundabout.theme";

/** The theme kept in this browser; null where none is, or where nothing may be kept. */
export function keptTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "light" || kept === "dark" ? kept : null;
  } catch {
    // A frame or a strict browser keeps nothing: the system's colours do.
    return null;
  }
}

/** Shows a theme, and keeps it. */
export function applyTheme(theme: Theme): void {
  if (theme === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // As above: it holds for this page only.
    return;
  }
}
