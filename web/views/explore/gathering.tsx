import {useEffect, useState} from "react";
import {askProgress, type GatheringNote} from "../../data/index.ts";
import {words} from "../../words/index.ts";

const said = words.explore;

/** News is asked for this often, and first when an answer is this late. */
const EVERY_MS = 500;

/** What the server gathers while an answer is on its way: how many of the records are in, as a bar and in words. */
export function Gathering({waiting}: {readonly waiting: boolean}) {
  const notes = useGathering(waiting);
  if (notes.length === 0) return null;
  return (
    <div className="gathering">
      {notes.map(({source, flow, frequency, done, of}) => (
        <label key={`${source} ${flow} ${frequency}`}>
          {said.gathering(source, done, of)}
          <progress max={of} value={done} />
        </label>
      ))}
      <p className="soft">{said.gatheringNote}</p>
    </div>
  );
}

function useGathering(waiting: boolean): readonly GatheringNote[] {
  const [notes, setNotes] = useState<readonly GatheringNote[]>([]);
  useEffect(() => {
    if (!waiting) return;
    let timer: ReturnType<typeof setTimeout>;
    let current = true;
    const ask = async () => {
      // Without an answer nothing is said of it: the question itself is about to say what is wrong.
      const found = await askProgress().catch(() => []);
      if (!current) return;
      setNotes(found);
      timer = setTimeout(ask, EVERY_MS);
    };
    timer = setTimeout(ask, EVERY_MS);
    return () => {
      current = false;
      clearTimeout(timer);
      setNotes([]);
    };
  }, [waiting]);
  return notes;
}
