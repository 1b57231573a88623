/** The people of one book and their queues, as the work of its accounts first needs them. */
import type { DayRange, EpochDay } from "../histories/types.ts";
import type { Person, Team } from "../people/types.ts";
import { DayBook } from "./person-days.ts";
import { type Entry, Queue } from "./queue.ts";
import { Worker } from "./worker.ts";

export class Staff {
  readonly #workers = new Map<string, Worker>();
  readonly #queues = new Map<string, Queue>();
  readonly #days = new Map<string, DayBook>();

  /** `days`: all simulated ones. */
  constructor(
    private readonly team: Team,
    private readonly days: DayRange,
    private readonly isCurrent: (entry: Entry) => boolean,
  ) {}

  /** The queue of a person or pool for a role that some of them can hold. */
  queueOf(owner: string, role: string): Queue {
    const key = JSON.stringify([owner, role]);
    const known = this.#queues.get(key);
    if (known) return known;
    const members = this.team.serving(owner, role).map((person) => this.#workerOf(person));
    const queue = new Queue(owner, this.#daysOf(owner), members, this.isCurrent);
    for (const { queues } of members) queues.push(queue);
    this.#queues.set(key, queue);
    return queue;
  }

  /** A record says that somebody did so much on a day; of whoever is not of this book's people nothing is known. */
  recorded(person: string, day: EpochDay, minutes: number): void {
    const worker = this.#workers.get(person);
    if (!worker || minutes === 0) return;
    worker.days.came(day, minutes);
    worker.recorded(day, minutes);
  }

  get workers(): Iterable<Worker> {
    return this.#workers.values();
  }

  /** What waits at the end, by person or pool. */
  *endings(): Generator<{ days: DayBook; waitingMinutes: number }> {
    const waiting = new Map<string, number>();
    const add = (name: string, minutes: number) => waiting.set(name, (waiting.get(name) ?? 0) + minutes);
    for (const queue of this.#queues.values()) add(queue.owner, queue.waitingMinutes);
    for (const worker of this.#workers.values()) add(worker.person.name, worker.end());
    for (const [name, days] of this.#days) yield { days, waitingMinutes: waiting.get(name) ?? 0 };
  }

  #workerOf(person: Person): Worker {
    const known = this.#workers.get(person.name);
    if (known) return known;
    const worker = new Worker(person, this.#daysOf(person.name), this.days.to);
    this.#workers.set(person.name, worker);
    return worker;
  }

  #daysOf(owner: string): DayBook {
    const known = this.#days.get(owner);
    if (known) return known;
    const person = this.team.people.get(owner);
    // A pool's days are those of its first member by name.
    const { zone } = person ?? this.team.pools.get(owner)![0]!;
    const days = new DayBook(owner, zone, this.days, (day) => person?.minutesOn(day) ?? 0);
    this.#days.set(owner, days);
    return days;
  }
}
