import {type KeyboardEvent, useEffect, useId, useRef, useState} from "react";
import {navigate} from "../address/index.ts";
import {words} from "../words/index.ts";
import {found, learnedPlaces, type Place, viewPlaces} from "./places.ts";

const said = words.palette;

/** Goes anywhere by typing. */
export function Palette({close}: {readonly close: () => void}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const places = usePlaces();
  const list = useId();
  const hits = found(places, text);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  const go = (place: Place | undefined) => {
    if (place === undefined) return;
    close();
    navigate(place.to);
  };
  const keys = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((hits.length + at + step) % Math.max(1, hits.length));
    }
    if (event.key === "Enter") {
      event.preventDefault();
      go(hits[at]);
    }
  };
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={said.title}
      onClose={close}
      onClick={(event) => event.target === dialog.current && close()}
      onKeyDown={keys}
    >
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={list}
        aria-activedescendant={hits[at] === undefined ? undefined : `${list}-${at}`}
        aria-label={said.title}
        placeholder={said.placeholder}
        maxLength={100}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
      />
      <div className="palette-list" id={list} role="listbox" aria-label={said.title}>
        {hits.map((place, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above holds the focus and takes the keys.
          <div
            key={`${place.to} ${place.title}`}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index === at}
            tabIndex={-1}
            onClick={() => go(place)}
            onMouseMove={() => setAt(index)}
          >
            <span>{place.title}</span>
            <small>{said.groups[place.group]}</small>
          </div>
        ))}
      </div>
      {hits.length === 0 && <p className="soft">{said.none}</p>}
      <p className="palette-hint soft">{said.hint}</p>
    </dialog>
  );
}

function usePlaces(): readonly Place[] {
  const [places, setPlaces] = useState<readonly Place[]>(viewPlaces);
  useEffect(() => {
    let current = true;
    learnedPlaces().then(
      (learned) => current && setPlaces([...viewPlaces(), ...learned]),
      // Without the server the views are still there, and the view behind says that it is gone.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, []);
  return places;
}
