/** Among whom an account is dealt, and who of them is next: by who is there, what each carries and whose turn it is. */
import type { AssignRule } from "../../project/team-types.ts";
import type { EpochDay } from "../histories/types.ts";
import type { Candidate } from "./candidates.ts";
import { carriesLess, type Loads, Tournament } from "./loads.ts";

/** Candidates who take the same accounts, as places in the list of all, in order of names. */
interface Group {
  readonly places: number[];
  /** Whose turn it is, as a place in `places`. */
  next: Tournament;
}

export class Groups {
  readonly loads: Loads;
  readonly #candidates: readonly Candidate[];
  /** How often anybody had been given an account when each was last; who never was comes first. */
  readonly #turns: Float64Array;
  readonly #there: Uint8Array;
  #turn = 0;
  /** By value of what the rule goes by; of undefined who takes what nobody matches. */
  readonly #groups = new Map<string | undefined, Group>();
  /** By candidate, the groups and the place in each. */
  readonly #groupsOf: readonly { readonly group: Group; readonly at: number }[][];
  readonly #isWeighed: boolean;

  constructor(candidates: readonly Candidate[], { rule }: AssignRule) {
    this.#candidates = candidates;
    const count = candidates.length;
    this.loads = { accounts: new Int32Array(count), minutes: new Float64Array(count) };
    this.#turns = new Float64Array(count);
    this.#there = new Uint8Array(count);
    const isByLoad = rule === "least_loaded";
    // Where somebody's hours have no end there is no hour to count by: accounts are.
    this.#isWeighed =
      isByLoad &&
      candidates.every(({ members }) => members.every(({ weekMinutes }) => weekMinutes < Number.POSITIVE_INFINITY));
    this.#groupsOf = candidates.map(({ values }, place) =>
      (values.size === 0 ? [undefined] : [...values]).map((value) => {
        const group = this.#groups.get(value) ?? { places: [], next: new Tournament(0, () => false) };
        this.#groups.set(value, group);
        return { group, at: group.places.push(place) - 1 };
      }),
    );
    for (const group of this.#groups.values()) {
      const { places } = group;
      group.next = isByLoad
        ? this.byLoad(places)
        : this.#tournament(places, (one, other) => this.#turns[one]! < this.#turns[other]!);
    }
  }

  /** A tournament over some places that goes to the least load of those who can take one, of equal ones to the first. */
  byLoad(places: readonly number[]): Tournament {
    return this.#tournament(places, (one, other) => carriesLess(this.loads, one, other));
  }

  #tournament(places: readonly number[], goesBefore: (one: number, other: number) => boolean): Tournament {
    return new Tournament(places.length, (at, otherAt) => {
      const [one, other] = [places[at]!, places[otherAt]!];
      return this.canTake(one) && (!this.canTake(other) || goesBefore(one, other));
    });
  }

  /** On the day that was begun last. */
  isThere(place: number): boolean {
    return this.#there[place] === 1;
  }

  /** Somebody who is there, and has minutes where they count. */
  canTake(place: number): boolean {
    return this.loads.minutes[place]! > 0;
  }

  /** Looks up who is there on a day: on the first, and whenever somebody comes or has gone. */
  begin(day: EpochDay): void {
    for (const [place, { members }] of this.#candidates.entries()) {
      const there = members.filter(({ from, to }) => from <= day && day <= to);
      this.#there[place] = Math.sign(there.length);
      const minutes = this.#isWeighed
        ? there.reduce((sum, { weekMinutes }) => sum + weekMinutes, 0)
        : Math.sign(there.length);
      if (minutes === this.loads.minutes[place]) continue;
      this.loads.minutes[place] = minutes;
      this.#changed(place);
    }
  }

  /** An account more or less. */
  add(place: number, accounts: 1 | -1): void {
    this.loads.accounts[place]! += accounts;
    this.#changed(place);
  }

  #changed(place: number): void {
    for (const { group, at } of this.#groupsOf[place]!) group.next.changed(at);
  }

  /** Among whom an account with that value is dealt: those who match, else those who take what nobody matches. */
  among(value: string | undefined): readonly number[] {
    return this.#groupFor(value)?.places ?? [];
  }

  /** Whether somebody is one of them. */
  isAmong(value: string | undefined, place: number): boolean {
    const group = this.#groupFor(value);
    return group !== undefined && this.#groupsOf[place]?.some((one) => one.group === group) === true;
  }

  #groupFor(value: string | undefined): Group | undefined {
    return this.#groupWith(value) ?? this.#groupWith(undefined);
  }

  /** Where somebody can take one. */
  #groupWith(value: string | undefined): Group | undefined {
    const group = this.#groups.get(value);
    return group && this.canTake(group.places[group.next.best]!) ? group : undefined;
  }

  /** Whose turn it is, who has had it then; -1 where nobody can take it. */
  pick(value: string | undefined): number {
    const group = this.#groupFor(value);
    if (!group) return -1;
    const place = group.places[group.next.best]!;
    this.#turns[place] = ++this.#turn;
    this.#changed(place);
    return place;
  }
}
