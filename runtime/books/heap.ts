/** A binary heap: the first of what it holds is always at hand. */
export class Heap<Item> {
  #items: Item[] = [];

  /** `precedes` must be a strict order without ties that matter. */
  constructor(private readonly precedes: (one: Item, other: Item) => boolean) {}

  get size(): number {
    return this.#items.length;
  }

  first(): Item | undefined {
    return this.#items[0];
  }

  push(item: Item): void {
    const items = this.#items;
    let place = items.length;
    items.push(item);
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!this.precedes(item, items[parent]!)) break;
      items[place] = items[parent]!;
      place = parent;
    }
    items[place] = item;
  }

  pop(): Item | undefined {
    const items = this.#items;
    const first = items[0];
    const last = items.pop();
    if (last !== undefined && items.length > 0) this.#sink(last);
    return first;
  }

  /** Lets go of all that does not fit. */
  keep(fits: (item: Item) => boolean): void {
    const kept = this.#items.filter(fits);
    this.#items = [];
    for (const item of kept) this.push(item);
  }

  /** Puts an item in the place of the first. */
  #sink(item: Item): void {
    const items = this.#items;
    let place = 0;
    for (let child = 1; child < items.length; child = 2 * place + 1) {
      const right = child + 1;
      if (right < items.length && this.precedes(items[right]!, items[child]!)) child = right;
      if (!this.precedes(items[child]!, item)) break;
      items[place] = items[child]!;
      place = child;
    }
    items[place] = item;
  }
}
