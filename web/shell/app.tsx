import {Suspense, useCallback, useEffect, useRef, useState} from "react";
import {useAddress} from "../address/index.ts";
import {Waiting} from "../parts/waiting.tsx";
import {viewAt} from "../views/index.ts";
import {words} from "../words/index.ts";
import {Boundary} from "./boundary.tsx";
import {Footer} from "./footer.tsx";
import {Header} from "./header.tsx";
import {Palette} from "./palette.tsx";

/** The page around every view. Inside a frame only the view is shown. */
export function App() {
  const {path, params, embedded} = useAddress();
  const [finding, setFinding] = useState(false);
  const main = useRef<HTMLElement>(null);
  const view = viewAt(path);
  const find = useCallback(() => setFinding(true), []);
  useShortcut(find);
  useTitle(words.views[view.name]);
  useFocusOnPath(path, main);
  const Draw = view.draw;
  return (
    <div className="site" data-embedded={embedded}>
      <a className="skip" href="#content">
        {words.skip}
      </a>
      {!embedded && <Header view={view} find={find} />}
      <main id="content" ref={main} tabIndex={-1}>
        <Boundary at={`${path}?${params}`}>
          <Suspense fallback={<Waiting waiting={true} />}>
            <Draw />
          </Suspense>
        </Boundary>
      </main>
      {!embedded && <Footer />}
      {finding && <Palette close={() => setFinding(false)} />}
    </div>
  );
}

function useShortcut(open: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      const asked = (event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !typing);
      if (!asked) return;
      event.preventDefault();
      open();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [open]);
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${words.name}`;
  }, [title]);
}

/** A new page begins at its top for the keyboard too; the first one leaves the focus alone. */
function useFocusOnPath(path: string, main: React.RefObject<HTMLElement | null>): void {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    main.current?.focus({preventScroll: true});
  }, [path, main]);
}
