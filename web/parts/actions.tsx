import {type RefObject, useId, useState} from "react";
import {embedAddress, useAddress, writeAddress} from "../address/index.ts";
import type {Finding} from "../data/index.ts";
import {words} from "../words/index.ts";
import {savePicture} from "./save-picture.ts";

const {actions} = words;
const FORMATS = ["csv", "json", "ndjson", "parquet", "arrow", "metadata.json"] as const;

/** Data, picture, citation, permanent address and frame of a finding. */
export function Actions({
  finding,
  picture,
  data = `/api/v1/findings/${finding.id}`,
  permalink = `/findings/${finding.id}`,
}: {
  readonly finding: Finding;
  /** Holds the chart. */
  readonly picture?: RefObject<HTMLElement | null>;
  /** Address of the data, without its ending; the finding's own when absent. */
  readonly data?: string;
  /** Address that will show this again; the finding's own when absent. */
  readonly permalink?: string;
}) {
  const address = useAddress();
  const here = writeAddress(address.path, Object.fromEntries(address.params));
  return (
    <section className="actions" aria-label={actions.label}>
      <Menu title={actions.data}>
        {FORMATS.map((format) => (
          <a key={format} href={`${data}.${format}`} download={`${finding.id}.${format}`}>
            {actions.formats[format]}
          </a>
        ))}
      </Menu>
      {picture !== undefined && <PictureMenu finding={finding} picture={picture} />}
      <Menu title={actions.cite}>
        <Copyable text={finding.citation} label={actions.citeTitle} />
      </Menu>
      <Menu title={actions.permalink}>
        <Copyable text={`${location.origin}${permalink}`} label={actions.permalink} />
      </Menu>
      <Menu title={actions.embed}>
        <Copyable
          text={frameMarkup(`${location.origin}${embedAddress(here)}`, finding.question)}
          label={actions.embed}
        />
      </Menu>
      <button type="button" className="button quiet" onClick={() => print()}>
        {actions.print}
      </button>
    </section>
  );
}

function PictureMenu({
  finding,
  picture,
}: {
  readonly finding: Finding;
  readonly picture: RefObject<HTMLElement | null>;
}) {
  const save = (kind: "svg" | "png") => {
    if (picture.current !== null)
      void savePicture(picture.current, {name: finding.id, kind, title: finding.question});
  };
  return (
    <Menu title={actions.chart}>
      <button type="button" onClick={() => save("png")}>
        {actions.png}
      </button>
      <button type="button" onClick={() => save("svg")}>
        {actions.svg}
      </button>
    </Menu>
  );
}

function Menu({title, children}: {readonly title: string; readonly children: React.ReactNode}) {
  return (
    <details className="menu" name="actions">
      <summary className="button quiet">{title}</summary>
      <div className="menu-body">{children}</div>
    </details>
  );
}

function Copyable({text, label}: {readonly text: string; readonly label: string}) {
  const [told, tell] = useState<string>(actions.copy);
  const id = useId();
  const copy = () => {
    navigator.clipboard.writeText(text).then(
      () => tell(actions.copied),
      () => tell(actions.copyFailed),
    );
  };
  return (
    <div className="copyable">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        readOnly
        value={text}
        rows={Math.min(6, Math.ceil(text.length / 44))}
        onFocus={(event) => event.target.select()}
      />
      <button type="button" className="button" onClick={copy}>
        {told}
      </button>
    </div>
  );
}

function frameMarkup(address: string, title: string): string {
  const quoted = title.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  return `<iframe src="${address.replaceAll("&", "&amp;")}" title="${quoted}" width="100%" height="640" loading="lazy"></iframe>`;
}
