import {useEffect, useState} from "react";
import {codesIn, type GoodsName, type GoodsNames, goodsName, loadGoodsNames} from "../goods/index.ts";
import {words} from "../words/index.ts";

const MOST_ASKED = 8;

/**
 * Names of goods by code; null while they are on their way, where they cannot be had, and for what has no name.
 *
 * @param wanted false fetches nothing
 */
export function useGoods(wanted: boolean): (code: string) => GoodsName | null {
  const [names, setNames] = useState<GoodsNames | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    loadGoodsNames().then(
      (found) => current && setNames(found),
      // Codes alone are what the findings have.
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [wanted]);
  return (code) => (names === null ? null : goodsName(names, code));
}

/** A name behind its code, shortened, the whole in its tip. */
export function GoodsLabel({name}: {readonly name: GoodsName | null}) {
  if (name === null) return null;
  return (
    <>
      {" "}
      <small className="goods-name" title={name.whole}>
        {name.short}
      </small>
    </>
  );
}

/** The codes that were asked for, each with its name; nothing where none was, or none has a name. */
export function GoodsAsked({asked}: {readonly asked: string | null}) {
  const codes = codesIn(asked ?? "");
  const nameOf = useGoods(codes.length > 0);
  if (codes.every((code) => nameOf(code) === null)) return null;
  return (
    <ul className="goods-asked soft" aria-label={words.goods.asked}>
      {codes.slice(0, MOST_ASKED).map((code) => (
        <li key={code}>
          {code}
          <GoodsLabel name={nameOf(code)} />
        </li>
      ))}
      {codes.length > MOST_ASKED && <li>{words.goods.more(codes.length - MOST_ASKED)}</li>}
    </ul>
  );
}
