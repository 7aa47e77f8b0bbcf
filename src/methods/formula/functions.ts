/** Functions of one number that a formula may call, by R's names. */
export const FUNCTIONS: ReadonlyMap<string, (x: number) => number> = new Map([
  ["log", Math.log],
  ["log2", Math.log2],
  ["log10", Math.log10],
  ["log1p", Math.log1p],
  ["exp", Math.exp],
  ["expm1", Math.expm1],
  ["sqrt", Math.sqrt],
  ["abs", Math.abs],
  ["sign", Math.sign],
  ["floor", Math.floor],
  ["ceiling", Math.ceil],
  ["trunc", Math.trunc],
  ["round", roundHalfEven],
  ["asinh", Math.asinh],
  ["sin", Math.sin],
  ["cos", Math.cos],
  ["as.numeric", (x: number) => x],
  ["as.integer", Math.trunc],
  ["I", (x: number) => x],
]);

/** Functions of two numbers. */
export const PAIR_FUNCTIONS: ReadonlyMap<string, (x: number, y: number) => number> = new Map([
  ["pmin", Math.min],
  ["pmax", Math.max],
]);

/** Functions of other shapes. */
export const OTHER_FUNCTIONS: ReadonlySet<string> = new Set(["ifelse", "is.na"]);

// As R rounds: 0.5 to 0, 1.5 to 2.
function roundHalfEven(x: number): number {
  const down = Math.floor(x);
  if (x - down !== 0.5) return Math.round(x);
  return down % 2 === 0 ? down : down + 1;
}

/** Arithmetic and comparison of two numbers; a missing side makes a missing result. True is 1, false is 0. */
export const OPERATIONS: Readonly<Record<string, (x: number, y: number) => number>> = {
  "+": (x, y) => x + y,
  "-": (x, y) => x - y,
  "*": (x, y) => x * y,
  "/": (x, y) => x / y,
  "%%": (x, y) => x - Math.floor(x / y) * y,
  "^": power,
  "==": (x, y) => compared(x, y, x === y),
  "!=": (x, y) => compared(x, y, x !== y),
  "<": (x, y) => compared(x, y, x < y),
  "<=": (x, y) => compared(x, y, x <= y),
  ">": (x, y) => compared(x, y, x > y),
  ">=": (x, y) => compared(x, y, x >= y),
  "&": and,
  "&&": and,
  "|": or,
  "||": or,
};

// 1^NaN and NaN^0 are 1 to the language; a missing value stays missing here.
function power(x: number, y: number): number {
  return Number.isNaN(x) ? x : x ** y;
}

function compared(x: number, y: number, truth: boolean): number {
  return Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : Number(truth);
}

// What is false whatever the missing side may be is false.
function and(x: number, y: number): number {
  if (x === 0 || y === 0) return 0;
  return Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : 1;
}

function or(x: number, y: number): number {
  const certain = (side: number) => side !== 0 && !Number.isNaN(side);
  if (certain(x) || certain(y)) return 1;
  return Number.isNaN(x) || Number.isNaN(y) ? Number.NaN : 0;
}
