declare const brand: unique symbol;

/** A `Base` that has passed a check: made only by the one function that performs the check. */
export type Brand<Base, Name extends string> = Base & {readonly [brand]: Name};

/** Marks a checked value. The only cast in the engine outside decoding; call it from a checking function. */
export function branded<Base, Name extends string>(value: Base): Brand<Base, Name> {
  return value as Brand<Base, Name>;
}
