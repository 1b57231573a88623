/** The people around a synthetic customer: ours who own it, and theirs who speak for it, each from a day on. */
import type { AccountPlan } from "./generate-saas-account.ts";
import { workingDay } from "./generate-saas-calendar.ts";
import { type Random, randomFor } from "./generate-saas-random.ts";

/** Who holds a role from a day on; nobody when the name is empty. */
export interface Holder {
  role: "csm" | "onboarding_lead" | "sponsor" | "champion" | "alternate";
  from: number;
  person: string;
}

/** Something that happened to their people. */
export interface PeopleChange {
  day: number;
  kind: "sponsor_left" | "champion_left" | "champion_promoted";
}

/** The named customer success managers of the upper two tiers; the last one joins in the autumn and takes accounts over. */
export const managers = ["Amara Osei", "Ben Whitlock", "Chiara Conti", "Dev Raman", "Elena Novak", "Farid Haddad"];
const pod = "CS pod";
export const onboardingLeads = ["Grace Lindqvist", "Hugo Marchetti"];
const givenNames = [
  "Ada",
  "Bilal",
  "Carmen",
  "Diego",
  "Esther",
  "Finn",
  "Gita",
  "Hana",
  "Ivan",
  "Joan",
  "Kofi",
  "Lena",
  "Marek",
  "Nia",
  "Omar",
  "Petra",
];
const familyNames = [
  "Abbott",
  "Bauer",
  "Chen",
  "Dubois",
  "Eriksen",
  "Flores",
  "Grant",
  "Hughes",
  "Iqbal",
  "Jansen",
  "Kowalski",
  "Lopez",
  "Moretti",
  "Nakata",
];

export function peopleOf(plan: AccountPlan): { holders: Holder[]; changes: PeopleChange[] } {
  const random = randomFor(plan.seed, "people", plan.index);
  const changes: PeopleChange[] = [];
  const holders = [...ownersOf(plan, random)];
  const isSmall = plan.tier === "self_serve";
  const chances = { sponsor: isSmall ? 0.1 : 0.85, champion: isSmall ? 0.3 : 0.9, alternate: isSmall ? 0 : 0.6 };
  if (random.chance(chances.alternate))
    holders.push({ role: "alternate", from: plan.firstDay, person: nameOf(random) });
  for (const role of ["sponsor", "champion"] as const) {
    if (!random.chance(chances[role])) continue;
    holders.push({ role, from: plan.firstDay, person: nameOf(random) });
    const left = leavingDay(plan, random);
    if (left === undefined) continue;
    changes.push({ day: left, kind: `${role}_left` });
    holders.push({ role, from: left, person: "" });
    const successor = workingDay(left + random.whole(20, 80));
    if (random.chance(0.6) && successor < plan.lastDay) holders.push({ role, from: successor, person: nameOf(random) });
  }
  if (!isSmall && random.chance(0.05)) changes.push({ day: someDay(plan, random), kind: "champion_promoted" });
  return { holders, changes: changes.sort((a, b) => a.day - b.day) };
}

function ownersOf(plan: AccountPlan, random: Random): Holder[] {
  if (plan.tier === "self_serve") return [];
  if (plan.tier === "smb") return [{ role: "csm", from: plan.firstDay, person: pod }];
  const owner = managers[plan.index % managers.length]!;
  const lead = onboardingLeads[plan.index % onboardingLeads.length]!;
  const holders: Holder[] = [
    { role: "csm", from: plan.firstDay, person: owner },
    { role: "onboarding_lead", from: plan.firstDay, person: lead },
  ];
  if (!random.chance(0.06)) return holders;
  // A hand-over that took its time: for some weeks nobody owned the account.
  const gone = someDay(plan, random);
  const successor = workingDay(gone + random.whole(10, 35));
  const next = managers[(plan.index + 1) % managers.length]!;
  holders.push({ role: "csm", from: gone, person: "" });
  if (successor > gone) holders.push({ role: "csm", from: successor, person: next });
  return holders;
}

/** Those who will leave us lose their sponsor or champion more often, and some months before. */
function leavingDay(plan: AccountPlan, random: Random): number | undefined {
  const chance = plan.churnedOn === undefined ? 0.12 : 0.4;
  if (!random.chance(chance)) return undefined;
  const day = plan.churnedOn === undefined ? someDay(plan, random) : workingDay(plan.churnedOn - random.whole(60, 160));
  return day > plan.firstDay && day < plan.lastDay ? day : undefined;
}

function someDay(plan: AccountPlan, random: Random): number {
  return workingDay(random.whole(plan.firstDay + 1, Math.max(plan.firstDay + 1, plan.lastDay - 5)));
}

function nameOf(random: Random): string {
  return `${random.pick(givenNames)} ${random.pick(familyNames)}`;
}
