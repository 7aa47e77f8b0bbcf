/** The one style sheet of pages: light or dark as the reader's system asks, and black on white in print. */
export const pageStyle = `:root {
  color-scheme: light dark;
  --ink: light-dark(#1b1f24, #e7e9ec);
  --soft: light-dark(#57606a, #a3abb5);
  --paper: light-dark(#ffffff, #14171b);
  --line: light-dark(#d3d8de, #353b43);
  --stripe: light-dark(#f5f7f9, #1b1f25);
  --link: light-dark(#0b5cad, #7db7f5);
  --warn: light-dark(#8a4b00, #f0b35a);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto;
  padding: 1.5rem;
  max-width: 125rem;
  font: 1rem/1.5 system-ui, sans-serif;
  color: var(--ink);
  background: var(--paper);
}
h1, h2 { line-height: 1.25; }
a { color: var(--link); }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.scroll { overflow-x: auto; }
.scroll:focus-visible { outline-offset: -2px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { padding: 0 0 .75rem; text-align: left; font-size: 1.15rem; font-weight: 600; }
th, td { padding: .3rem .7rem; text-align: left; vertical-align: top; }
th { font-weight: 600; }
thead th { vertical-align: bottom; }
.units td { padding-top: 0; color: var(--soft); border-bottom: 2px solid var(--line); }
tbody tr:nth-child(even) { background: var(--stripe); }
.number { text-align: right; white-space: nowrap; }
thead th.number { white-space: normal; }
.long { min-width: 22rem; }
tbody th + td { white-space: nowrap; }
details, .notes { margin: 1rem 0; max-width: 60rem; }
summary { cursor: pointer; color: var(--soft); }
.notes div { display: grid; grid-template-columns: 6rem 1fr; gap: .75rem; }
.notes dt { color: var(--soft); }
.notes dd { margin: 0; overflow-wrap: anywhere; }
.notes .warning dt { color: var(--warn); font-weight: 600; }
.cite { max-width: 60rem; color: var(--soft); overflow-wrap: anywhere; }
form { display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: .75rem 1rem; }
label { display: grid; gap: .2rem; align-content: end; color: var(--soft); font-size: .9rem; }
input, select, button {
  padding: .4rem .5rem;
  font: inherit;
  color: var(--ink);
  background: var(--paper);
  border: 1px solid var(--line);
  border-radius: .25rem;
}
button { cursor: pointer; }
@media print {
  :root { color-scheme: light; }
  body { padding: 0; max-width: none; font-size: 9pt; }
  .scroll { overflow: visible; }
  nav, form, details:not([open]) { display: none; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
}
`;
