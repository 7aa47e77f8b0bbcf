import {type RefObject, useEffect, useState} from "react";
import {type Inks, inksOf} from "./inks.ts";

/** The page's colours, anew when light and dark change places. */
export function useInks(holder: RefObject<HTMLElement | null>): Inks | null {
  const [inks, setInks] = useState<Inks | null>(null);
  useEffect(() => {
    const read = () => holder.current !== null && setInks(inksOf(holder.current));
    read();
    const system = matchMedia("(prefers-color-scheme: dark)");
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, {attributes: true, attributeFilter: ["data-theme"]});
    system.addEventListener("change", read);
    return () => {
      observer.disconnect();
      system.removeEventListener("change", read);
    };
  }, [holder]);
  return inks;
}
