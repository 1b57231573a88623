/**
 * What came to people, day by day, in whole minutes (docs/language.md section 18). Work is done in milliseconds; minutes
 * begun count on the day on which they end, so that nothing is lost to rounding and every day balances.
 */
import type { Zone } from "../calendar/zones.ts";
import type { DayRange, EpochDay, Instant } from "../histories/types.ts";

/** A person's or a pool's day. What waited before and what came was worked off, has left, or waits still. */
export interface PersonDay {
  readonly person: string;
  readonly day: EpochDay;
  /** Kept for plays on that day; none for a pool, whose members have them. */
  readonly capacityMinutes: number;
  readonly cameMinutes: number;
  readonly workedMinutes: number;
  /** Put off, dropped, withdrawn, merged, or passed on to somebody else, of a pool also to its members. */
  readonly leftMinutes: number;
  /** What is left of the work in hand; none for a pool. */
  readonly inHandMinutes: number;
  /** In the queue or in hand. */
  readonly waitingMinutes: number;
}

export class DayBook {
  readonly #came: Float64Array;
  readonly #left: Float64Array;
  readonly #taken: Float64Array;
  readonly #workedMilliseconds: Float64Array;

  /** `days`: all simulated ones; what falls before or after them is counted on the first or last. */
  constructor(
    readonly name: string,
    private readonly zone: Zone,
    private readonly days: DayRange,
    private readonly capacityOn: (day: EpochDay) => number,
  ) {
    const count = days.to - days.from + 1;
    this.#came = new Float64Array(count);
    this.#left = new Float64Array(count);
    this.#taken = new Float64Array(count);
    this.#workedMilliseconds = new Float64Array(count);
  }

  dayOf(now: Instant): EpochDay {
    return this.zone.dayOf(now);
  }

  came(day: EpochDay, minutes: number): void {
    this.#came[this.#place(day)]! += minutes;
  }

  left(day: EpochDay, minutes: number): void {
    this.#left[this.#place(day)]! += minutes;
  }

  /** So many minutes of work were taken in hand. */
  took(day: EpochDay, minutes: number): void {
    this.#taken[this.#place(day)]! += minutes;
  }

  worked(day: EpochDay, milliseconds: number): void {
    this.#workedMilliseconds[this.#place(day)]! += milliseconds;
  }

  #place(day: EpochDay): number {
    return Math.min(Math.max(day, this.days.from), this.days.to) - this.days.from;
  }

  /** The days of a range. An Error when what waits at the end is not what is there then: a mistake of ours. */
  rows({ from, to }: DayRange, waitingAtTheEnd: number): PersonDay[] {
    const rows: PersonDay[] = [];
    let [waiting, inHand] = [0, 0];
    let worked = 0;
    let workedMinutes = 0;
    for (let day = this.days.from; day <= this.days.to; day++) {
      const place = day - this.days.from;
      worked += this.#workedMilliseconds[place]!;
      const minutes = Math.floor(worked / 60_000) - workedMinutes;
      workedMinutes += minutes;
      const [cameMinutes, leftMinutes] = [this.#came[place]!, this.#left[place]!];
      waiting += cameMinutes - minutes - leftMinutes;
      inHand += this.#taken[place]! - minutes;
      if (day < from || day > to) continue;
      rows.push({
        person: this.name,
        day,
        capacityMinutes: this.capacityOn(day),
        cameMinutes,
        workedMinutes: minutes,
        leftMinutes,
        inHandMinutes: inHand,
        waitingMinutes: waiting,
      });
    }
    if (waiting !== waitingAtTheEnd) {
      throw new Error(
        `The days of ${this.name} do not balance: ${waiting} minutes wait, ${waitingAtTheEnd} are there.`,
      );
    }
    return rows;
  }
}
