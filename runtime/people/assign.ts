/**
 * Gives accounts to people by rule (docs/language.md section 18): one look at every account, then day by day through
 * those on which an account comes, goes or changes hands. What is decided on a day reads nothing of later days, and
 * neither queues nor what was done.
 */
import type { AssignRule } from "../../project/team-types.ts";
import { parseDay } from "../calendar/days.ts";
import type { DayRange, EpochDay, FieldChange } from "../histories/types.ts";
import { assignmentsOf, type RoleAssignments } from "./assignments.ts";
import type { Candidate } from "./candidates.ts";
import { Groups } from "./groups.ts";
import { IntList, Numbered, TextChanges } from "./int-list.ts";
import { level } from "./levelling.ts";

/** What a rule is told of an account. */
export interface AccountSeen {
  /** First and last day as a customer within the days of the data; undefined where there is none. */
  readonly life: DayRange | undefined;
  /** Whom the data names, with nobody on days on which who is named is not there. */
  readonly named: readonly FieldChange[];
  /** Values of the field that the rule goes by; empty where it goes by none. */
  readonly values: readonly FieldChange[];
}

/** Days times this and the account make one number: they sort by days, then accounts. */
const MOST_ACCOUNTS = 2 ** 31;
const NEVER = 2 ** 31 - 1;

export class Dealer {
  readonly #about: { readonly role: string; readonly rule: AssignRule };
  readonly #grid: DayRange;
  readonly #candidates: readonly Candidate[];
  readonly #groups: Groups;
  /** Candidates have the numbers of their places; after them come others whom the data names. */
  readonly #owners = new Numbered();
  readonly #values = new Numbered();
  readonly #first = new IntList();
  readonly #last = new IntList();
  readonly #named: TextChanges;
  readonly #valued: TextChanges;
  /** When an account is to be looked at: by day and account. */
  readonly #looks: number[] = [];
  readonly #changes = { accounts: new IntList(), days: new IntList(), owners: new IntList() };
  #held = new Int32Array(0);

  constructor(role: string, rule: AssignRule, candidates: readonly Candidate[], grid: DayRange) {
    this.#about = { role, rule };
    this.#grid = grid;
    this.#candidates = candidates;
    this.#groups = new Groups(candidates, rule);
    this.#named = new TextChanges(grid.from, this.#owners);
    this.#valued = new TextChanges(grid.from, this.#values);
    for (const { name } of candidates) this.#owners.numberOf(name);
  }

