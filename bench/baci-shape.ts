import {normal, type Random, seeded} from "../src/base/index.ts";
import {hsCodes, states} from "../src/reference/index.ts";

/** What a generated release of BACI is like. */
export interface BaciShape {
  readonly firstYear: number;
  readonly years: number;
  readonly rowsPerYear: number;
  readonly seed: number;
}

/** Of the edition whose years the generated ones are. */
export const EDITION = {name: "HS2012", file: "HS12"} as const;
export const VERSION = "V202401";

const AMOUNT_WIDTH = 13;
const AMOUNTS = 1 << 20;
const PIECE_ROWS = 20_000;
const LINE_BYTES = 64;

/** Name of a year's table, as CEPII gives it. */
export function tableName(year: number): string {
  return `BACI_${EDITION.file}_Y${year}_${VERSION}.csv`;
}

/**
 * The text of one year, in pieces: `t,i,j,k,v,q`, sorted, amounts padded to 13 characters, 2.5 % of weights NA. Every pair of
 * states trades, large ones in most goods; the same seed gives the same bytes.
 */
export function* tableText(year: number, {rowsPerYear, seed}: BaciShape): Generator<Uint8Array> {
  const random = seeded(seed + year);
  const countries = exporterCodes();
  const products = hsCodes(EDITION.name).map((code) => Buffer.from(code));
  const counts = goodsByPair(countries.length, products.length, rowsPerYear);
  const amounts = amountTable(random);
  const piece = Buffer.alloc(PIECE_ROWS * LINE_BYTES);
  let at = piece.write("t,i,j,k,v,q\n", 0, "latin1");
  for (const [exporter, from] of countries.entries()) {
    for (const [importer, to] of countries.entries()) {
      const goods = counts[exporter * countries.length + importer] ?? Number.NaN;
      const head = Buffer.from(`${year},${from},${to},`);
      for (let good = 0; good < goods; good++) {
        const product = products[Math.floor(((good + random()) * products.length) / goods)] ?? head;
        at = line(piece, at, {
          head,
          product,
          value: amounts(random),
          weight: random() < 0.025 ? NA : amounts(random),
        });
        if (at + LINE_BYTES > piece.length) {
          yield Uint8Array.from(piece.subarray(0, at));
          at = 0;
        }
      }
    }
  }
  yield Uint8Array.from(piece.subarray(0, at));
}

interface Line {
  readonly head: Buffer;
  readonly product: Buffer;
  readonly value: Uint8Array;
  readonly weight: Uint8Array;
}

const NA = Buffer.from("NA".padStart(AMOUNT_WIDTH));
const COMMA = 44;
const NEWLINE = 10;

function line(piece: Buffer, start: number, {head, product, value, weight}: Line): number {
  let at = start;
  piece.set(head, at);
  at += head.length;
  piece.set(product, at);
  at += product.length;
  piece[at++] = COMMA;
  piece.set(value, at);
  at += AMOUNT_WIDTH;
  piece[at++] = COMMA;
  piece.set(weight, at);
  at += AMOUNT_WIDTH;
  piece[at++] = NEWLINE;
  return at;
}

/** BACI's numbers of all states it counts. */
export function exporterCodes(): number[] {
  return Array.from({length: 1000}, (_, code) => code).filter(
    (code) => states().byCode("baci", String(code)).kind === "state",
  );
}

/** Goods traded by each ordered pair: falling with the ranks of both, none with oneself, `rows` in all. */
function goodsByPair(countries: number, products: number, rows: number): Int32Array {
  const size = (rank: number) => Math.exp(-rank / (countries / 6));
  const counts = (scale: number) =>
    Int32Array.from({length: countries * countries}, (_, pair) => {
      const [from, to] = [Math.floor(pair / countries), pair % countries];
      return from === to ? 0 : Math.min(products, Math.round(scale * size(from) * size(to)));
    });
  const total = (scale: number) => counts(scale).reduce((sum, count) => sum + count, 0);
  let [low, high] = [0, 1e9];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (total(middle) > rows) high = middle;
    else low = middle;
  }
  return counts(low);
}

/** Log-normal thousands of dollars or tonnes with three decimals, ready as bytes: a million different ones. */
function amountTable(random: Random): (random: Random) => Uint8Array {
  const table = Buffer.alloc(AMOUNTS * AMOUNT_WIDTH);
  for (let at = 0; at < AMOUNTS; at++) {
    const amount = Math.max(0.001, Math.exp(2 + 2.8 * normal(random)));
    table.write(amount.toFixed(3).slice(0, AMOUNT_WIDTH).padStart(AMOUNT_WIDTH), at * AMOUNT_WIDTH, "latin1");
  }
  return (next) => {
    const at = Math.floor(next() * AMOUNTS) * AMOUNT_WIDTH;
    return table.subarray(at, at + AMOUNT_WIDTH);
  };
}
