/** A cell of a real vector. @throws RangeError outside it: a mistake of the program, never of the data */
export function real(cells: Float64Array, at: number): number {
  const value = cells[at];
  if (value === undefined) throw new RangeError(`cell ${at} of a vector of ${cells.length}`);
  return value;
}

/** A cell of a vector of whole numbers. @throws RangeError outside it: a mistake of the program, never of the data */
export function whole(cells: Int32Array, at: number): number {
  const value = cells[at];
  if (value === undefined) throw new RangeError(`cell ${at} of a vector of ${cells.length}`);
  return value;
}

/** A cell of a vector of bytes. @throws RangeError outside it: a mistake of the program, never of the data */
export function byte(cells: Uint8Array, at: number): number {
  const value = cells[at];
  if (value === undefined) throw new RangeError(`cell ${at} of a vector of ${cells.length}`);
  return value;
}

/** An element of a list. @throws RangeError outside it: a mistake of the program, never of the data */
export function item<T>(list: readonly T[], at: number): T {
  const value = list[at];
  if (value === undefined) throw new RangeError(`element ${at} of a list of ${list.length}`);
  return value;
}
