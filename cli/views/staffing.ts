/** How many people each role needs, with the curve that shows it: a line a team that was tried. */
import type { Staffing } from "../../runtime/scenarios/staffing.ts";
import { counted, percent, span } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printableName } from "./printable.ts";

const barWidth = 30;

/** `late`: the bound in millionths. Ends with a line end. */
export function staffingText(found: readonly Staffing[], late: number, style: Style): string {
  return `${found
    .flatMap((each) => roleSection(each, late, style))
    .join("\n")
    .trimEnd()}\n`;
}

function roleSection({ role, people, curve }: Staffing, late: number, style: Style): string[] {
  const bound = percent(late, 1_000_000);
  const name = printableName(role);
  const title =
    people === null
      ? `${name}: no number up to ${curve.at(-1)!.people} keeps late work at ${bound} or less`
      : `${name}: ${counted(people, "person").replace("persons", "people")}, for at most ${bound} late`;
  const worst = Math.max(...curve.map((point) => shareOf(point)), Number.EPSILON);
  const rows = curve.map((point) => [
    point.people === people ? `> ${point.people}` : String(point.people),
    percent(point.late, point.due),
    "#".repeat(Math.round((barWidth * shareOf(point)) / worst)),
    span(point.p95LateMinutes),
    point.capacity === null ? "-" : percent(point.minutes, point.capacity),
  ]);
  const columns = [right("people"), right("late"), left(""), right("95 of 100 late by at most"), right("used")];
  const isUneven = people !== null && curve.some((point) => point.people > people && !point.met);
  const notes = isUneven ? ["  Lateness does not fall evenly: a larger team that was tried is late more often."] : [];
  return section(title, [...table(columns, rows, style), ...notes], style);
}

function shareOf({ late, due }: { readonly late: number; readonly due: number }): number {
  return due === 0 ? 0 : late / due;
}
