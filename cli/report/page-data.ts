/** All that the page is made of, handed to each of its sections. */
import type { ReportData } from "../../runtime/report/types.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import type { Schedule } from "../../schedule/types.ts";
import type { RuleWords } from "../views/rule-words.ts";
import type { WeekColumns } from "./calendar.ts";
import type { Capacity } from "./capacity.ts";
import type { Html } from "./html.ts";

export interface PageData {
  /** What the page is called: the project's folder. */
  readonly title: string;
  readonly schedule: Schedule;
  readonly summary: Summary;
  readonly data: ReportData;
  readonly words: RuleWords;
  readonly weeks: WeekColumns;
  readonly capacity: Capacity;
  /** The account's name, and where its story is in the page, the way there. */
  account(id: string): Html;
}
