/**
 * How the work goes (docs/language.md, section 17, Operations): touches a person, hours an account, machines, hours against
 * the team's, and what a touch costs. Sums over the ledger by who did what for whom, which are few.
 */
import { compareText } from "../../schedule/order.ts";
import type { ReturnLine, Schedule } from "../../schedule/types.ts";
import type { Query } from "../ledger/store.ts";
import type { ReportRange } from "../ledger/types.ts";
import { roundedHalfEven } from "../measures/return.ts";
import { createPerson } from "../people/person.ts";
import type { Person, Roster, Team } from "../people/types.ts";
import type { Operations, TouchCost } from "./types.ts";

/** What was done by one person or machine, for customers of one segment, by one channel. */
interface Work {
  owner: string;
  role: string;
  segment: string | null;
  channel: string | null;
  /** Of the touch; null: something else. */
  touch: string | null;
  times: number;
  minutes: number;
}

/** `team`: all who are known; `roster`: those of them that `playc.yaml` tells of, who go before the number that `team` says. */
export async function operations(
  query: Query,
  schedule: Schedule,
  range: ReportRange,
  team: Pick<Team, "people">,
  roster?: Roster,
): Promise<Operations> {
  const days = range.to - range.from + 1;
  const machines = new Set(schedule.roles.filter(({ kind }) => kind === "machine").map(({ name }) => name));
  const rows = await query(`SELECT owner, owner_role AS role, segment, channel,
      CASE WHEN kind = 'touch' THEN name END AS touch, count(*) AS times, sum(effort_minutes + prep_minutes) AS minutes
    FROM ledger WHERE outcome = 'done' AND kind <> 'start' GROUP BY ALL`);
  const work = rows as unknown as Work[];
  const touches = work.filter(({ touch }) => touch !== null);
  const accounts = await query("SELECT segment, count(DISTINCT account) AS accounts FROM ledger GROUP BY segment");
  return {
    people: touchesByPerson(
      touches.filter(({ role }) => !machines.has(role)),
      days,
    ),
    segments: minutesBySegment(work, accounts as unknown as { segment: string | null; accounts: number }[]),
    machines: touchesByMachines(touches, machines),
    roles: utilisation(work, schedule, (role) => minutesOfRole(schedule, role, range, team, roster)),
    ...(schedule.roi && { touchCosts: touchCosts(touches, schedule.roi.lines) }),
  };
}

function total(work: readonly Work[], of: "times" | "minutes"): number {
  return work.reduce((sum, each) => sum + each[of], 0);
}

function grouped(work: readonly Work[], keyOf: (each: Work) => string): Map<string, Work[]> {
  const groups = new Map<string, Work[]>();
  for (const each of work) {
    const group = groups.get(keyOf(each));
    if (group) group.push(each);
    else groups.set(keyOf(each), [each]);
  }
  return groups;
}

/** A month is a twelfth of 365 days. */
function touchesByPerson(touches: readonly Work[], days: number): Operations["people"] {
  return [...grouped(touches, ({ owner }) => owner)]
    .map(([person, own]) => ({ person, touches: total(own, "times") }))
    .map((each) => ({ ...each, perMonth: (each.touches * 365) / (12 * days) }))
    .sort((a, b) => b.touches - a.touches || compareText(a.person, b.person));
}

/** By the segment in which it was demanded; the accounts are those of whom anything was demanded in it. */
function minutesBySegment(
  work: readonly Work[],
  accounts: readonly { segment: string | null; accounts: number }[],
): Operations["segments"] {
  return accounts
    .map(({ segment, accounts: count }) => {
      const minutes = total(
        work.filter((each) => each.segment === segment),
        "minutes",
      );
      return { segment, accounts: count, minutes, perAccount: minutes / count };
    })
    .sort((a, b) => b.minutes - a.minutes || compareText(a.segment ?? "", b.segment ?? ""));
}

function touchesByMachines(touches: readonly Work[], machines: ReadonlySet<string>): Operations["machines"] {
  const all = total(touches, "times");
  const byMachine = total(
    touches.filter(({ role }) => machines.has(role)),
    "times",
  );
  return { touches: all, byMachine, share: all === 0 ? null : byMachine / all };
}

/** Of roles whose hours are known. Who has several counts in each. */
function utilisation(
  work: readonly Work[],
  { roles }: Schedule,
  keptBy: (role: string) => number | undefined,
): Operations["roles"] {
  return roles.flatMap(({ name: role }) => {
    const kept = keptBy(role);
    if (kept === undefined) return [];
    const minutes = total(
      work.filter((each) => each.role === role),
      "minutes",
    );
    return [{ role, minutes, kept, share: kept === 0 ? null : minutes / kept }];
  });
}

/**
 * Minutes that a role has for plays: those of the roster's people, else of as many equals as `team` says, else of whom
 * the data names. Undefined where no hours are known.
 */
function minutesOfRole(
  { team, policy }: Schedule,
  role: string,
  range: ReportRange,
  { people }: Pick<Team, "people">,
  roster: Roster | undefined,
): number | undefined {
  const known = [...people.values()].filter(({ roles, weekMinutes }) => roles.includes(role) && weekMinutes < Infinity);
  const told = new Set((roster?.people ?? []).map(({ name }) => name));
  const inRoster = known.filter(({ name }) => told.has(name));
  if (inRoster.length > 0) return minutesOf(inRoster, range);
  const member = team.find((each) => each.role === role);
  if (member?.hoursPerWeekMinutes === undefined) return undefined;
  if (member.people === undefined && known.length > 0) return minutesOf(known, range);
  const equal = createPerson({ name: role, roles: [role] }, { policy, zone: "UTC", members: [member], away: [] });
  return (member.people ?? 1) * minutesOf([equal], range);
}

function minutesOf(people: readonly Person[], { from, to }: ReportRange): number {
  let sum = 0;
  for (let day = from; day <= to; day++) for (const person of people) sum += person.minutesOn(day);
  return sum;
}

/** What touches cost by hours of their owners, by touch and by channel; what is paid by the day is no touch's. */
function touchCosts(touches: readonly Work[], lines: readonly ReturnLine[]): TouchCost[] {
  const groups = grouped(touches, ({ segment, channel }) => JSON.stringify([segment ?? "", channel ?? ""]));
  return [...groups]
    .sort(([a], [b]) => compareText(a, b))
    .map(([, own]) => {
      const sixtieths = own.reduce((sum, each) => sum + sixtiethsOf(lines, each), 0n);
      const [money, count] = [Number(roundedHalfEven(sixtieths, 60n)), total(own, "times")];
      const { segment, channel } = own[0]!;
      return { segment, channel, touches: count, money, perTouch: money / count };
    });
}

/** Sixtieths of a minor unit: hours are counted in minutes. */
function sixtiethsOf(lines: readonly ReturnLine[], { role, minutes, touch, channel, times }: Work): bigint {
  return lines.reduce((sum, { side, amount, per }) => {
    if (side !== "cost" || amount.kind !== "money") return sum;
    const money = BigInt(amount.money);
    if (per.kind === "hour" && per.role === role) return sum + money * BigInt(minutes);
    const isMeant =
      (per.kind === "touch" && per.touch === touch) || (per.kind === "channel" && per.channel === channel);
    return isMeant ? sum + 60n * money * BigInt(times) : sum;
  }, 0n);
}
