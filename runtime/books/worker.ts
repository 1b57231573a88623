/** A person at work: when she can take something up, and how what she has in hand uses up her days. */
import type { EpochDay, Instant } from "../histories/types.ts";
import type { Person } from "../people/types.ts";
import type { DayBook } from "./person-days.ts";
import { type Entry, isMoreUrgent, type Queue } from "./queue.ts";

const minute = 60_000;

export class Worker {
  /** When something changes by itself: work is done, a shift begins or ends; Infinity when nothing does. */
  wakesAt: Instant = Number.POSITIVE_INFINITY;
  /** Queues she works off: her own, and that of her pool. */
  readonly queues: Queue[] = [];
  /** Milliseconds still to be worked on what is in hand. */
  #inHand = 0;
  /** Since when she has been working on it, and on which of her days. */
  #since: { readonly at: Instant; readonly day: EpochDay } | undefined;
  /** Milliseconds used up, of the days that have any. */
  readonly #used = new Map<EpochDay, number>();

  /** `last`: the last day on which work goes on; she takes up work on the day after, too, where accounts' days are late. */
  constructor(
    readonly person: Person,
    readonly days: DayBook,
    private readonly last: EpochDay,
  ) {}

  /** Whether she can take something up now; if not, `wakesAt` says when she next can, or knows more. */
  isReady(now: Instant): boolean {
    if (this.#inHand > 0) return false;
    const slot = this.#nextSlot(now, this.last + 1);
    this.wakesAt = slot && slot.from > now ? slot.from : Number.POSITIVE_INFINITY;
    return slot?.from === now;
  }

  /** Of what waits for her and may be taken up now, the first. */
  mostUrgent(now: Instant): Entry | undefined {
    let first: Entry | undefined;
    for (const queue of this.queues) {
      const entry = queue.first(now);
      if (entry && (!first || isMoreUrgent(entry, first))) first = entry;
    }
    return first;
  }

  /** Takes work of so many minutes in hand. */
  take(minutes: number, now: Instant): void {
    this.#inHand = minutes * minute;
    this.days.took(this.days.dayOf(now), minutes);
    if (this.#inHand > 0) this.#goOn(now);
  }

  /** What was to happen at `wakesAt` happens. */
  wake(now: Instant): void {
    this.#stop(now);
    if (this.#inHand > 0) this.#goOn(now);
    else this.wakesAt = Number.POSITIVE_INFINITY;
  }

  /** Work that is known to have been done on a day uses up its minutes, though they were not there. */
  recorded(day: EpochDay, minutes: number): void {
    this.days.took(day, minutes);
    this.#use(day, minutes * minute);
  }

  /** The days are over: what is in hand stays undone. Gives its minutes, begun ones counted. */
  end(): number {
    return Math.ceil(this.#inHand / minute);
  }

  #goOn(now: Instant): void {
    const slot = this.#nextSlot(now, this.last);
    if (!slot) this.wakesAt = Number.POSITIVE_INFINITY;
    else if (slot.from > now) this.wakesAt = slot.from;
    else {
      this.#since = { at: now, day: slot.day };
      this.wakesAt = Math.min(now + this.#inHand, slot.to, now + this.#budget(slot.day));
    }
  }

  #stop(now: Instant): void {
    if (!this.#since) return;
    const { at, day } = this.#since;
    this.#since = undefined;
    this.#inHand -= now - at;
    this.#use(day, now - at);
  }

  #use(day: EpochDay, milliseconds: number): void {
    this.#used.set(day, (this.#used.get(day) ?? 0) + milliseconds);
    this.days.worked(day, milliseconds);
  }

  #budget(day: EpochDay): number {
    return this.person.minutesOn(day) * minute - (this.#used.get(day) ?? 0);
  }

  /** The first time from now on that lies in a shift of a day with minutes left. */
  #nextSlot(now: Instant, last: EpochDay): { day: EpochDay; from: Instant; to: Instant } | undefined {
    const { person } = this;
    for (let day = person.zone.dayOf(now); day <= last && day <= person.to; day++) {
      const shift = person.shiftOn(day);
      if (shift && shift.to > now && this.#budget(day) > 0) {
        return { day, from: Math.max(now, shift.from), to: shift.to };
      }
    }
    return undefined;
  }
}
