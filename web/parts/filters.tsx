import {useEffect, useId, useState} from "react";
import type {CatalogueEntry, CatalogueOption} from "../../src/server/contract.ts";
import {navigate, type Params, useAddress, writeAddress} from "../address/index.ts";
import {askCatalogue, type Finding, parameterOf} from "../data/index.ts";
import {words} from "../words/index.ts";

/** The form of a question's options, the named ones in sight and the rest behind a fold. Asking changes the address. */
export function Filters({
  question,
  first,
  hidden = [],
  usual,
  answered = null,
}: {
  readonly question: string;
  readonly first: readonly string[];
  /** Options that the view sets itself. */
  readonly hidden?: readonly string[];
  /** Choices of a view that asks more than its address says. */
  readonly usual?: URLSearchParams;
  /** The last answer: what it took where nothing was chosen stands in the empty fields. */
  readonly answered?: Finding | null;
}) {
  const entry = useQuestion(question);
  const {path, params: own} = useAddress();
  const params = usual ?? own;
  if (entry === null) return <div className="filters filters-waiting" />;
  const options = entry.options.filter(({name}) => !hidden.includes(name));
  const inSight = first.flatMap((name) => options.find((option) => option.name === name) ?? []);
  const rest = options.filter(({name}) => !first.includes(name));
  const changedRest = rest.some(({name}) => params.has(name));
  const ask = (form: HTMLFormElement) => navigate(writeAddress(path, chosen(form, options, params)));
  return (
    <form
      className="filters"
      aria-label={words.filters.title}
      // Fields start anew when the address changes under them.
      key={params.toString()}
      onSubmit={(event) => {
        event.preventDefault();
        ask(event.currentTarget);
      }}
    >
      {inSight.map((option) => (
        <Field
          key={option.name}
          option={option}
          given={params.get(option.name)}
          taken={takenOf(answered, option.name)}
        />
      ))}
      {rest.length > 0 && (
        <details open={changedRest}>
          <summary>{words.filters.more}</summary>
          <div className="filters-rest">
            {rest.map((option) => (
              <Field
                key={option.name}
                option={option}
                given={params.get(option.name)}
                taken={takenOf(answered, option.name)}
              />
            ))}
          </div>
        </details>
      )}
      <span className="filters-ask">
        <button type="submit" className="button primary">
          {words.filters.apply}
        </button>
        {own.size > 0 && (
          <button type="button" className="button quiet" onClick={() => navigate(path)}>
            {words.filters.reset}
          </button>
        )}
      </span>
    </form>
  );
}

/** A question of the interface; null until the catalogue is there. */
export function useQuestion(name: string): CatalogueEntry | null {
  const [entry, setEntry] = useState<CatalogueEntry | null>(null);
  useEffect(() => {
    let current = true;
    askCatalogue().then(
      ({questions}) => current && setEntry(questions.find((question) => question.name === name) ?? null),
      // The view's own question meets the same trouble, and says so.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [name]);
  return entry;
}

/** What the finding took for an option; null where it says nothing. */
function takenOf(answered: Finding | null, name: string): string | null {
  const parameter = name.replace(/-([a-z])/g, (_, letter) => String(letter).toUpperCase());
  if (answered === null) return null;
  // A study's window is the period that is asked for.
  return parameterOf(answered, parameter === "period" ? "window" : parameter);
}

function Field({
  option,
  given,
  taken,
}: {
  readonly option: CatalogueOption;
  readonly given: string | null;
  readonly taken: string | null;
}) {
  const {name, value, meaning, choices, fallback} = option;
  const id = useId();
  const shown = given ?? fallback ?? "";
  return (
    <div className="field">
      <label htmlFor={id} title={meaning}>
        {name.replaceAll("-", " ")}
      </label>
      {choices === undefined ? (
        <input
          id={id}
          name={name}
          defaultValue={shown}
          placeholder={taken ?? value}
          maxLength={500}
          title={meaning}
        />
      ) : (
        <select id={id} name={name} defaultValue={shown} title={meaning}>
          {(fallback === undefined ? ["", ...choices] : choices).map((choice) => (
            <option key={choice} value={choice}>
              {choice === "" ? "–" : words.filters.choice(name, choice)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

// What stands at its usual value needs no place in the address.
function chosen(form: HTMLFormElement, options: readonly CatalogueOption[], params: URLSearchParams): Params {
  const data = new FormData(form);
  const known = new Set(options.map(({name}) => name));
  const others = [...params].filter(([name]) => !known.has(name));
  const own = options.map(({name, fallback}) => {
    const text = String(data.get(name) ?? "").trim();
    return [name, text === fallback ? null : text] as const;
  });
  return {...Object.fromEntries(others), ...Object.fromEntries(own)};
}
