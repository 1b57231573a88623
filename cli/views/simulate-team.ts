/** What is known of our people, above the first table: hours are counted of whom the roster has. */
import type { TeamKnown } from "../../runtime/people/known.ts";
import { counted, exactHours } from "./figures.ts";
import { printable } from "./printable.ts";

const namesShown = 5;

/** Lines without a margin; none without a roster. */
export function teamLines(team: TeamKnown | undefined): string[] {
  if (!team) return [];
  const { people, owners, ownersInTeam, notInTeam, ownNothing, awayOnly, rolesNotDeclared, otherNumber, beyondShifts } =
    team;
  const ofOwners = `${ownersInTeam} of ${counted(owners, "owner")} in the data`;
  return [
    ...(people > 0
      ? [`team      ${people === 1 ? "1 person" : `${people} people`}; ${ofOwners} are among them or their pools`]
      : []),
    ...notInTeam.map(
      ({ role, names }) => `NOT IN THE TEAM ${printable(role)}: ${listed(names)}, taken with the hours of the role`,
    ),
    ...(ownNothing.length > 0 ? [`OWN NOTHING ${listed(ownNothing)}: no account of the data names them`] : []),
    ...(awayOnly.length > 0
      ? [`AWAY ${listed(awayOnly)}: time off of names that neither the team nor the data has`]
      : []),
    ...(rolesNotDeclared.length > 0
      ? [`NO SUCH ROLE ${listed(rolesNotDeclared)}: roles of the team that the playbooks do not have`]
      : []),
    ...otherNumber.map(
      ({ role, said, inTeam }) =>
        `PEOPLE ${printable(role)}: ${said} by \`team\` in the playbooks, ${inTeam} in the roster at once, which counts`,
    ),
    ...(beyondShifts.length > 0
      ? [
          `HOURS BEYOND SHIFTS ${listed(beyondShifts.map(({ person, minutes, fits }) => `${person} (${exactHours(minutes)} a week, shifts of ${exactHours(fits)})`))}: what does not fit is never worked`,
        ]
      : []),
  ];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map(printable).join(", ");
  return names.length > namesShown ? `${shown} and ${names.length - namesShown} more` : shown;
}
