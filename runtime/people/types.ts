/**
 * What the runtime knows of people (docs/language.md section 18): what is told of them, and who they are on a day.
 * Minutes are whole, days are those of the person's own calendar.
 */
import type { Weekday } from "../../schedule/types.ts";
import type { Zone } from "../calendar/zones.ts";
import type { DayRange, EpochDay, Instant } from "../histories/types.ts";

/** What a roster says of one person; what it leaves open is filled in by `team` and the policy. */
export interface RosterPerson {
  readonly name: string;
  /** Roles of the schedule that the person can hold; none: whichever the data names the person for. */
  readonly roles: readonly string[];
  /** Works off what is owed by the owner of this name, together with the others of it. */
  readonly pool?: string | undefined;
  /** IANA. */
  readonly zone?: string | undefined;
  readonly hoursPerWeekMinutes?: number | undefined;
  /** In millionths. */
  readonly shareForPlays?: number | undefined;
  readonly days?: readonly Weekday[] | undefined;
  /** Minutes after midnight. */
  readonly shift?: { readonly from: number; readonly to: number } | undefined;
  /** First and last day with us. */
  readonly from?: EpochDay | undefined;
  readonly to?: EpochDay | undefined;
  /** Days off of the person's own calendar of holidays. */
  readonly holidays?: readonly EpochDay[] | undefined;
  readonly attributes?: ReadonlyMap<string, string> | undefined;
  /** Other hours a week from a day on, as scenarios have them. */
  readonly later?: { readonly from: EpochDay; readonly minutes: number };
}

/** Names in a roster are unique, and no pool has the name of a person. */
export interface Roster {
  readonly people: readonly RosterPerson[];
  /** Time off by name, also of people whom only the data names. */
  readonly away?: ReadonlyMap<string, readonly DayRange[]>;
}

export interface Person {
  readonly name: string;
  readonly roles: readonly string[];
  readonly pool: string | undefined;
  readonly zone: Zone;
  /** First and last day with us; -Infinity and Infinity where nobody said. */
  readonly from: EpochDay;
  readonly to: EpochDay;
  /** Minutes kept for plays in a full week; Infinity where nobody said how many. */
  readonly weekMinutes: number;
  /** Of the shifts of a full week, however many minutes are kept for plays. */
  readonly shiftMinutes: number;
  /** Kept for plays on that day: 0 on days off, while away, before the start and after leaving; Infinity where nobody said how many. */
  minutesOn(day: EpochDay): number;
  /** Between which instants the person takes work up that day; undefined on days without minutes. `to` is exclusive. */
  shiftOn(day: EpochDay): { readonly from: Instant; readonly to: Instant } | undefined;
  /** The absence that the day lies in: time off that touches or overlaps, as one. Holidays and weekends are none. */
  awayOn(day: EpochDay): DayRange | undefined;
  /** A day of the week that the person works on and no holiday, whether or not the person is there. */
  isWorkingDay(day: EpochDay): boolean;
  /** What assignment rules match on, by column of the roster. */
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Team {
  /** By name, in order of names: those of the roster, and those whom the data names and the roster does not. */
  readonly people: ReadonlyMap<string, Person>;
  /** By name of the pool, its members in order of names. */
  readonly pools: ReadonlyMap<string, readonly Person[]>;
  /**
   * Who works off what is owed by an owner named in the histories: the person, or the members of the pool of that name
   * who can hold the role. Empty where nobody of them, or not each of them, has finite hours: the work does not queue.
   */
  serving(owner: string, role: string): readonly Person[];
  /**
   * Who does on that day what the owner owes in a role: the owner, or by `cover` who stands in during a long absence.
   * `holderOf` says who holds a role of that account on that day. A ring of people who are all away ends with the owner.
   */
  standIn(duty: Duty, day: EpochDay, holderOf: (role: string) => string | undefined): Duty;
}

/** Who owes something in which role. */
export interface Duty {
  readonly role: string;
  readonly owner: string;
}

/** Who is named for a role anywhere in the data, by role. */
export type OwnersFound = ReadonlyMap<string, ReadonlySet<string>>;
