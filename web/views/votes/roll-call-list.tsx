import {useState} from "react";
import {navigate, useAddress, writeAddress} from "../../address/index.ts";
import type {Finding} from "../../data/index.ts";
import {Link} from "../../parts/link.tsx";
import {shownDay} from "../../parts/period.ts";
import {words} from "../../words/index.ts";
import {callLines} from "./roll-call-layout.ts";
import {listedIn, withCall} from "./state.ts";

const said = words.votes;
const FIRST_LINES = 12;

/** Roll calls to choose from. */
export function RollCallList({finding, shown}: {readonly finding: Finding; readonly shown: string | null}) {
  const {params} = useAddress();
  const [all, showAll] = useState(false);
  const lines = callLines(finding);
  const visible = all ? lines : lines.slice(0, FIRST_LINES);
  return (
    <>
      <ol className="call-list" aria-label={said.list}>
        {visible.map(({row, call, name, title, date, session, yes, abstain, no}) => (
          <li key={row}>
            <Link to={writeAddress("/votes", withCall(params, call))} current={call === shown}>
              {name}
            </Link>
            <span className="call-title">{title ?? said.untitled(session)}</span>
            <span className="soft">{shownDay(date ?? "")}</span>
            <span className="call-tally">{said.tallyLine(yes, no, abstain)}</span>
          </li>
        ))}
      </ol>
      {lines.length > visible.length && (
        <button type="button" className="button" onClick={() => showAll(true)}>
          {said.allCalls(lines.length)}
        </button>
      )}
      {lines.length === 0 && <p className="soft">{said.noCalls}</p>}
    </>
  );
}

/** Finds roll calls by session and by words. */
export function RollCallSearch() {
  const {params} = useAddress();
  const {session, match} = listedIn(params);
  return (
    <form
      className="filters call-search"
      aria-label={said.search}
      key={`${session} ${match}`}
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const [list, words] = ["list", "match"].map((name) => String(data.get(name) ?? "").trim());
        navigate(writeAddress("/votes", {...Object.fromEntries(params), list, match: words}));
      }}
    >
      <div className="field">
        <label htmlFor="call-match">{said.match}</label>
        <input id="call-match" name="match" defaultValue={match ?? ""} maxLength={200} />
      </div>
      <div className="field">
        <label htmlFor="call-session">{said.ofSession}</label>
        <input
          id="call-session"
          name="list"
          defaultValue={session ?? ""}
          placeholder={said.everySession}
          maxLength={40}
        />
      </div>
      <span className="filters-ask">
        <button type="submit" className="button">
          {said.find}
        </button>
      </span>
    </form>
  );
}
