// Words (32 bits) of the head of the shared memory, by which kernels find their arrays: byte addresses, counts, and the
// arguments of a call. Read by TypeScript and AssemblyScript alike.

/** Helpers that have not finished the call. */
export const PENDING = 1;

/** Int32 per unit, and one more: first row of each unit. */
export const START = 8;
/** Rows of a unit where all units have the same number and levels run on with the rows; 0 where each row has its codes. */
export const PERIOD = 9;
/** Effects besides the eliminated one. */
export const OTHERS = 10;
/** Table of addresses, one an effect: Int32 per unit (its first level) with a period, else Int32 per row. */
export const CODES = 11;
/** Levels of the other effects together. */
export const LEVELS = 12;
/** Columns stored as blocks. */
export const COLUMNS = 13;
/** Int32 per unit, and one more: first block of each unit. */
export const BLOCKS = 14;
/** Int32 per block: its column. */
export const BLOCK_COLUMN = 15;
/** Int32 per block: address of its values, one for each row of the unit. */
export const BLOCK_VALUES = 16;
/** Float64 per row: working weight. */
export const WEIGHT = 17;
/** Float64 per row: weight × outcome (Poisson). */
export const OUTCOME = 18;
/** Float64 per unit: sum of the working weight. */
export const UNIT_WEIGHT = 19;
/** Room of each lane for the rows of a unit. */
export const SCRATCH = 20;
/** Bytes of it, a lane. */
export const SCRATCH_BYTES = 21;
/** Int32 per lane, and one more: first unit of each lane. */
export const BOUNDS = 22;
/** Bytes of a lane's output. */
export const OUTPUT_BYTES = 23;
/** Coefficients that a vector holds after its levels; columns beyond them are outcomes. */
export const COEFFICIENTS = 24;

/** First word of the arguments. */
export const ARGUMENTS = 32;
/** First word of the real arguments, aligned to 8 bytes. */
export const REAL_ARGUMENTS = 48;
/** Bytes of the head. */
export const HEAD_BYTES = 256;
