import type {Finding} from "../base/index.ts";
import {FORMATS, findingMarkup, htmlPage, type Markup, markup} from "../report/index.ts";
import type {Option, OptionBag, Question} from "../surface/index.ts";

/** The page at `/`: the answer, its other formats, the form that asks it otherwise, and how to cite it. */
export function homePage({
  question,
  questions,
  options,
  finding,
}: {
  readonly question: Question;
  readonly questions: readonly Question[];
  readonly options: OptionBag;
  readonly finding: Finding;
}): string {
  const query = new URLSearchParams(options).toString();
  const rowLink = (row: number) => `/api/v1/findings/${finding.id}/evidence/${row}.html`;
  return htmlPage({
    title: "Roundabout: trade that took the long way round",
    body: markup`<header>
<h1>Roundabout</h1>
<p>Which states' trade took the long way round a closed border, in money, and how sure that is.</p>
</header>
<main>
${findingMarkup(finding, rowLink)}
<nav aria-label="This table in other formats"><p>This table as ${formatLinks(question, query)}.
A row's number leads to the source rows behind it.</p></nav>
${askAgain(question, options)}
<h2>How to cite</h2>
<p class="cite">${finding.citation}</p>
<p class="cite">Permanent address on this machine: <a href="/api/v1/findings/${finding.id}.html">/api/v1/findings/${finding.id}</a></p>
</main>
<footer><nav aria-label="More answers"><ul>
${questions.map(
  ({name, summary}) => markup`<li><a href="/api/v1/${name}.html">${name}</a>: ${summary}</li>
`,
)}</ul></nav></footer>
`,
  });
}

function formatLinks({name}: Question, query: string): Markup[] {
  const suffix = query === "" ? "" : `?${query}`;
  return FORMATS.map((format, at) => {
    const comma = at === 0 ? "" : at === FORMATS.length - 1 ? " or " : ", ";
    return markup`${comma}<a href="/api/v1/${name}.${format}${suffix}">${format}</a>`;
  });
}

function askAgain({options: known}: Question, given: OptionBag): Markup {
  return markup`<h2>Ask otherwise</h2>
<form method="get">
${known.map((option) => field(option, given[option.name]))}<button type="submit">Ask</button>
</form>`;
}

function field(option: Option, given: string | undefined): Markup {
  const {name, value, meaning, choices, fallback} = option;
  const shown = given ?? fallback ?? "";
  const input =
    choices === undefined
      ? markup`<input name="${name}" value="${shown}" placeholder="${value}" maxlength="500">`
      : markup`<select name="${name}">${["", ...choices].map((choice) => choiceMarkup(choice, shown))}</select>`;
  return markup`<label><span><b>${name}</b>: ${meaning}</span>${input}</label>
`;
}

function choiceMarkup(choice: string, shown: string): Markup {
  return choice === shown ? markup`<option selected>${choice}</option>` : markup`<option>${choice}</option>`;
}
