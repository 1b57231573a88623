/**
 * Whether the team can pay for the rhythm (TM7, CP1 to CP4 of the handbook): the expected demand against the hours there
 * are, before anything runs.
 */
import type { Coverage, Schedule, TeamMember } from "../../schedule/types.ts";
import type { Model } from "../proofs/facts.ts";
import { createProver, type Prover } from "../proofs/prover.ts";
import { type Demand, expectedDemand, type Rhythm, type Year } from "./demand.ts";

export interface CapacityRow extends Demand {
  /** Minutes a month that one person of the role has for plays. */
  personMinutes?: number;
  /** Accounts that one person can carry with all of these minutes in a steady year: if every step comes, and if only the sure ones do. */
  carries?: { least: number; most?: number };
  /** Accounts a person, or a pool, is to serve, as `coverage` says. */
  coverage?: Exclude<Coverage, { kind: "none" }>;
  /** The touch model that says so. */
  model?: string;
  /** Of the caller. */
  accounts?: number;
}

export interface RoleCapacity {
  role: string;
  people?: number;
  /** Minutes a month that the whole role has for plays. */
  minutes: number;
  /** Minutes a month that the accounts take, in a steady year: for sure, and with every step; where accounts are known. */
  load?: { sure: number; most: number };
}

export interface Capacity {
  rows: CapacityRow[];
  /** Roles of the `team`, by name. */
  roles: RoleCapacity[];
}

const weeksPerMonth = 365 / 7 / 12;
const million = 1_000_000;

/** The parts of a schedule that are asked; its team may only be read. */
type Planned = Model & Rhythm & { readonly team: readonly TeamMember[] };

/** `accounts`: how many there are of each group, where that is known. */
export function capacityOf(
  schedule: Planned,
  accounts: ReadonlyMap<string, number> = new Map(),
  prover: Prover = createProver(schedule),
): Capacity {
  const team = new Map(schedule.team.map((member) => [member.role, member]));
  const rows = expectedDemand(schedule, prover).map((demand): CapacityRow => {
    const member = team.get(demand.role);
    const personMinutes = member && minutesOf(member, 1);
    const served = servedBy(demand, schedule, prover);
    const known = accounts.get(demand.group);
    return {
      ...demand,
      ...(personMinutes !== undefined && { personMinutes }),
      ...carriedBy(personMinutes, demand.steadyYear),
      ...served,
      ...(known !== undefined && { accounts: known }),
    };
  });
  return { rows, roles: schedule.team.flatMap((member) => rolesOf(member, rows)) };
}

function carriedBy(minutes: number | undefined, steady: Year): Pick<CapacityRow, "carries"> {
  const { sure, most } = monthlyMinutes(steady);
  if (minutes === undefined || most === 0) return {};
  const carries = { least: Math.floor(minutes / most), ...(sure > 0 && { most: Math.floor(minutes / sure) }) };
  return { carries };
}

/** Of one account. */
export function monthlyMinutes({ sure, most }: Year): { sure: number; most: number } {
  return { sure: sure.minutes / 12, most: most.minutes / 12 };
}

function minutesOf({ hoursPerWeekMinutes, shareForPlays }: TeamMember, people: number): number | undefined {
  if (hoursPerWeekMinutes === undefined) return undefined;
  return (hoursPerWeekMinutes * people * weeksPerMonth * (shareForPlays ?? million)) / million;
}

/** A role without a number of people has its hours once. */
function rolesOf(member: TeamMember, rows: readonly CapacityRow[]): RoleCapacity[] {
  const minutes = minutesOf(member, member.people ?? 1);
  if (minutes === undefined) return [];
  const counted = rows.filter(({ role, accounts }) => role === member.role && accounts !== undefined);
  const load = counted.reduce(
    (sum, { accounts = 0, steadyYear }) => {
      const { sure, most } = monthlyMinutes(steadyYear);
      return { sure: sum.sure + accounts * sure, most: sum.most + accounts * most };
    },
    { sure: 0, most: 0 },
  );
  return [
    {
      role: member.role,
      ...(member.people !== undefined && { people: member.people }),
      minutes,
      ...(counted.length > 0 && { load }),
    },
  ];
}

/** The coverage of a touch model; of a segment, that of the one model all its customers have of their own. */
export function servedBy(
  { group, kind, role }: Demand,
  { models = [] }: Rhythm,
  prover: Prover,
): Pick<CapacityRow, "coverage" | "model"> {
  const { known, possible } = prover;
  const isOf = (when: Schedule["segments"][number]["when"]) =>
    when === undefined ||
    possible({ kind: "all", parts: [known.inSegment(group), known.doesNotHold(when)] }).kind === "no";
  const mayBe = (when: Schedule["segments"][number]["when"]) =>
    when === undefined || possible({ kind: "all", parts: [known.inSegment(group), known.holds(when)] }).kind !== "no";
  const found =
    kind === "model" ? models.find(({ name }) => name === group) : models.find(({ when }) => mayBe(when) && isOf(when));
  const { coverage } = found ?? {};
  return found && coverage && coverage.kind !== "none" && coverage.role === role ? { coverage, model: found.name } : {};
}