  /** Of the next account, in order of ordinals; none is left out. */
  add({ life, named, values }: AccountSeen): void {
    const account = this.#first.length;
    this.#first.push(life?.from ?? NEVER);
    this.#last.push(life?.to ?? NEVER);
    this.#named.push(named);
    this.#valued.push(values);
    if (!life) return;
    const changes = [...named, ...values].flatMap(({ from }) => (from > life.from && from <= life.to ? [from] : []));
    for (const day of new Set([life.from, ...changes, life.to + 1])) {
      if (day <= this.#grid.to) this.#looks.push((day - this.#grid.from) * MOST_ACCOUNTS + account);
    }
  }

  /** Deals. */
  finish(): RoleAssignments {
    const accounts = this.#first.length;
    this.#held = new Int32Array(accounts).fill(-1);
    const looks = Float64Array.from(this.#looks).sort();
    const comings = this.#comings();
    const again = new Set(this.#about.rule.again.map(parseDay));
    let next = 0;
    for (const day of this.#days(looks, comings, again)) {
      const end = (day + 1 - this.#grid.from) * MOST_ACCOUNTS;
      const due: number[] = [];
      for (; next < looks.length && looks[next]! < end; next++) due.push(looks[next]! % MOST_ACCOUNTS);
      for (const account of due) if (day > this.#last.at(account)) this.#release(account);
      const living = due.filter((account) => day <= this.#last.at(account));
      if (comings.has(day)) {
        this.#groups.begin(day);
        for (const account of this.#withoutOwner(day, living)) this.#look(account, day);
      } else for (const account of living) this.#look(account, day);
      if (again.has(day)) this.#level(day);
    }
    return assignmentsOf({ ...this.#about, names: this.#owners.texts }, accounts, this.#changes);
  }

  /** Days on which somebody comes, or is no longer there; the first of all among them. */
  #comings(): Set<EpochDay> {
    const { from, to } = this.#grid;
    const days = this.#candidates.flatMap(({ members }) => members.flatMap((one) => [one.from, one.to + 1]));
    return new Set([from, ...days.filter((day) => day > from && day <= to)]);
  }

  #days(looks: Float64Array, ...more: ReadonlySet<EpochDay | undefined>[]): EpochDay[] {
    const days = new Set<EpochDay>();
    for (const look of looks) days.add(this.#grid.from + Math.floor(look / MOST_ACCOUNTS));
    for (const set of more) {
      for (const day of set) if (day !== undefined && day >= this.#grid.from && day <= this.#grid.to) days.add(day);
    }
    return [...days].sort((one, other) => one - other);
  }

  /** Customers of that day whose owner has gone, or who have none, and those to be looked at anyway. */
  #withoutOwner(day: EpochDay, due: readonly number[]): number[] {
    const isDue = new Set(due);
    const found: number[] = [];
    for (let account = 0; account < this.#held.length; account++) {
      if (isDue.has(account) || (this.#isCustomer(account, day) && !this.#isHeld(account))) found.push(account);
    }
    return found;
  }

  #isCustomer(account: number, day: EpochDay): boolean {
    return this.#first.at(account) <= day && day <= this.#last.at(account);
  }

  #isCandidate(owner: number): boolean {
    return owner < this.#candidates.length;
  }

  /** By somebody who can be given accounts and is there. */
  #isHeld(account: number): boolean {
    const owner = this.#held[account]!;
    return owner >= 0 && this.#isCandidate(owner) && this.#groups.isThere(owner);
  }

  /** Who is named has it, who has it keeps it, and otherwise it is somebody's turn. */
  #look(account: number, day: EpochDay): void {
    const named = this.#named.on(account, day);
    if (named >= 0) this.#give(account, named, day);
    else if (!this.#isHeld(account)) this.#give(account, this.#groups.pick(this.#valueOn(account, day)), day);
  }

  #valueOn(account: number, day: EpochDay): string | undefined {
    return this.#values.texts[this.#valued.on(account, day)];
  }

  #give(account: number, owner: number, day: EpochDay): void {
    const { accounts, days, owners } = this.#changes;
    if (this.#held[account] === owner) return;
    this.#release(account);
    this.#held[account] = owner;
    if (owner >= 0 && this.#isCandidate(owner)) this.#groups.add(owner, 1);
    accounts.push(account);
    days.push(day);
    owners.push(owner);
  }

  /** Nobody's load any more. */
  #release(account: number): void {
    const held = this.#held[account]!;
    if (held >= 0 && this.#isCandidate(held)) this.#groups.add(held, -1);
    this.#held[account] = -1;
  }

  /** Evens out what no column says, group by group; those who became customers last move first. */
  #level(day: EpochDay): void {
    const groups = new Map<readonly number[], Map<number, number[]>>();
    const order = Array.from({ length: this.#held.length }, (_, account) => account).filter(
      (account) => this.#isCustomer(account, day) && this.#named.on(account, day) < 0,
    );
    order.sort((one, other) => this.#first.at(one) - this.#first.at(other) || one - other);
    for (const account of order) {
      const value = this.#valueOn(account, day);
      const places = this.#groups.among(value);
      if (!this.#groups.isAmong(value, this.#held[account]!)) this.#give(account, this.#groups.pick(value), day);
      const held = this.#held[account]!;
      if (held < 0) continue;
      const movable = groups.get(places) ?? new Map<number, number[]>();
      groups.set(places, movable);
      const list = movable.get(held);
      if (list) list.push(account);
      else movable.set(held, [account]);
    }
    for (const [places, movable] of groups) {
      level(this.#groups, places, movable, (account, to) => this.#give(account, to, day));
    }
  }
}
