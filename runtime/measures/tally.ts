/**
 * What a measure comes to while it is added up: whole numbers, so that sums are the same in any order and of any parts.
 * Every figure is a sum of `y` over a sum of `x`: of a share x is 1 and y is 1 or 0, of a retention x is what was paid
 * then and y what is paid now, of a mean x is 1 and y the value.
 */

/** Added up; never changed once made. */
export interface Tally {
  /** How many accounts, runs, touches or events were judged. */
  readonly units: number;
  readonly x: bigint;
  readonly y: bigint;
  /** Sums of products, for intervals. */
  readonly xx: bigint;
  readonly xy: bigint;
  readonly yy: bigint;
  /** Of a time: those who have not got there yet. They are no units. */
  readonly waiting: number;
  /** How many could not be judged, by reason. */
  readonly unknown: ReadonlyMap<string, number>;
  /** Of a time, by number of days: who took so many, and who has waited for at least so many. */
  readonly days: ReadonlyMap<number, DayCount>;
}

export interface DayCount {
  readonly reached: number;
  readonly waiting: number;
}

/** One account, run, touch or event, judged. */
export type Judged =
  | { readonly kind: "unit"; readonly x: number; readonly y: number }
  /** Of a time: it took so many days. */
  | { readonly kind: "reached"; readonly days: number }
  /** It takes so many days at least. */
  | { readonly kind: "waiting"; readonly days: number }
  | { readonly kind: "unknown"; readonly reason: string };

export const emptyTally: Tally = {
  units: 0,
  x: 0n,
  y: 0n,
  xx: 0n,
  xy: 0n,
  yy: 0n,
  waiting: 0,
  unknown: new Map(),
  days: new Map(),
};

/** The tally of one. */
export function tallyOf(judged: Judged): Tally {
  switch (judged.kind) {
    case "unit": {
      const [x, y] = [BigInt(judged.x), BigInt(judged.y)];
      return { ...emptyTally, units: 1, x, y, xx: x * x, xy: x * y, yy: y * y };
    }
    case "reached":
      return {
        ...tallyOf({ kind: "unit", x: 1, y: judged.days }),
        days: new Map([[judged.days, { reached: 1, waiting: 0 }]]),
      };
    case "waiting":
      return { ...emptyTally, waiting: 1, days: new Map([[judged.days, { reached: 0, waiting: 1 }]]) };
    case "unknown":
      return { ...emptyTally, unknown: new Map([[judged.reason, 1]]) };
  }
}

/** Both together. Exact, so that neither order nor grouping says anything. */
export function merge(one: Tally, other: Tally): Tally {
  return {
    units: one.units + other.units,
    x: one.x + other.x,
    y: one.y + other.y,
    xx: one.xx + other.xx,
    xy: one.xy + other.xy,
    yy: one.yy + other.yy,
    waiting: one.waiting + other.waiting,
    unknown: mergeMaps(one.unknown, other.unknown, (a, b) => a + b),
    days: mergeMaps(one.days, other.days, (a, b) => ({
      reached: a.reached + b.reached,
      waiting: a.waiting + b.waiting,
    })),
  };
}

function mergeMaps<Key, Value>(
  one: ReadonlyMap<Key, Value>,
  other: ReadonlyMap<Key, Value>,
  both: (a: Value, b: Value) => Value,
): ReadonlyMap<Key, Value> {
  if (other.size === 0) return one;
  if (one.size === 0) return other;
  const merged = new Map(one);
  for (const [key, value] of other) {
    const known = merged.get(key);
    merged.set(key, known === undefined ? value : both(known, value));
  }
  return merged;
}

/** Of whom `by` is true, of whom it is false, and all others: `by` is unknown of them, or there is none. */
export const parts = ["with", "without", "rest"] as const;
export type Part = (typeof parts)[number];

/** What one account adds to a measure, or all of them together. */
export interface Contribution {
  readonly measure: string;
  readonly part: Part;
  readonly tally: Tally;
}

/** By measure and part. Runs over other accounts, or other runs over the same, may be merged into it. */
export type Tallies = ReadonlyMap<string, ReadonlyMap<Part, Tally>>;

/** Adds what accounts contribute, one after another, in any order. */
export class MeasureTotals {
  readonly #totals = new Map<string, Map<Part, Tally>>();

  add(contributions: Iterable<Contribution>): void {
    for (const { measure, part, tally } of contributions) {
      const ofMeasure = this.#totals.get(measure) ?? new Map<Part, Tally>();
      this.#totals.set(measure, ofMeasure);
      ofMeasure.set(part, merge(ofMeasure.get(part) ?? emptyTally, tally));
    }
  }

  get tallies(): Tallies {
    return this.#totals;
  }
}

/** Those of all parts together. */
export function wholeOf(tallies: ReadonlyMap<Part, Tally> | undefined): Tally {
  return [...(tallies?.values() ?? [])].reduce(merge, emptyTally);
}
