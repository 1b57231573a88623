/** Who of several carries least: kept as loads change, so that dealing a million accounts asks nobody twice. */

/** Accounts per minute of a week; of people who are not there, or have no minutes, there is none. */
export interface Loads {
  /** Accounts held. */
  readonly accounts: Int32Array;
  /** Minutes kept for plays in a week, 0 of who is not there. */
  readonly minutes: Float64Array;
}

/** Whether one carries less than another, each with so many more accounts: fractions compared exactly. */
export function carriesLess({ accounts, minutes }: Loads, one: number, other: number, more = 0): boolean {
  return (accounts[one]! + more) * minutes[other]! < accounts[other]! * minutes[one]!;
}

/** The best of several by place, where places are compared by what changes about them. */
export class Tournament {
  readonly #winners: Int32Array;
  readonly #leaves: number;
  readonly #beats: (one: number, other: number) => boolean;

  /** `beats` says whether a place goes before an earlier one: of equal ones the first stays. */
  constructor(count: number, beats: (one: number, other: number) => boolean) {
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(1, count)));
    this.#winners = new Int32Array(2 * this.#leaves).fill(-1);
    this.#beats = beats;
    for (let place = 0; place < count; place++) this.#winners[this.#leaves + place] = place;
    for (let node = this.#leaves - 1; node > 0; node--) this.#play(node);
  }

  /** -1 where there are none. */
  get best(): number {
    return this.#winners[1]!;
  }

  /** What is compared of a place has changed. */
  changed(place: number): void {
    for (let node = (this.#leaves + place) >> 1; node > 0; node >>= 1) this.#play(node);
  }

  #play(node: number): void {
    const left = this.#winners[2 * node]!;
    const right = this.#winners[2 * node + 1]!;
    this.#winners[node] = right >= 0 && (left < 0 || this.#beats(right, left)) ? right : left;
  }
}
