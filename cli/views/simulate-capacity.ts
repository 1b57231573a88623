/** Hours against the hours there are, a line a person; and the days that what was held back flooded. */
import { parseDay, weekdayOf } from "../../runtime/calendar/days.ts";
import type { Flood, PersonCapacity } from "../../runtime/summary/capacity-types.ts";
import type { Summary } from "../../runtime/summary/types.ts";
import { heldBackWords } from "./explain-words.ts";
import { counted, hours, percent } from "./figures.ts";
import { type Grid, gridLines, left, right, type Style, section } from "./layout.ts";
import { printableName } from "./printable.ts";

/** More lines than this nobody reads; all are in summary.json. */
const mostPeople = 40;
const mostFloods = 10;

export const capacityTitle = "Hours against capacity, by person";

export function capacitySection(summary: Summary, style: Style): string[] {
  const { capacity } = summary;
  if (capacity.length === 0) return [];
  const more = capacity.length - mostPeople;
  const notes = [
    ...(more > 0 ? [`${counted(more, "more person").replace("persons", "people")}, less full, in summary.json`] : []),
    capacityNote(summary),
  ];
  const lines = gridLines(capacityGrid(summary, mostPeople), style);
  return section(capacityTitle, [...lines, ...notes.map((note) => `  ${note}`)], style);
}

/** What the hours are that stand against those there are. */
export function capacityNote({ capacityMode }: Pick<Summary, "capacityMode">): string {
  return capacityMode === "enforce"
    ? "hours worked in these days; what is done counts in the other tables as a whole when it is taken in hand, and the rest of its hours follow"
    : "hours of what was done, whether or not there was time for it";
}

/** The fullest first; `most`: how many. */
export function capacityGrid({ capacity, capacityMode, range }: Summary, most = capacity.length): Grid {
  const columns = [
    left("person"),
    left("role"),
    right(capacityMode === "enforce" ? "hours worked" : "hours done"),
    right("of"),
    right("used"),
    right(`weeks over, of ${range.weeks}`),
    left("first over"),
    left("fullest week"),
    right("its hours"),
    right("of"),
    right("used"),
  ];
  return { columns, rows: capacity.slice(0, most).map(rowOf) };
}

function rowOf({ person, people, roles, minutes, capacity, weeksOver, firstOver, peak }: PersonCapacity): string[] {
  const isPool = people.length !== 1 || people[0] !== person;
  return [
    isPool ? `${printableName(person)} (${people.length} people)` : printableName(person),
    roles.map(printableName).join(", "),
    hours(minutes),
    hours(capacity),
    percent(minutes, capacity),
    String(weeksOver),
    firstOver ?? "-",
    peak.week,
    hours(peak.minutes),
    hours(peak.capacity),
    percent(peak.minutes, peak.capacity),
  ];
}

/** The worst first: by hours over what there is. */
export function floodsSection({ floods }: Summary, style: Style): string[] {
  if (floods.length === 0) return [];
  const title = `Floods: ${counted(floods.length, "day")} with more than there are hours for, most of it held back before`;
  const more = floods.length - mostFloods;
  const notes = more > 0 ? [`  and ${more} less than these; all are in summary.json`] : [];
  return section(title, [...gridLines(floodsGrid(floods), style), ...notes], style);
}

export function floodsGrid(floods: readonly Flood[]): Grid {
  const worst = [...floods].sort((a, b) => excess(b) - excess(a)).slice(0, mostFloods);
  const columns = [
    left("day"),
    left("person"),
    right("hours"),
    right("of"),
    right("held back"),
    left("since"),
    left("by"),
  ];
  const rows = worst.map((flood) => [
    `${flood.day} ${weekdayOf(parseDay(flood.day)!)}`,
    printableName(flood.person),
    hours(flood.minutes),
    flood.capacity === null ? `usually ${hours(flood.usual)}` : hours(flood.capacity),
    `${flood.heldBack.demands} of ${flood.demands}`,
    flood.heldBack.since,
    flood.heldBack.by.map(({ cause, demands }) => `${heldBackWords(cause)} ${demands}`).join(", "),
  ]);
  return { columns, rows };
}

function excess({ minutes, capacity, usual }: Flood): number {
  return minutes - (capacity ?? usual);
}

export const overNote = "  ! more hours than are kept for plays that week";

/** Whether a person did more in a week than there are hours for, for the tables by week. */
export function weekIsOver({ capacity }: Pick<Summary, "capacity">): (person: string, week: string) => boolean {
  const over = new Set(
    capacity.flatMap(({ person, weeks }) =>
      weeks.flatMap(({ week, minutes, capacity: kept }) => (minutes > kept ? [`${week} ${person}`] : [])),
    ),
  );
  return (person, week) => over.has(`${week} ${person}`);
}
