/** The smallest team of a role that keeps late work under a bound (docs/people.md): teams of equals, and a search over them. */
import type { Schedule } from "../../schedule/types.ts";
import type { AccountHistory, AccountPlaces, DayRange, Histories, Staff } from "../histories/types.ts";
import { createPerson } from "../people/person.ts";
import type { Person, RosterPerson } from "../people/types.ts";
import { surveyed } from "../survey-accounts.ts";
import type { Ready } from "./apply.ts";
import type { RoleFigures } from "./figures.ts";
import { ScenarioError } from "./people-changes.ts";

/** What a team of so many comes to. */
export interface StaffingPoint extends Omit<RoleFigures, "role"> {
  /** Late ones are no more than the bound. */
  readonly met: boolean;
}

/** The team that there is, and in how many of its people it is unlike the equals that are searched. */
export interface RealTeam extends StaffingPoint {
  readonly unlike: {
    /** On time off for some of the reported days. */
    readonly away: number;
    /** Who come or leave in the reported days. */
    readonly comeOrLeave: number;
    readonly otherHours: number;
    /** Days, a shift or a time zone of their own. */
    readonly ownTimes: number;
  };
}

export interface Staffing {
  readonly role: string;
  readonly asItIs: RealTeam;
  /** The smallest of those tried that meets the bound; null where none up to the most does. */
  readonly people: number | null;
  /** Every team that was tried, by number of people. */
  readonly curve: readonly StaffingPoint[];
}

/**
 * The plan with so many people of a role, each with the role's hours, who share all accounts evenly from the first day on;
 * the other roles are as they are. `histories` as they were opened. ScenarioError where nobody says the role's hours.
 */
export async function staffedWith<Given extends Histories>(
  { schedule, histories }: Ready<Given>,
  role: string,
  people: number,
): Promise<Ready<Given>> {
  if (schedule.team.find((member) => member.role === role)?.hoursPerWeekMinutes === undefined) {
    throw new ScenarioError(
      `Nobody says how many hours a week one \`${role}\` has. Say it in the playbooks: \`team { ${role} 30h per week }\`.`,
    );
  }
  const staff = histories.staff ?? { owners: new Map(), rules: new Map(), zone: "UTC" };
  const shared = async function* (accounts: AsyncIterable<AccountHistory>): AsyncGenerator<AccountHistory> {
    for await (const history of accounts) {
      yield { ...history, people: new Map([...history.people].filter(([name]) => name !== role)) };
    }
  };
  const given = {
    ...histories,
    staff: staffOf(staff, role, people, schedule),
    accounts: (places: AccountPlaces | undefined) => shared(histories.accounts(places)),
    everybody: () => shared(histories.everybody()),
  };
  return { schedule, histories: await surveyed(schedule, given) };
}

/** Whoever has another role keeps that one. */
function staffOf({ roster, owners, rules, zone }: Staff, role: string, people: number, { roles }: Schedule): Staff {
  const others = (roster?.people ?? []).flatMap((person): RosterPerson[] => {
    const kept = person.roles.filter((each) => each !== role);
    return kept.length > 0 ? [{ ...person, roles: kept }] : [];
  });
  const taken = new Set([
    ...others.map(({ name }) => name),
    ...[...owners].flatMap(([name, names]) => (name === role ? [] : [...names])),
    ...roles.map(({ name }) => name),
  ]);
  const equals: RosterPerson[] = [];
  for (let next = 1; equals.length < people; next++) {
    const name = `${role} ${next}`;
    if (!taken.has(name)) equals.push({ name, roles: [role] });
  }
  return {
    roster: { ...roster, people: [...others, ...equals] },
    owners: new Map([...owners].filter(([name]) => name !== role)),
    rules: new Map(rules).set(role, { rule: "least_loaded", again: [] }),
    zone,
  };
}

/** `figures`: what the plan as it is comes to with `enforce`. */
export function realTeam(
  { schedule, histories: { team, staff } }: Ready<Histories>,
  { role, ...figures }: RoleFigures,
  { from, to }: DayRange,
  share: number,
): RealTeam {
  const people = [...(team?.people.values() ?? [])].filter(({ roles }) => roles.includes(role));
  const told = new Map((staff?.roster?.people ?? []).map((person) => [person.name, person]));
  const { policy } = schedule;
  const members = schedule.team.filter((member) => member.role === role);
  const equal = createPerson({ name: role, roles: [role] }, { policy, zone: "UTC", members, away: [] });
  const count = (is: (person: Person) => boolean) => people.filter(is).length;
  const isAway = ({ awayOn }: Person) => {
    for (let day = from; day <= to; day++) if (awayOn(day)) return true;
    return false;
  };
  return {
    ...figures,
    met: meetsBound(figures, share),
    unlike: {
      away: count(isAway),
      comeOrLeave: count((person) => person.from > from || person.to < to),
      otherHours: count(({ weekMinutes }) => weekMinutes !== equal.weekMinutes),
      ownTimes: count(({ name }) => {
        const { zone, days, shift } = told.get(name) ?? {};
        return zone !== undefined || days !== undefined || shift !== undefined;
      }),
    },
  };
}

function meetsBound({ late, due }: Pick<RoleFigures, "late" | "due">, share: number): boolean {
  return late * 1_000_000 <= share * due;
}

/**
 * Searches by doubling, then by halves, then looks at the neighbours of what it found, since lateness need not fall
 * evenly with people, and goes on down from the smallest that meets the bound until one fewer does not.
 * `share`: the most that may be late, in millionths of those due. `ask` is called once a number.
 */
export async function searchTeam(
  role: string,
  { share, most }: { readonly share: number; readonly most: number },
  ask: (people: number) => Promise<RoleFigures>,
): Promise<Omit<Staffing, "asItIs">> {
  const asked = new Map<number, StaffingPoint>();
  const meets = async (people: number): Promise<boolean> => {
    let point = asked.get(people);
    if (!point) {
      const { role: _, ...figures } = await ask(people);
      point = { ...figures, people, met: meetsBound(figures, share) };
      asked.set(people, point);
    }
    return point.met;
  };
  let [fails, high] = [0, 1];
  while (!(await meets(high))) {
    fails = high;
    if (high === most) break;
    high = Math.min(2 * high, most);
  }
  while (high - fails > 1) {
    const middle = Math.floor((fails + high) / 2);
    if (await meets(middle)) high = middle;
    else fails = middle;
  }
  for (const people of [high - 2, high - 1, high + 1]) if (people >= 1 && people <= most) await meets(people);
  const tried = () => [...asked.values()].sort((a, b) => a.people - b.people);
  let smallest = tried().find(({ met }) => met)?.people ?? null;
  while (smallest !== null && smallest > 1 && (await meets(smallest - 1))) smallest--;
  return { role, people: smallest, curve: tried() };
}
