/** How many people each role needs, with the curve that shows it: a line a team that was tried. */
import { formatDay } from "../../runtime/calendar/days.ts";
import type { EpochDay } from "../../runtime/histories/types.ts";
import type { RealTeam, Staffing, StaffingPoint } from "../../runtime/scenarios/staffing.ts";
import { counted, percent, span } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printableName } from "./printable.ts";

const barWidth = 30;

/** The first day of the data and, after it, the first reported one. */
type Begins = { readonly first: EpochDay; readonly from: EpochDay } | undefined;

/** `late`: the bound in millionths. Ends with a line end. */
export function staffingText(found: readonly Staffing[], late: number, begins: Begins, style: Style): string {
  const notes = begins
    ? [
        `Every team works from ${formatDay(begins.first)} on: what it still owed on ${formatDay(begins.from)} is among what is late.`,
      ]
    : [];
  return `${[...found.flatMap((each) => roleSection(each, late, style)), ...notes].join("\n").trimEnd()}\n`;
}

function roleSection({ role, people, asItIs, curve }: Staffing, late: number, style: Style): string[] {
  const bound = percent(late, 1_000_000);
  const name = printableName(role);
  const title =
    people === null
      ? `${name}: no number up to ${curve.at(-1)!.people} keeps late work at ${bound} or less`
      : `${name}: ${peopleWords(people)}, for at most ${bound} late`;
  const worst = Math.max(...[asItIs, ...curve].map((point) => shareOf(point)), Number.EPSILON);
  const row = (first: string, point: StaffingPoint) => [
    first,
    percent(point.late, point.due),
    "#".repeat(Math.round((barWidth * shareOf(point)) / worst)),
    span(point.p95LateMinutes),
    point.capacity === null ? "-" : percent(point.minutes, point.capacity),
  ];
  const rows = [
    row(`as it is, ${asItIs.people}`, asItIs),
    ...curve.map((point) => row(point.people === people ? `> ${point.people}` : String(point.people), point)),
  ];
  const columns = [right("people"), right("late"), left(""), right("95 of 100 late by at most"), right("used")];
  const isUneven = people !== null && curve.some((point) => point.people > people && !point.met);
  const notes = [
    ...asItIsNotes(asItIs),
    ...(isUneven ? ["Lateness does not fall evenly: a larger team that was tried is late more often."] : []),
  ].map((note) => `  ${note}`);
  return section(title, [...table(columns, rows, style), ...notes], style);
}

/** Why the same number of equals can do better or worse. */
function asItIsNotes({ unlike }: RealTeam): string[] {
  const { away, comeOrLeave, otherHours, ownTimes } = unlike;
  const told = [
    [away, "with time off in these days"],
    [comeOrLeave, "who come or leave in them"],
    [otherHours, "with other hours than the role's"],
    [ownTimes, "with days, a shift or a time zone of their own"],
  ] as const;
  const words = told.flatMap(([count, what]) => (count > 0 ? [`${count} ${what}`] : []));
  return [
    `as it is: the people there are${words.length > 0 ? `, ${words.join(", ")}` : ""}; each has the accounts that the data or its rule says`,
    "the others are equals with the role's hours, never away, who share all accounts evenly: add people for leave",
  ];
}

function peopleWords(people: number): string {
  return counted(people, "person").replace("persons", "people");
}

function shareOf({ late, due }: { readonly late: number; readonly due: number }): number {
  return due === 0 ? 0 : late / due;
}
