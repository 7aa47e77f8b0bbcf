import {memo} from "react";
import {navigate} from "../../address/index.ts";
import {type Finding, type FindingRow, textIn, useFinding} from "../../data/index.ts";
import {words} from "../../words/index.ts";
import {ALL_GOODS, type AtlasState, atlasHref, MEASURES_ADDRESS, TRADE} from "./state.ts";

const said = words.atlas;
/** Poles offered by name; any state or bloc may stand in the field. */
const OFFERED = "atlas-poles";

/** Which layer, whose trade or ties, and of trade in which direction and which goods. */
export function AtlasControls({state}: {readonly state: AtlasState}) {
  const goods = useFinding("/api/v1/goods-lists").value;
  const states = useFinding("/api/v1/states").value;
  const lists = new Map(goods?.rows.map((row) => [textIn(row, "list") ?? "", textIn(row, "title") ?? ""]));
  const go = (changes: Partial<AtlasState>) => navigate(atlasHref({...state, ...changes}));
  const isTrade = state.layer === TRADE;
  return (
    <form
      className="filters"
      aria-label={words.filters.title}
      key={`${state.layer} ${state.pole} ${state.side} ${state.goods}`}
      onSubmit={(event) => {
        event.preventDefault();
        const pole = new FormData(event.currentTarget).get("pole");
        if (typeof pole === "string" && pole.trim() !== "") go({pole: pole.trim(), at: null});
      }}
    >
      <LayerField state={state} go={go} />
      {isTrade && (
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
      )}
      <div className="field">
        <label htmlFor="atlas-pole">{said.pole}</label>
        <input id="atlas-pole" name="pole" list={OFFERED} defaultValue={state.pole} maxLength={60} />
        <Poles states={states} />
      </div>
      {isTrade && <GoodsField state={state} lists={lists} go={go} />}
      <span className="filters-ask">
        <button type="submit" className="button primary">
          {words.filters.apply}
        </button>
      </span>
    </form>
  );
}

interface FieldProps {
  readonly state: AtlasState;
  readonly go: (changes: Partial<AtlasState>) => void;
}

function GoodsField({state, lists, go}: FieldProps & {readonly lists: ReadonlyMap<string, string>}) {
  const other = state.goods !== ALL_GOODS && !lists.has(state.goods);
  return (
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
  );
}

/** Trade, and each measure of the other layers that the store holds. */
function LayerField({state, go}: FieldProps) {
  const measures = useFinding(MEASURES_ADDRESS).value;
  const groups = Map.groupBy(measures?.rows ?? [], (row) => textIn(row, "layer") ?? "");
  const own = groups.get(state.layer) ?? [];
  const chosen = state.measure ?? textIn(own[0] ?? {}, "measure");
  const value = state.layer === TRADE ? TRADE : keyOf(state.layer, chosen);
  const isKnown = value === TRADE || own.some((row) => textIn(row, "measure") === chosen);
  const choose = (key: string) => {
    const [layer = TRADE, measure = null] = key.split("/");
    go({layer, measure, at: null, before: false});
  };
  return (
    <div className="field">
      <label htmlFor="atlas-layer">{said.layer}</label>
      <select id="atlas-layer" value={value} onChange={(event) => choose(event.target.value)}>
        <option value={TRADE}>{said.trade}</option>
        {[...groups].map(([layer, rows]) => (
          <optgroup key={layer} label={layer}>
            {rows.map((row) => (
              <option
                key={textIn(row, "measure")}
                value={keyOf(layer, textIn(row, "measure"))}
                title={textIn(row, "meaning") ?? undefined}
              >
                {measureLabel(row)}
              </option>
            ))}
          </optgroup>
        ))}
        {!isKnown && <option value={value}>{value}</option>}
      </select>
    </div>
  );
}

function keyOf(layer: string, measure: string | null): string {
  return measure === null ? layer : `${layer}/${measure}`;
}

function measureLabel(row: FindingRow): string {
  const text = (name: string) => textIn(row, name) ?? "";
  return said.measure({
    layer: text("layer"),
    measure: text("measure").replaceAll("_", " "),
    unit: text("weight_unit"),
    first: text("first_year"),
    last: text("last_year"),
  });
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
