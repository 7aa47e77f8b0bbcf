import {useState} from "react";
import type {Amounts} from "../../parts/amount.ts";
import {GoodsLabel, useGoods} from "../../parts/goods.tsx";
import {words} from "../../words/index.ts";
import {barsOf, type Part} from "./layout.ts";
import {type Dimension, toggled} from "./state.ts";

const said = words.explore;
const FIRST_BARS = 12;

/** Bars that are chosen by pressing them, several at will. */
export function ChoiceBars({
  dimension,
  parts,
  chosen,
  amounts,
  source,
  choose,
}: {
  readonly dimension: Exclude<Dimension, "period">;
  readonly parts: readonly Part[];
  readonly chosen: string | null;
  readonly amounts: Amounts;
  readonly source: string;
  readonly choose: (text: string | null) => void;
}) {
  const [all, showAll] = useState(false);
  const isGoods = dimension === "chapter";
  const goodsOf = useGoods(isGoods);
  const told = (name: string) =>
    isGoods && goodsOf(name) !== null ? `${name}, ${goodsOf(name)?.whole}` : name;
  const bars = barsOf(parts, chosen, all ? parts.length : FIRST_BARS);
  return (
    <>
      <ol className={isGoods ? "bars choice-bars goods-bars" : "bars choice-bars"}>
        {bars.map(({key, name, usd, records, width, chosen: isChosen}) => (
          <li key={key} data-out={chosen !== null && !isChosen}>
            <button
              type="button"
              aria-pressed={isChosen}
              title={`${told(name)}: ${usd === null ? words.table.missing : amounts.full(usd)}, ${said.records(records)}. ${source}`}
              onClick={() => choose(toggled(chosen, key))}
            >
              <span className="bar-name">
                {name}
                {isGoods && <GoodsLabel name={goodsOf(key)} />}
              </span>
              <span className="bar-field" aria-hidden="true">
                {width !== null && <b style={{width: `${width}%`}} />}
              </span>
              <span className="bar-text">{amounts.text(usd)}</span>
            </button>
          </li>
        ))}
      </ol>
      <p className="choice-ways">
        {!all && parts.length > bars.length && (
          <button type="button" className="button quiet" onClick={() => showAll(true)}>
            {said.all(parts.length)}
          </button>
        )}
        {chosen !== null && (
          <button type="button" className="button quiet" onClick={() => choose(null)}>
            {said.clear(dimension)}
          </button>
        )}
      </p>
    </>
  );
}
