/**
 * People of a scenario: more or fewer of a role, other hours, time off. Who comes takes accounts over from those who carry
 * most on that day, as a rule that evens out does (docs/language.md section 18); who goes hands theirs over by rule.
 */
import type { AssignRule } from "../../project/team-types.ts";
import { compareText } from "../../schedule/order.ts";
import type { Schedule } from "../../schedule/types.ts";
import { formatDay } from "../calendar/days.ts";
import type { EpochDay, Histories, Staff } from "../histories/types.ts";
import { teamOf } from "../people/peopled.ts";
import type { Person, RosterPerson } from "../people/types.ts";
import type { Change } from "./change.ts";

type Of<Kind extends Change["kind"]> = Extract<Change, { kind: Kind }>;

export interface Plan<Given extends Histories = Histories> {
  readonly schedule: Schedule;
  /** As they were opened: nobody has been given an account by rule. */
  readonly histories: Given;
  /** Roles that get a rule by the scenario alone. */
  readonly ruled: ReadonlyMap<string, Ruled>;
}

/** From which day on the rule gives accounts to people, and whether it goes before whom the data names from then on. */
export interface Ruled {
  readonly from: EpochDay;
  readonly beforeNames: boolean;
}

/** What a scenario asks for and the data cannot give; the message is for who typed it. */
export class ScenarioError extends Error {
  override name = "ScenarioError";
}

const noStaff: Staff = { owners: new Map(), rules: new Map(), zone: "UTC" };

export function withOtherHours<Given extends Histories>(plan: Plan<Given>, change: Of<"hours">): Plan<Given> {
  const { schedule, histories } = plan;
  const { role, minutes, from } = change;
  const staff = histories.staff ?? noStaff;
  const holders = holdersOf(schedule, staff, role);
  if (from !== undefined) {
    const unknown = holders.find(({ person }) => person.weekMinutes === Infinity);
    if (unknown) {
      throw new ScenarioError(
        `Nobody says how many hours a week ${unknown.person.name} has before ${formatDay(from)}. Say it in \`team { ${role} 30h per week }\`, or leave out \`from\`.`,
      );
    }
    return withStaff(
      plan,
      changedPeople(staff, holders, (person) => ({ ...person, later: { from, minutes } })),
    );
  }
  const own = holders.filter(({ told }) => told?.hoursPerWeekMinutes !== undefined);
  const others = schedule.team.filter((member) => member.role !== role);
  const member = { ...schedule.team.find((each) => each.role === role), role, hoursPerWeekMinutes: minutes };
  const team = [...others, member].sort((a, b) => compareText(a.role, b.role));
  const told = changedPeople(staff, own, (person) => ({ ...person, hoursPerWeekMinutes: minutes }));
  return withStaff({ ...plan, schedule: { ...schedule, team } }, told);
}

export function withTimeOff<Given extends Histories>(plan: Plan<Given>, { person, days }: Of<"away">): Plan<Given> {
  const { schedule, histories } = plan;
  const staff = histories.staff ?? noStaff;
  if (!teamOf(schedule, staff).people.has(person)) {
    throw new ScenarioError(`Nobody is called ${person}: neither the roster nor the data names such a person.`);
  }
  const away = new Map(staff.roster?.away);
  away.set(person, [...(away.get(person) ?? []), days]);
  return withStaff(plan, { ...staff, roster: { people: staff.roster?.people ?? [], away } });
}

