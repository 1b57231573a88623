/**
 * Tells cells that were surely seen once from those that may have been seen twice, in a fixed amount of memory: a bit for a cell,
 * which other cells share only when there are more of them than bits.
 */

/** 16 MB: a hundred thousand accounts have a bit of their own for each of a thousand cells. */
const PLENTY_OF_BITS = 2 ** 27;
/** 64 MB, for a million accounts: each has the fewest bits. Beyond them, accounts share. */
const MOST_BITS = 2 ** 29;
const MOST_AN_ACCOUNT = 2 ** 16;
/** A bit for each day of a year: with fewer every account would be suspected, and all rows read once more. */
const FEWEST_AN_ACCOUNT = 2 ** 9;

export class SeenCells {
  readonly #bits: Uint8Array;
  /** Bits an account, a power of two. */
  readonly #width: number;
  readonly #mask: number;

  constructor(accounts: number) {
    const each = PLENTY_OF_BITS / Math.max(1, accounts);
    this.#width = powerOfTwo(Math.min(MOST_AN_ACCOUNT, Math.max(FEWEST_AN_ACCOUNT, each)));
    const bits = Math.min(MOST_BITS, 2 * powerOfTwo(Math.max(1, accounts) * this.#width));
    this.#bits = new Uint8Array(bits / 8);
    this.#mask = bits - 1;
  }

  /** Notes a cell of an account, by any whole number; false when it is surely for the first time. */
  note(ordinal: number, cell: number): boolean {
    const bit = (ordinal * this.#width + (cell & (this.#width - 1))) & this.#mask;
    const byte = this.#bits[bit >>> 3]!;
    const flag = 1 << (bit & 7);
    if ((byte & flag) !== 0) return true;
    this.#bits[bit >>> 3] = byte | flag;
    return false;
  }
}

/** The largest power of two that is not more. */
function powerOfTwo(number: number): number {
  return 2 ** Math.floor(Math.log2(number));
}
