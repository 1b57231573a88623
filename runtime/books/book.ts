/**
 * A book through time: its accounts and the people who serve them, on one clock (docs/language.md section 18). At an
 * instant the steps of accounts come first, then people take up what waits for them.
 */
import { compareText } from "../../schedule/order.ts";
import { takeUp } from "../engine/admission.ts";
import { rankOf } from "../engine/program.ts";
import type { Fact, Place } from "../engine/queueing.ts";
import type { AccountState, Demand } from "../engine/state.ts";
import type { DayRange, Instant } from "../histories/types.ts";
import type { Team } from "../people/types.ts";
import { Heap } from "./heap.ts";
import type { PersonDay } from "./person-days.ts";
import type { Entry } from "./queue.ts";
import { Staff } from "./staff.ts";
import type { Worker } from "./worker.ts";

/** An account on its way: its state, and the steps that it takes (runtime/engine/walk.ts). */
export interface Walker {
  readonly state: AccountState;
  readonly steps: Iterator<Instant, void, undefined>;
  /** Where a step has put another state in the place of this one, as its program became another: that, and what each demand is in it. */
  readonly takeOver?: () => { readonly state: AccountState; readonly demands: ReadonlyMap<Demand, Demand> } | undefined;
}

/** In order of account id; their states are to have `queueing`. */
export interface Book {
  readonly walkers: readonly Walker[];
  readonly team: Team;
  /** The simulated days, and those of which people's days are told. */
  readonly days: DayRange;
  readonly range: DayRange;
}

/** An account of the book: its next step, and what it has in queues. */
interface Account extends Walker {
  state: AccountState;
  readonly place: number;
  at: Instant;
  readonly entries: Map<Demand, Entry>;
}

/** The days of the people who had anything to do with a book's accounts, and where these stand at the end, in their order. */
export interface Walked {
  readonly personDays: PersonDay[];
  readonly states: AccountState[];
}

/** Walks all accounts to their ends. */
export function walkBook(book: Book): Walked {
  const clock = new Clock(book);
  clock.run();
  const endings = [...clock.staff.endings()];
  const personDays = endings.flatMap(({ days, waitingMinutes }) => days.rows(book.range, waitingMinutes));
  return { personDays, states: clock.states };
}

