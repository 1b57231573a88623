/** How the work goes (docs/language.md, section 17, Operations; handbook row CP4): machines, hours by segment and against the team, the cost of touches. */
import type { Summary } from "../../runtime/summary/types.ts";
import { hours, mean, money, percent } from "./figures.ts";
import { left, right, type Style, section, table } from "./layout.ts";
import { printableName } from "./printable.ts";

type Told = Pick<Summary, "operations" | "machineTouchesOnDaysOff">;

/** Nothing where nobody was touched. `hours` says when people work; who took it for everybody's learns it here. */
export function machinesLines({ operations, machineTouchesOnDaysOff: onDaysOff }: Told): string[] {
  const { touches, byMachine } = operations.machines;
  if (touches === 0) return [];
  return [
    `Touches by machines: ${byMachine} of ${touches}, ${percent(byMachine, touches)}`,
    ...(onDaysOff === 0 ? [] : [`Touches on days off, by machines: ${onDaysOff} (\`hours\` binds people only)`]),
    "",
  ];
}

/** Nothing where nothing was demanded. */
export function segmentHoursSection({ operations: { segments } }: Told, style: Style): string[] {
  if (segments.length === 0) return [];
  const rows = segments.map(({ segment, accounts, minutes }) => [
    printableName(segment ?? "-"),
    String(accounts),
    hours(minutes),
    mean(minutes, 60 * accounts),
  ]);
  const columns = [left("segment"), right("accounts"), right("hours"), right("hours an account")];
  return section("Hours by segment", table(columns, rows, style), style);
}

/** Nothing where `team` says no hours. */
export function teamHoursSection({ operations: { roles } }: Told, style: Style): string[] {
  if (roles.length === 0) return [];
  const rows = roles.map(({ role, minutes, kept }) => [
    printableName(role),
    hours(minutes),
    hours(kept),
    percent(minutes, kept),
  ]);
  const columns = [left("role"), right("hours done"), right("hours kept for plays"), right("used")];
  return section("Hours against the team", table(columns, rows, style), style);
}

/** Nothing without `roi`, or where nobody was touched. */
export function touchCostsSection({ operations, roi }: Told & Pick<Summary, "roi">, style: Style): string[] {
  const costs = operations.touchCosts ?? [];
  if (!roi || costs.length === 0) return [];
  const rows = costs.map(({ segment, channel, touches, money: minor, perTouch }) => [
    printableName(segment ?? "-"),
    printableName(channel ?? "-"),
    String(touches),
    money(minor, roi.minorDigits),
    money(Math.round(perTouch), roi.minorDigits),
  ]);
  const columns = [left("segment"), left("channel"), right("touches"), right(roi.currency), right("a touch")];
  const note = "  by hours of their owners and amounts per touch and channel; what is paid by the day is in the return";
  return section("Cost of touches", [...table(columns, rows, style), note], style);
}
