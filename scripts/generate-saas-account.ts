/**
 * The life of one synthetic customer: who they are, what they signed and when, how it went. Everything the files say of
 * an account (usage, tickets, health, people) follows from this plan.
 */
import type { Window } from "./generate-saas-calendar.ts";
import { type Term, type TierName, termsOf, tierOf, tiers } from "./generate-saas-contract.ts";
import { type Random, randomFor } from "./generate-saas-random.ts";

/** A stretch in which a customer uses less: down to `depth` of their usual self, then back up. */
export interface Slump {
  from: number;
  /** Days going down, at the bottom, and coming up again. */
  falling: number;
  lying: number;
  rising: number;
  depth: number;
}

export interface AccountPlan {
  seed: number;
  index: number;
  id: string;
  name: string;
  industry: string;
  tier: TierName;
  zone: string;
  /** Hours ahead of UTC, to put events into the working day; summer time is left out. */
  hoursAhead: number;
  contractStart: number;
  /** The days inside the window on which they are a customer, both ends included. */
  firstDay: number;
  lastDay: number;
  /** The date they leave or will leave; may lie after the window. */
  churnedOn: number | undefined;
  terms: Term[];
  strategic: boolean;
  goal: string | undefined;
  autoRenews: boolean;
  emailOptIn: boolean;
  /** The day they unsubscribed from mail. */
  unsubscribedOn: number | undefined;
  phoneOptIn: boolean;
  preferredInterval: string | undefined;
  /** Trial until this day. */
  paidFrom: number | undefined;
  /** Their usual self: 0 does nothing, 1 uses everything. */
  vigour: number;
  slumps: Slump[];
  /** Bought, and never started on the key feature. */
  neverAdopts: boolean;
}

const places: readonly (readonly [{ zone: string; hoursAhead: number }, number])[] = [
  [{ zone: "America/New_York", hoursAhead: -5 }, 30],
  [{ zone: "America/Chicago", hoursAhead: -6 }, 12],
  [{ zone: "America/Los_Angeles", hoursAhead: -8 }, 18],
  [{ zone: "Europe/London", hoursAhead: 0 }, 16],
  [{ zone: "Europe/Berlin", hoursAhead: 1 }, 14],
  [{ zone: "Asia/Singapore", hoursAhead: 8 }, 5],
  [{ zone: "Australia/Sydney", hoursAhead: 10 }, 5],
];
const firstNames = ["Alder", "Birch", "Cobalt", "Delta", "Ember", "Fjord", "Granite", "Harbor", "Indigo", "Juniper"];
const moreNames = [
  "Kestrel",
  "Lumen",
  "Meridian",
  "Northwind",
  "Orchard",
  "Pinnacle",
  "Quarry",
  "Ridge",
  "Summit",
  "Tidal",
];
const lastNames = [
  "Analytics",
  "Foods",
  "Freight",
  "Health",
  "Insurance",
  "Labs",
  "Logistics",
  "Media",
  "Retail",
  "Systems",
];
const industries = ["finance", "healthcare", "logistics", "manufacturing", "media", "retail", "software"];
const goals = [
  "close the books in three days",
  "one place for every request",
  "halve the onboarding of new staff",
  "see every shipment",
  "pass the audit without overtime",
];

/** What customer number `index` (from 1) will do in the window. The answer does not depend on how many others there are. */
export function planAccount(seed: number, index: number, window: Window): AccountPlan {
  const random = randomFor(seed, "plan", index);
  const tier = tierOf(seed, index);
  const kind = tiers[tier];
  const isOld = random.chance(0.62);
  const contractStart = isOld
    ? window.from - random.whole(20, 900)
    : random.whole(window.from, Math.max(window.from, window.to - 20));
  const vigour = random.between(0.58, 0.98);
  const contract = termsOf(seed, index, tier, contractStart, window);
  const firstDay = Math.max(contractStart, window.from);
  const lastDay = Math.min(contract.churnedOn ?? window.to, window.to);
  const place = random.weighted(places);
  return {
    seed,
    index,
    id: `A${String(index).padStart(5, "0")}`,
    name: `${random.pick([...firstNames, ...moreNames])} ${random.pick(lastNames)} ${index}`,
    industry: random.pick(industries),
    tier,
    ...place,
    contractStart,
    firstDay,
    lastDay,
    churnedOn: contract.churnedOn,
    terms: contract.terms,
    strategic: tier === "mid_market" && random.chance(0.05),
    goal: random.chance(kind.knowsGoal) ? random.pick(goals) : undefined,
    autoRenews: random.chance(kind.autoRenews),
    emailOptIn: random.chance(0.93),
    unsubscribedOn: random.chance(0.06) ? random.whole(firstDay, Math.max(firstDay, window.to)) : undefined,
    phoneOptIn: random.chance(0.9),
    preferredInterval: random.weighted([
      [undefined, 80],
      ["7d", 8],
      ["14d", 7],
      ["1 month", 5],
    ] as const),
    paidFrom: tier === "self_serve" && !isOld ? contractStart + random.whole(14, 45) : undefined,
    vigour,
    slumps: [...slumpsOf(random, firstDay, window), ...declineOf(random, contract.churnedOn, contractStart)],
    neverAdopts: !isOld && random.chance(0.12),
  };
}

/** Setbacks that pass by themselves or with help: a reorganisation, a busy season, a bad release. */
function slumpsOf(random: Random, firstDay: number, window: Window): Slump[] {
  const years = (window.to - firstDay) / 365;
  return Array.from({ length: random.times(0.55 * Math.max(0, years)) }, () => ({
    from: random.whole(firstDay + 30, Math.max(firstDay + 30, window.to)),
    falling: random.whole(4, 28),
    lying: random.whole(10, 60),
    rising: random.whole(10, 35),
    depth: random.between(0.25, 0.75),
  }));
}

/** Whoever leaves has used less for months before: that is what the playbook has to see. */
function declineOf(random: Random, churnedOn: number | undefined, contractStart: number): Slump[] {
  if (churnedOn === undefined) return [];
  const silent = random.chance(0.6) ? random.whole(8, 40) : 0;
  const falling = Math.min(random.whole(60, 140), churnedOn - contractStart - silent);
  return [
    {
      from: churnedOn - falling - silent,
      falling,
      lying: 400,
      rising: 1,
      depth: silent > 0 ? 0.02 : random.between(0.1, 0.3),
    },
  ];
}

/** How much of their usual self a customer is on a day, setbacks and the first weeks of use included. 0 to 1. */
export function vigourOn(plan: AccountPlan, day: number): number {
  const age = day - plan.contractStart;
  const learning = age >= 60 ? 1 : 0.15 + (0.85 * Math.max(0, age)) / 60;
  return plan.slumps.reduce((vigour, slump) => vigour * slumpFactor(slump, day), plan.vigour * learning);
}

function slumpFactor(slump: Slump, day: number): number {
  const since = day - slump.from;
  if (since <= 0) return 1;
  const lost = 1 - slump.depth;
  if (since < slump.falling) return 1 - (lost * since) / slump.falling;
  const after = since - slump.falling - slump.lying;
  if (after <= 0) return slump.depth;
  return Math.min(1, slump.depth + (lost * after) / slump.rising);
}

/** The contract in force on a day. */
export function termOn(plan: AccountPlan, day: number): Term {
  let current = plan.terms[0]!;
  for (const term of plan.terms) if (term.signedOn <= day) current = term;
  return current;
}
