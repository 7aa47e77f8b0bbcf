import {useEffect, useState} from "react";
import {words} from "../words/index.ts";

/** Nothing is said of what is ready before this. */
const PATIENCE_MS = 500;
const LONG_S = 3;

/** Says that an answer is on its way, once that takes over half a second. */
export function Waiting({waiting}: {readonly waiting: boolean}) {
  const [seconds, setSeconds] = useState<number | null>(null);
  useEffect(() => {
    if (!waiting) return;
    const since = performance.now();
    const first = setTimeout(() => setSeconds(0), PATIENCE_MS);
    const every = setInterval(() => setSeconds(Math.floor((performance.now() - since) / 1000)), 1000);
    return () => {
      clearTimeout(first);
      clearInterval(every);
      setSeconds(null);
    };
  }, [waiting]);
  const text = seconds === null ? "" : seconds < LONG_S ? words.waiting.short : words.waiting.long(seconds);
  return (
    <p className="waiting" role="status" data-shown={text !== ""}>
      <span className="waiting-bar" aria-hidden="true" />
      {text}
    </p>
  );
}
