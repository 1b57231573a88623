/** What `team` of the project file says of people: tables to read, or rows written out. Dates are `YYYY-MM-DD`. */
import type { Table } from "./types.ts";

export const personColumns = [
  "person",
  "role",
  "hours",
  "share",
  "days",
  "shift",
  "zone",
  "from",
  "to",
  "pool",
  "calendar",
] as const;
export const awayColumns = ["person", "from", "to"] as const;
export const holidayColumns = ["calendar", "day"] as const;

export type PersonColumn = (typeof personColumns)[number];
export type AwayColumn = (typeof awayColumns)[number];
export type HolidayColumn = (typeof holidayColumns)[number];

/** Monday first. */
export const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export interface PersonRow {
  readonly person: string;
  readonly roles: readonly string[];
  readonly hoursPerWeekMinutes: number | undefined;
  /** In millionths. */
  readonly shareForPlays: number | undefined;
  readonly days: readonly (typeof weekdays)[number][] | undefined;
  /** Minutes after midnight. */
  readonly shift: { readonly from: number; readonly to: number } | undefined;
  readonly zone: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly pool: string | undefined;
  readonly calendar: string | undefined;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Both ends included. */
export interface AwayRow {
  readonly person: string;
  readonly from: string;
  readonly to: string;
}

export interface HolidayRow {
  readonly calendar: string;
  readonly day: string;
}

/** A table with the column of each thing it says, or the rows themselves. */
export type TeamPart<Row, Column extends string> =
  | { readonly kind: "rows"; readonly rows: readonly Row[] }
  | ({
      readonly kind: "table";
      readonly columns: ReadonlyMap<Column, string>;
      /** Attribute -> column. */
      readonly attributes: ReadonlyMap<string, string>;
    } & Table);

export interface TeamSource {
  readonly people?: TeamPart<PersonRow, PersonColumn>;
  readonly away?: TeamPart<AwayRow, AwayColumn>;
  readonly holidays?: TeamPart<HolidayRow, HolidayColumn>;
}

/** How a role is given to people whom no column names. */
export interface AssignRule {
  readonly rule: "least_loaded" | "round_robin";
  /** The account's field and the people's attribute of the same name that must agree. */
  readonly by?: string;
  /** On these days the accounts are evened out anew. */
  readonly again: readonly string[];
}
