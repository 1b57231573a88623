/**
 * How a condition stood at the closes of a window of days: what `for` and `days with` count.
 * Each day is asked once and remembered as running counts. A condition that reads a run or the ledger is remembered only
 * for days that are over when it is asked: for the last day of the window something may still happen.
 */

import type { EpochDay } from "../histories/types.ts";
import type { Dependence } from "./dependence.ts";
import type { RunView, Test } from "./types.ts";
import type { AccountView } from "./view.ts";

/** Days of a window by truth. Written into an object its caller owns. */
export interface Tally {
  falses: number;
  unknowns: number;
}

export class Closes {
  /** Running counts over the days from `first` up to below `end`. */
  falses: Int32Array;
  unknowns: Int32Array;
  end: EpochDay;

  constructor(
    readonly first: EpochDay,
    capacity: number,
  ) {
    this.end = first;
    this.falses = new Int32Array(capacity + 1);
    this.unknowns = new Int32Array(capacity + 1);
  }

  append(truth: boolean | undefined): void {
    const index = this.end - this.first;
    if (index + 1 >= this.falses.length) this.#grow();
    this.falses[index + 1] = this.falses[index]! + (truth === false ? 1 : 0);
    this.unknowns[index + 1] = this.unknowns[index]! + (truth === undefined ? 1 : 0);
    this.end++;
  }

  #grow(): void {
    const length = this.falses.length * 2;
    const [falses, unknowns] = [new Int32Array(length), new Int32Array(length)];
    falses.set(this.falses);
    unknowns.set(this.unknowns);
    this.falses = falses;
    this.unknowns = unknowns;
  }
}

export type TallyOf = (view: AccountView, from: EpochDay, to: EpochDay, run: RunView | undefined, out: Tally) => void;

export function createTally(test: Test, depends: Dependence, slot: number): TallyOf {
  const changing = depends.run || depends.ledger;
  // Reused, so that asking allocates nothing; a node never asks itself.
  const close = { windowDay: 0, today: 0 };
  const ask = (view: AccountView, day: EpochDay, run: RunView | undefined) => {
    close.windowDay = day;
    close.today = day;
    return test(view, close, run);
  };

  return (view, from, to, run, out) => {
    const perRun = depends.run || (depends.windows && run?.windowsFrom !== undefined);
    const store = view.closes(perRun, run);
    let closes = store[slot];
    if (closes === undefined || from < closes.first) {
      closes = new Closes(from, Math.max(view.shape.grid.to, to) - from + 1);
      store[slot] = closes;
    }
    const settled = changing ? to - 1 : to;
    while (closes.end <= settled) closes.append(ask(view, closes.end, run));
    const first = from - closes.first;
    const end = Math.max(settled + 1 - closes.first, first);
    out.falses = closes.falses[end]! - closes.falses[first]!;
    out.unknowns = closes.unknowns[end]! - closes.unknowns[first]!;
    if (!changing) return;
    const last = ask(view, to, run);
    if (last === false) out.falses++;
    else if (last === undefined) out.unknowns++;
  };
}
