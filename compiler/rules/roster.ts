/** Holds the people that `playc.yaml` lists against `team` and the policy's hours (docs/language.md section 18). */
import type { Mapping } from "../../project/mapped-names.ts";
import { numbersThere, type Stay } from "../../project/people-there.ts";
import type { PersonRow } from "../../project/team-types.ts";
import type { Policy, TeamMember } from "../../schedule/types.ts";
import { diagnostic } from "../diagnostics/table.ts";
import type { Program } from "../program.ts";

const projectFileName = "playc.yaml";
const everything = 1_000_000;
const officeDays = 5;
const wholeDay = { from: 0, to: 1440 };
const always = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

interface Declared {
  readonly team: readonly TeamMember[];
  readonly policy: Policy;
}

/** Asked only of a program without errors. A roster in a table is held against them when it is read. */
export function checkRoster(program: Program, { team, policy }: Declared, { roster, placeOf }: Mapping): void {
  const people = peopleIn(roster);
  for (const { role, people: said } of team) {
    const listed = people.flatMap(({ row }) => (row.roles.includes(role) ? [stayOf(row)] : []));
    // Who left and who came for her are never there together.
    const numbers = numbersThere(listed, always);
    if (said === undefined || listed.length === 0 || numbers.has(said)) continue;
    const span = placeOf(["team", "people"]);
    const found = { role, said, listed: listed.length, atOnce: Math.max(...numbers) };
    program.diagnostics.push(diagnostic("roster-otherwise", found, projectFileName, span));
  }
  for (const { index, row } of people) {
    const minutes = minutesForPlays(row, team);
    const fits = minutesOfShifts(row, policy);
    if (minutes === undefined || minutes <= fits) continue;
    const span = placeOf(["team", "people", index, "person"]);
    program.diagnostics.push(
      diagnostic("hours-beyond-shifts", { person: row.person, minutes, fits }, projectFileName, span),
    );
  }
}

function stayOf({ from, to }: PersonRow): Stay {
  const dayOf = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text) / 86_400_000);
  return { from: dayOf(from), to: dayOf(to) };
}

/** Rows of one person, which agree on everything else, are one person with all of their roles; `index`: of the first of them. */
function peopleIn(roster: Mapping["roster"]): { index: number; row: PersonRow }[] {
  const people = new Map<string, { index: number; row: PersonRow }>();
  for (const [index, row] of roster.entries()) {
    const known = people.get(row.person);
    const roles = known ? [...known.row.roles, ...row.roles] : row.roles;
    people.set(row.person, { index: known?.index ?? index, row: { ...row, roles } });
  }
  return [...people.values()];
}

/** Of a week: by her own hours and share, else those of her role; of several roles the most. Undefined where nobody says. */
function minutesForPlays({ roles, hoursPerWeekMinutes, shareForPlays }: PersonRow, team: Declared["team"]) {
  const members = team.filter(({ role }) => roles.includes(role));
  const weeks = (members.length === 0 ? [{}] : members).flatMap((member: Partial<TeamMember>) => {
    const hours = hoursPerWeekMinutes ?? member.hoursPerWeekMinutes;
    const share = shareForPlays ?? member.shareForPlays ?? everything;
    return hours === undefined ? [] : [Math.floor((hours * share) / everything)];
  });
  return weeks.length === 0 ? undefined : Math.max(...weeks);
}

function minutesOfShifts({ days, shift, zone }: PersonRow, { hours }: Policy): number {
  const { from, to } = shift ?? (zone === undefined ? wholeDay : (hours ?? wholeDay));
  const worked = days ?? hours?.days;
  return (worked ? new Set(worked).size : officeDays) * (to - from);
}
