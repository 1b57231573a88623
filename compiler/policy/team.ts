/** Who there is: `team`, and who stands in for whom: `cover`. Checked here, read by capacity planning. */

import type { CoverDeclaration, Name, TeamDeclaration } from "../../grammar/tree.ts";
import { compareText } from "../../schedule/order.ts";
import type { Cover, TeamMember } from "../../schedule/types.ts";
import { compact } from "../compact.ts";
import type { Checker } from "../program.ts";
import { durationOf } from "../values/durations.ts";
import { shareOf, wholeNumberOf } from "../values/quantities.ts";

const minutesOfWeek = 7 * 24 * 60;

export function checkTeam(checker: Checker, declaration: TeamDeclaration): TeamMember[] {
  checker.record("team", declaration.span);
  const members = new Map<string, TeamMember>();
  for (const syntax of declaration.members) {
    const role = checker.resolve("role", syntax.role)?.name;
    const people = syntax.people && wholeNumberOf(checker, syntax.people, "The number of people", 1);
    const hours = durationOf(checker, syntax.hoursPerWeek, { what: "The hours of a week", clocks: ["elapsed"] });
    const shareForPlays = syntax.shareForPlays && shareOf(checker, syntax.shareForPlays, "The share for plays");
    if (hours && hours.amount > minutesOfWeek) {
      const parameters = { value: "This time", what: "The hours of a week", from: "1min", to: "168h" };
      checker.report("out-of-range", parameters, syntax.hoursPerWeek!.span);
    }
    if (role === undefined) continue;
    if (members.has(role)) {
      checker.report("repeated-in-list", { what: "role", name: role }, syntax.role!.span);
      continue;
    }
    checker.record(`team ${role}`, syntax.span);
    const handover = checkHandover(checker, role, syntax.handover);
    members.set(
      role,
      compact<TeamMember>({ role, people, hoursPerWeekMinutes: hours?.amount, shareForPlays, handover }),
    );
  }
  return [...members.values()].sort((a, b) => compareText(a.role, b.role));
}

/** Owed by whoever is given the account in that role, whoever the task's usual owner is. */
function checkHandover(checker: Checker, role: string, name: Name | undefined): TeamMember["handover"] {
  const task = checker.resolve("task", name)?.name;
  if (name === undefined || task === undefined) return undefined;
  const path = `team ${role}/handover`;
  checker.record(path, name.span);
  return { path, task };
}

export function checkCover(checker: Checker, declaration: CoverDeclaration): Cover | undefined {
  const role = checker.resolve("role", declaration.role)?.name;
  const by = checker.resolve("role", declaration.by)?.name;
  const use = { what: "The absence", clocks: ["calendar", "business"] as const };
  const awayOver = durationOf(checker, declaration.awayOver, use);
  if (role === undefined || by === undefined || !awayOver) return undefined;
  if (role === by) {
    checker.report("covers-itself", { role }, declaration.by!.span);
    return undefined;
  }
  const path = `cover ${role} by ${by}`;
  checker.record(path, declaration.span);
  return { path, role, awayOver, by };
}