class Clock {
  readonly staff: Staff;
  readonly #accounts: readonly Account[];
  readonly #steps = new Heap<Account>(
    (one, other) => one.at < other.at || (one.at === other.at && one.place < other.place),
  );
  /** What may not be taken up before a later instant of the day. */
  readonly #later = new Heap<Entry>((one, other) => one.place.from < other.place.from);
  /** Whose turn it is to look at the queues. */
  readonly #called = new Set<Worker>();

  constructor({ walkers, team, days }: Book) {
    this.staff = new Staff(team, days, (entry) => this.#isCurrent(entry));
    for (const { state } of walkers) this.#hire(state, team);
    this.#accounts = walkers.map((walker, place) => ({ ...walker, place, at: 0, entries: new Map() }));
    for (const account of this.#accounts) this.#toNextStep(account);
  }

  get states(): AccountState[] {
    return this.#accounts.map(({ state }) => state);
  }

  run(): void {
    for (;;) {
      const now = this.#next();
      if (now === Number.POSITIVE_INFINITY) return;
      for (let account = this.#steps.first(); account?.at === now; account = this.#steps.first()) {
        this.#steps.pop();
        this.#toNextStep(account);
        this.#takeOver(account, now);
        this.#settleQueues(account, now);
      }
      for (let entry = this.#later.first(); entry && entry.place.from <= now; entry = this.#later.first()) {
        this.#later.pop();
        if (this.#isCurrent(entry)) this.#offer(entry);
      }
      for (const worker of this.staff.workers) {
        if (worker.wakesAt !== now) continue;
        worker.wake(now);
        this.#called.add(worker);
      }
      this.#takeUp(now);
    }
  }

  /** Everybody whom the account has for a role is there from the beginning: records may tell of them. */
  #hire({ history, program }: AccountState, team: Team): void {
    for (const { name, kind } of program.roles.values()) {
      if (kind !== "person") continue;
      for (const { value } of history.people.get(name) ?? []) {
        if (typeof value === "string" && team.serving(value, name).length > 0) this.staff.queueOf(value, name);
      }
    }
  }

  #next(): Instant {
    let next = Math.min(this.#steps.first()?.at ?? Infinity, this.#later.first()?.place.from ?? Infinity);
    for (const { wakesAt } of this.staff.workers) next = Math.min(next, wakesAt);
    return next;
  }

  /** Takes the account's step, and finds out when the next is due. */
  #toNextStep(account: Account): void {
    const next = account.steps.next();
    if (next.done) return;
    account.at = next.value;
    this.#steps.push(account);
  }

  #isCurrent(entry: Entry): boolean {
    return this.#accounts[entry.account]!.entries.get(entry.demand) === entry;
  }

  /** What its demands have become stands where they stood. */
  #takeOver(account: Account, now: Instant): void {
    const taken = account.takeOver?.();
    if (!taken) return;
    account.state = taken.state;
    const entries = [...account.entries.values()];
    account.entries.clear();
    for (const entry of entries) {
      const demand = taken.demands.get(entry.demand)!;
      const own: Entry = { ...entry, demand };
      account.entries.set(demand, own);
      this.#wait(own, now);
    }
  }

  /** What the account's step put into queues, and what it took away from them. */
  #settleQueues(account: Account, now: Instant): void {
    const { entries, state } = account;
    const { queueing } = state;
    const { places } = queueing!;
    for (const [demand, entry] of entries) {
      const place = demand.ending ? undefined : places.get(demand);
      if (place === entry.place) continue;
      if (!place) this.#remove(account, entry, now);
      else this.#replace(account, entry, place, now);
    }
    for (const [demand, place] of places) {
      if (demand.ending) places.delete(demand);
      else if (!entries.has(demand)) this.#add(account, demand, place, now);
    }
    for (const fact of queueing!.facts) this.#settleFact(fact);
    queueing!.facts = [];
  }

  #add(account: Account, demand: Demand, place: Place, now: Instant): void {
    const entry = this.#enter(account, demand, place, now);
    entry.queue.came(now, entry.minutes);
  }

  #remove({ entries }: Account, entry: Entry, now: Instant): void {
    entries.delete(entry.demand);
    entry.queue.went(now, entry.minutes);
  }

  /** The same demand under a new place: mostly it stays where it was. By another program it may take longer. */
  #replace(account: Account, entry: Entry, place: Place, now: Instant): void {
    const next = this.#enter(account, entry.demand, place, now);
    if (next.queue === entry.queue && next.minutes === entry.minutes) return;
    entry.queue.went(now, entry.minutes);
    next.queue.came(now, next.minutes);
  }

  #enter(account: Account, demand: Demand, place: Place, now: Instant): Entry {
    const { touch, task, priority, deadline = Infinity } = demand;
    const work = touch ?? task;
    const entry: Entry = {
      demand,
      place,
      queue: this.staff.queueOf(place.owner, place.role),
      account: account.place,
      minutes: work ? work.effortMinutes + work.prepMinutes : 0,
      rank: rankOf(priority),
      deadline,
    };
    account.entries.set(demand, entry);
    this.#wait(entry, now);
    return entry;
  }

  #wait(entry: Entry, now: Instant): void {
    const { from, until } = entry.place;
    if (from <= now) this.#offer(entry);
    else if (from < until) this.#later.push(entry);
  }

  #offer(entry: Entry): void {
    entry.queue.add(entry);
    for (const worker of entry.queue.members) this.#called.add(worker);
  }

  #settleFact({ demand, day }: Fact): void {
    const work = demand.touch ?? demand.task;
    this.staff.recorded(demand.owner, day, work!.effortMinutes + work!.prepMinutes);
  }

  /** Of several people who are free the first by name takes first. */
  #takeUp(now: Instant): void {
    if (this.#called.size === 0) return;
    const called = [...this.#called].sort((one, other) => compareText(one.person.name, other.person.name));
    this.#called.clear();
    for (const worker of called) {
      while (worker.isReady(now)) {
        const entry = worker.mostUrgent(now);
        if (!entry) break;
        this.#take(worker, entry, now);
      }
    }
  }

  #take(worker: Worker, entry: Entry, now: Instant): void {
    const account = this.#accounts[entry.account]!;
    const { state } = account;
    account.entries.delete(entry.demand);
    if (!takeUp(state, entry.demand, state.zone.dayOf(now), now, worker.person.name)) {
      entry.queue.went(now, entry.minutes);
      return;
    }
    entry.queue.handedTo(worker, now, entry.minutes);
    worker.take(entry.minutes, now);
  }
}
