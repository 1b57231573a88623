/** `person_days`: what people have and what came to them, day by day (docs/language.md section 18). */
import type { PersonDay } from "../books/person-days.ts";
import type { SumTable } from "./run-sums.ts";
import type { Column } from "./tables.ts";

/** A row of a part: what is not known is null, and null in the sum. */
export type PersonDayRow = Pick<PersonDay, "person" | "day"> & {
  readonly [Amount in Exclude<keyof PersonDay, "person" | "day">]: number | null;
};

const minutes = (name: string, doc: string): Column => ({ name, type: "BIGINT", doc });

export const personDays: SumTable = {
  name: "person_days",
  doc: "a row a person with finite hours, or a pool, and reported day; empty with `--capacity off`",
  keys: 2,
  columns: [
    { name: "person", type: "VARCHAR", doc: "the person, or the pool" },
    {
      name: "day",
      type: "DATE",
      doc: "of the person's calendar, of a pool that of its first member; without queues the account's day",
    },
    minutes("capacity_minutes", "kept for plays on that day; 0 for a pool, whose members have them"),
    minutes(
      "came_minutes",
      "work that came into the queue, or was taken over from a pool's; none known without queues",
    ),
    minutes("worked_minutes", "worked; without queues, of what was done on that day"),
    minutes(
      "left_minutes",
      "work that left the queue otherwise: put off, dropped, withdrawn, merged, passed on; of a pool also to its members",
    ),
    minutes("in_hand_minutes", "what is left of the work in hand when the day ends: nobody else can take it"),
    minutes(
      "waiting_minutes",
      "work in the queue or in hand when the day ends: what waited before and came, less what was worked and left",
    ),
  ],
};

export function amountsOf(row: PersonDayRow): readonly (number | null)[] {
  return [
    row.capacityMinutes,
    row.cameMinutes,
    row.workedMinutes,
    row.leftMinutes,
    row.inHandMinutes,
    row.waitingMinutes,
  ];
}
