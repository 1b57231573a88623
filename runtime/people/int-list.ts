/** Whole numbers kept of every account, four bytes each. */
import type { EpochDay, FieldChange } from "../histories/types.ts";

/** Numbers of 32 bits that become more. */
export class IntList {
  #values = new Int32Array(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Int32Array(2 * this.#length);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#length++] = value;
  }

  at(index: number): number {
    return this.#values[index]!;
  }
}

/** Texts by number, in the order in which they were first asked for. */
export class Numbered {
  readonly texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }
}

/** Of each account the changes of one text, from a first day on. */
export class TextChanges {
  readonly #starts = new IntList();
  readonly #days = new IntList();
  readonly #texts = new IntList();
  readonly #first: EpochDay;
  readonly #numbers: Numbered;

  constructor(first: EpochDay, numbers: Numbered) {
    this.#first = first;
    this.#numbers = numbers;
  }

  /** Of the next account. */
  push(changes: readonly FieldChange[]): void {
    this.#starts.push(this.#days.length);
    for (const { from, value } of changes) {
      this.#days.push(Math.max(from, this.#first));
      this.#texts.push(typeof value === "string" ? this.#numbers.numberOf(value) : -1);
    }
  }

  /** The number of the text on a day; -1 where there is none. */
  on(account: number, day: EpochDay): number {
    const start = this.#starts.at(account);
    const end = account + 1 < this.#starts.length ? this.#starts.at(account + 1) : this.#days.length;
    let text = -1;
    for (let at = start; at < end && this.#days.at(at) <= day; at++) text = this.#texts.at(at);
    return text;
  }
}