export function withOtherPeople<Given extends Histories>(plan: Plan<Given>, change: Of<"people">): Plan<Given> {
  const { role, number } = change;
  const { schedule, histories } = plan;
  const { grid } = histories;
  const staff = histories.staff ?? noStaff;
  const holders = holdersOf(schedule, staff, role);
  if (number < 0) {
    const from = change.from ?? grid.from;
    const there = holders.filter(({ person }) => person.from < from && person.to >= from);
    if (there.length < -number) {
      const have = there.length === 1 ? "there is 1 person" : `there are ${there.length} people`;
      throw new ScenarioError(
        `\`${role}\` cannot become ${-number} fewer: ${have} with that role on ${formatDay(from)}.`,
      );
    }
    const leaving = there.slice(there.length + number);
    const told = changedPeople(staff, leaving, (person) => ({ ...person, to: from - 1 }));
    return ruledFrom(withStaff(plan, withRule(told, role, [])), role, { from, beforeNames: false });
  }
  if (number === 0) return plan;
  // On the first day everybody has whom the data names: there is nothing yet to even out.
  const from = Math.max(change.from ?? grid.from, grid.from + 1);
  const models = holders.flatMap(({ told }) => told ?? []);
  const single = models.filter(({ pool }) => pool === undefined);
  const newcomers = namesOf(staff, schedule, role, number).map((name, index): RosterPerson => {
    const model = (single.length > 0 ? single : models)[index % Math.max(1, single.length || models.length)];
    return { ...model, name, roles: [role], from: change.from, to: undefined };
  });
  const roster = { ...staff.roster, people: [...(staff.roster?.people ?? []), ...newcomers] };
  if (newcomers.every(({ pool }) => pool !== undefined)) return withStaff(plan, { ...staff, roster });
  const grown = withStaff(plan, withRule({ ...staff, roster }, role, [from]));
  return ruledFrom(grown, role, { from, beforeNames: true });
}

interface Holder {
  readonly person: Person;
  /** What the roster says of them. */
  readonly told: RosterPerson | undefined;
}

/** Everybody with a role, in order of names. */
function holdersOf(schedule: Schedule, staff: Staff, role: string): Holder[] {
  const told = new Map((staff.roster?.people ?? []).map((person) => [person.name, person]));
  const { people } = teamOf(schedule, staff);
  return [...people.values()]
    .filter(({ roles }) => roles.includes(role))
    .map((person) => ({ person, told: told.get(person.name) }));
}

function changedPeople(staff: Staff, who: readonly Holder[], change: (person: RosterPerson) => RosterPerson): Staff {
  const changed = new Map(
    who.map(({ person, told }) => [person.name, change(told ?? { name: person.name, roles: person.roles })]),
  );
  const kept = (staff.roster?.people ?? []).filter(({ name }) => !changed.has(name));
  return { ...staff, roster: { ...staff.roster, people: [...kept, ...changed.values()] } };
}

function withRule(staff: Staff, role: string, again: readonly EpochDay[]): Staff {
  const rule: AssignRule = staff.rules.get(role) ?? { rule: "least_loaded", again: [] };
  const days = [...new Set([...rule.again, ...again.map(formatDay)])].sort(compareText);
  return { ...staff, rules: new Map(staff.rules).set(role, { ...rule, again: days }) };
}

function withStaff<Given extends Histories>(plan: Plan<Given>, staff: Staff): Plan<Given> {
  return { ...plan, histories: { ...plan.histories, staff } };
}

/** `csm new 1`, `csm new 2`: names that nobody has. */
function namesOf({ roster, owners }: Staff, schedule: Schedule, role: string, number: number): string[] {
  const taken = new Set([
    ...(roster?.people ?? []).flatMap(({ name, pool }) => [name, pool]),
    ...[...owners.values()].flatMap((names) => [...names]),
    ...schedule.roles.map(({ name }) => name),
  ]);
  const names: string[] = [];
  for (let next = 1; names.length < number; next++) {
    const name = `${role} new ${next}`;
    if (!taken.has(name)) names.push(name);
  }
  return names;
}

function ruledFrom<Given extends Histories>(
  plan: Plan<Given>,
  role: string,
  { from, beforeNames }: Ruled,
): Plan<Given> {
  const known = plan.ruled.get(role);
  const both = {
    from: Math.min(from, known?.from ?? from),
    beforeNames: beforeNames || known?.beforeNames === true,
  };
  return { ...plan, ruled: new Map(plan.ruled).set(role, both) };
}
