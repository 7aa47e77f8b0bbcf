import {PairCells} from "./cells.ts";
import type {Books, BothSides} from "./read.ts";
import type {Side} from "./sides.ts";

type SentSide = Omit<Side, "cells"> & {readonly cells: PairCells["parts"]};
type SentSides = Omit<BothSides, "sent" | "got"> & {readonly sent: SentSide; readonly got: SentSide};
type Read = "products" | "together" | "months" | "consigned" | "total";

/** Books as they go to another thread: cells as arrays, which are shared and not copied. */
export type SentBooks = Omit<Books, Read> & {
  readonly products: SentSides;
  readonly together: SentSides;
  readonly months: SentSides | null;
  readonly consigned: SentSide;
  readonly total: SentSide;
};

/** Books to be sent. */
export function sentBooks({products, together, months, consigned, total, ...rest}: Books): SentBooks {
  const side = (own: Side): SentSide => ({...own, cells: own.cells.parts});
  const sides = (both: BothSides): SentSides => ({...both, sent: side(both.sent), got: side(both.got)});
  return {
    ...rest,
    products: sides(products),
    together: sides(together),
    months: months === null ? null : sides(months),
    consigned: side(consigned),
    total: side(total),
  };
}

/** Books as they were sent. */
export function receivedBooks({products, together, months, consigned, total, ...rest}: SentBooks): Books {
  const side = (own: SentSide): Side => ({...own, cells: new PairCells(own.cells.names, own.cells.columns)});
  const sides = (both: SentSides): BothSides => ({...both, sent: side(both.sent), got: side(both.got)});
  return {
    ...rest,
    products: sides(products),
    together: sides(together),
    months: months === null ? null : sides(months),
    consigned: side(consigned),
    total: side(total),
  };
}
