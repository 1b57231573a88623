/**
 * Columns and values of what changes on few days: fields, dates, stages, events. The days on which an answer may change
 * are marked, and only on those the test itself is asked; it holds up to the next.
 */

import type { EpochDay } from "../../histories/types.ts";
import type { Read } from "../compiler.ts";
import { emptyReading } from "../exact.ts";
import type { Shape } from "../shape.ts";
import type { Test } from "../types.ts";
import type { AccountView } from "../view.ts";
import { codeOf, type Fill } from "./column.ts";

/** Marks the days of one account on which something may differ from the day before. */
export type Mark = (view: AccountView, breaks: Breaks) => void;

/** The marked days of the grid; its first always counts. Mutable: reused from account to account. */
export class Breaks {
  readonly #marked: Uint8Array;

  constructor(readonly grid: Shape["grid"]) {
    this.#marked = new Uint8Array(Math.max(grid.to - grid.from + 1, 0));
  }

  clear(): void {
    this.#marked.fill(0);
  }

  /** A part of a day counts from the next one on. */
  mark(day: number): void {
    const index = Math.ceil(day) - this.grid.from;
    if (index > 0 && index < this.#marked.length) this.#marked[index] = 1;
  }

  /** Hands over the marked days in order, those marked on the way included when they are later. */
  each(ask: (day: EpochDay) => void): void {
    for (let index = 0; index < this.#marked.length; index = this.after(index)) ask(this.grid.from + index);
  }

  /** The index of the first marked day after the one at `index`; the number of days when there is none. */
  after(index: number): number {
    const next = this.#marked.indexOf(1, index + 1);
    return next < 0 ? this.#marked.length : next;
  }
}

/** Asks a test on the marked days. */
export function fillSteady(shape: Shape, test: Test, mark: Mark): Fill {
  const breaks = new Breaks(shape.grid);
  const moment = { windowDay: 0, today: 0 };
  return (view, out) => {
    breaks.clear();
    mark(view, breaks);
    for (let index = 0, next: number; index < out.length; index = next) {
      next = breaks.after(index);
      moment.windowDay = moment.today = shape.grid.from + index;
      const code = codeOf(test(view, moment));
      if (index === 0 && next === out.length) return shape.always[code];
      out.fill(code, index, next);
    }
    return out;
  };
}

/** Asks a test on every day: for what no shorter way is known. */
export function fillDaily(shape: Shape, test: Test): Fill {
  const moment = { windowDay: 0, today: 0 };
  return (view, out) => {
    for (let index = 0; index < out.length; index++) {
      moment.windowDay = moment.today = shape.grid.from + index;
      out[index] = codeOf(test(view, moment));
    }
    return out;
  };
}

/** Reads a quantity on the marked days; false when one of its values is beyond plain numbers. */
export function readSteady(
  shape: Shape,
  read: Read,
  mark: Mark,
  low: Float64Array,
  high: Float64Array,
): (view: AccountView) => boolean {
  const breaks = new Breaks(shape.grid);
  const moment = { windowDay: 0, today: 0 };
  const reading = emptyReading();
  return (view) => {
    breaks.clear();
    mark(view, breaks);
    for (let index = 0, next: number; index < low.length; index = next) {
      next = breaks.after(index);
      moment.windowDay = moment.today = shape.grid.from + index;
      read(view, moment, undefined, reading);
      if (typeof reading.low === "bigint" || typeof reading.high === "bigint") return false;
      low.fill(reading.low, index, next);
      if (high !== low) high.fill(reading.high, index, next);
    }
    return true;
  };
}

export const markNothing: Mark = () => {};

export function markAll(marks: readonly Mark[]): Mark {
  return (view, breaks) => {
    for (const mark of marks) mark(view, breaks);
  };
}

/** A field's value changes on the days of its changes, that of the `ends` field also on its own day. */
export function markField(shape: Shape, place: number): Mark {
  return (view, breaks) => {
    for (const { from, value } of view.changesOf(place)) {
      breaks.mark(from);
      if (place === shape.ends && typeof value === "number") breaks.mark(value);
    }
  };
}
