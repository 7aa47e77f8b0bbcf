import {memo} from "react";
import {navigate} from "../../address/index.ts";
import {type Finding, textIn, useFinding} from "../../data/index.ts";
import {words} from "../../words/index.ts";
import {ALL_GOODS, type AtlasState, atlasHref} from "./state.ts";

const said = words.atlas;
/** Poles offered by name; any state or bloc may stand in the field. */
const OFFERED = "atlas-poles";

/** Whose trade, in which direction, and which goods. */
export function AtlasControls({state}: {readonly state: AtlasState}) {
  const goods = useFinding("/api/v1/goods-lists").value;
  const states = useFinding("/api/v1/states").value;
  const lists = new Map(goods?.rows.map((row) => [textIn(row, "list") ?? "", textIn(row, "title") ?? ""]));
  const go = (changes: Partial<AtlasState>) => navigate(atlasHref({...state, ...changes}));
  const other = state.goods !== ALL_GOODS && !lists.has(state.goods);
  return (
    <form
      className="filters"
      aria-label={words.filters.title}
      key={`${state.pole} ${state.side} ${state.goods}`}
      onSubmit={(event) => {
        event.preventDefault();
        const pole = new FormData(event.currentTarget).get("pole");
        if (typeof pole === "string" && pole.trim() !== "") go({pole: pole.trim(), at: null});
      }}
    >
      <div className="field">
        <label htmlFor="atlas-side">{said.side}</label>
        <select
          id="atlas-side"
          value={state.side}
          onChange={(event) => go({side: event.target.value === "to" ? "to" : "from"})}
        >
          <option value="from">{said.sides.from}</option>
          <option value="to">{said.sides.to}</option>
        </select>
      </div>
      <div className="field">
        <label htmlFor="atlas-pole">{said.pole}</label>
        <input id="atlas-pole" name="pole" list={OFFERED} defaultValue={state.pole} maxLength={60} />
        <Poles states={states} />
      </div>
      <div className="field">
        <label htmlFor="atlas-goods">{said.goods}</label>
        <select
          id="atlas-goods"
          value={state.goods}
          onChange={(event) => go({goods: event.target.value, at: null})}
        >
          <option value={ALL_GOODS}>{said.allGoods}</option>
          {[...lists].map(([list, title]) => (
            <option key={list} value={list}>
              {list}: {title}
            </option>
          ))}
          {other && <option value={state.goods}>{state.goods}</option>}
        </select>
      </div>
      <span className="filters-ask">
        <button type="submit" className="button primary">
          {words.filters.apply}
        </button>
      </span>
    </form>
  );
}

const Poles = memo(function Poles({states}: {readonly states: Finding | null}) {
  return (
    <datalist id={OFFERED}>
      {["EU27", "EAEU", ...(states?.rows ?? []).map((row) => textIn(row, "iso3") ?? "")].map((code) => (
        <option key={code} value={code} />
      ))}
    </datalist>
  );
});
