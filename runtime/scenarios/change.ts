/** What a scenario changes of a plan (docs/people.md): people, their hours and time off, or how many accounts there are. */
import type { Condition } from "../../schedule/types.ts";
import type { DayRange, EpochDay } from "../histories/types.ts";

export type Change =
  /** So many people of a role more, or fewer where it is negative. */
  | { readonly kind: "people"; readonly role: string; readonly number: number; readonly from: EpochDay | undefined }
  | { readonly kind: "hours"; readonly role: string; readonly minutes: number; readonly from: EpochDay | undefined }
  | { readonly kind: "away"; readonly person: string; readonly days: DayRange }
  /** So many millionths more accounts of whom the condition is true, or fewer; of all without one. */
  | { readonly kind: "accounts"; readonly when: Condition | undefined; readonly share: number };

export interface Scenario {
  readonly name: string;
  readonly changes: readonly Change[];
}
