/** What happens to a synthetic customer at instants: tickets, answers, meetings, surveys, milestones, news. */
import { type AccountPlan, vigourOn } from "./generate-saas-account.ts";
import { isWeekend, isYearEnd, workingDay } from "./generate-saas-calendar.ts";
import { tiers } from "./generate-saas-contract.ts";
import { type Random, randomFor } from "./generate-saas-random.ts";

export interface Ticket {
  id: string;
  day: number;
  minutes: number;
  severity: "low" | "normal" | "high" | "critical";
  /** 0 to 1; about a third are never rated. */
  sentiment: number | undefined;
  closedDay: number | undefined;
  closedMinutes: number;
}

export interface Moment {
  day: number;
  /** Local minutes after midnight. */
  minutes: number;
  kind: string;
}

export interface Survey {
  day: number;
  score: number;
}

/** Whole days a ticket stays open, by severity; the long ones are what "open for 7 days" is for. */
const daysOpen = {
  low: [
    [0, 20],
    [1, 20],
    [3, 25],
    [6, 15],
    [9, 12],
    [20, 8],
  ],
  normal: [
    [0, 30],
    [1, 30],
    [3, 20],
    [6, 10],
    [9, 7],
    [16, 3],
  ],
  high: [
    [0, 40],
    [1, 30],
    [2, 15],
    [4, 10],
    [8, 5],
  ],
  critical: [
    [0, 55],
    [1, 30],
    [2, 10],
    [5, 5],
  ],
} as const;

export function ticketsOf(plan: AccountPlan): Ticket[] {
  const random = randomFor(plan.seed, "tickets", plan.index);
  const tickets: Ticket[] = [];
  for (let week = plan.firstDay; week <= plan.lastDay; week += 7) {
    const trouble = 1 - vigourOn(plan, week) / plan.vigour;
    const bursts = random.chance(0.004 + 0.012 * trouble) ? random.whole(3, 5) : 0;
    const usual = random.times(tiers[plan.tier].tickets * (0.8 + trouble) * (isYearEnd(week) ? 0.4 : 1));
    for (let count = plan.tier === "self_serve" ? usual : usual + bursts; count > 0; count--) {
      const day = week + (random.chance(0.93) ? random.whole(0, 4) : random.whole(0, 6));
      if (day <= plan.lastDay) tickets.push(ticket(plan, random, day, trouble));
    }
  }
  tickets.sort((a, b) => a.day - b.day || a.minutes - b.minutes);
  return tickets.map((each, at) => ({ ...each, id: `${plan.id}-${at + 1}` }));
}

function ticket(plan: AccountPlan, random: Random, day: number, trouble: number): Ticket {
  const severity = random.weighted([
    ["low", 38],
    ["normal", 44],
    ["high", 14],
    ["critical", 4 + 4 * trouble],
  ] as const);
  const minutes = random.whole(8 * 60, 18 * 60);
  const length = random.weighted<number>(daysOpen[severity]) + (random.chance(0.2) ? random.whole(0, 2) : 0);
  const closedDay = day + length <= plan.lastDay ? day + length : undefined;
  const mood = 0.72 - 0.45 * trouble + 0.17 * random.bell();
  return {
    id: "",
    day,
    minutes,
    severity,
    sentiment: random.chance(0.66) ? Math.round(Math.min(1, Math.max(0, mood)) * 20) / 20 : undefined,
    closedDay,
    closedMinutes: length === 0 ? Math.min(23 * 60, minutes + random.whole(20, 240)) : random.whole(9 * 60, 18 * 60),
  };
}

/** Answers to our mail, meetings attended, and the rarer things a customer says or does. */
export function momentsOf(plan: AccountPlan): Moment[] {
  const random = randomFor(plan.seed, "moments", plan.index);
  const kind = tiers[plan.tier];
  const moments: Moment[] = [];
  const add = (day: number, what: string) => {
    if (day > plan.firstDay && day <= plan.lastDay)
      moments.push({ day, minutes: random.whole(9 * 60, 17 * 60), kind: what });
  };
  for (let day = plan.firstDay; day <= plan.lastDay; day++) {
    if (isWeekend(day) || isYearEnd(day)) continue;
    const vigour = vigourOn(plan, day);
    const trouble = 1 - vigour / plan.vigour;
    if (random.chance((kind.replies / 5) * (0.25 + 0.75 * vigour))) add(day, "reply");
    if (random.chance((kind.meetings / 5) * (0.25 + 0.75 * vigour))) add(day, "attended");
    if (plan.tier !== "self_serve" && random.chance(0.005 * trouble * trouble)) add(day, "churn_intent");
    if (vigour > 0.8 && random.chance(0.00035)) add(day, "referral_asked");
    if (random.chance(0.00045)) add(day, "workaround_seen");
  }
  for (const { day, what } of onboardingOf(plan, random)) add(workingDay(day), what);
  for (const term of plan.terms) if (term.renewals > 0) add(term.signedOn, "renewed");
  return moments.sort((a, b) => a.day - b.day || a.minutes - b.minutes);
}

function onboardingOf(plan: AccountPlan, random: Random): { day: number; what: string }[] {
  if (plan.neverAdopts) return [];
  const firstValue = plan.contractStart + random.whole(12, 62);
  return [
    { day: firstValue, what: "first_value" },
    { day: firstValue + random.whole(3, 30), what: "go_live_confirmed" },
  ];
}

/** Share of the core set-up done, as it changes; only for those who begin inside the window. */
export function setupOf(plan: AccountPlan): { day: number; share: number }[] {
  if (plan.contractStart < plan.firstDay) return [];
  const random = randomFor(plan.seed, "setup", plan.index);
  const steps: { day: number; share: number }[] = [{ day: plan.contractStart, share: 0 }];
  const stuckAt = plan.neverAdopts ? 0.6 : 1;
  for (let share = 0.2, day = plan.contractStart; share <= stuckAt + 0.01; share += 0.2) {
    day += random.whole(2, 16);
    if (day <= plan.lastDay) steps.push({ day, share: Math.round(share * 10) / 10 });
  }
  return steps;
}

/** Half-yearly surveys; four in ten answer. */
export function surveysOf(plan: AccountPlan): Survey[] {
  const random = randomFor(plan.seed, "surveys", plan.index);
  const surveys: Survey[] = [];
  for (let day = plan.firstDay + random.whole(20, 180); day <= plan.lastDay; day += 182) {
    if (!random.chance(0.4)) continue;
    const score = 3.5 + 6.5 * vigourOn(plan, day) + 1.4 * random.bell();
    surveys.push({ day: workingDay(day), score: Math.min(10, Math.max(0, Math.round(score))) });
  }
  return surveys.filter((survey) => survey.day <= plan.lastDay);
}

/** News from outside about the customer (TR16). */
export function newsOf(plan: AccountPlan): { day: number; topic: string }[] {
  const random = randomFor(plan.seed, "news", plan.index);
  const years = (plan.lastDay - plan.firstDay) / 365;
  const topics = [
    ["funding", 4],
    ["acquisition", 2],
    ["leadership_change", 3],
    ["regulation", 1],
  ] as const;
  const news = Array.from({ length: random.times(plan.tier === "self_serve" ? 0 : 0.18 * Math.max(0, years)) }, () => ({
    day: random.whole(plan.firstDay, plan.lastDay),
    topic: random.weighted<string>(topics),
  }));
  return news.sort((a, b) => a.day - b.day);
}

/** A chance to sell more, as sales wrote it up, and the day it was signed if it was. */
export interface Opportunity {
  qualifiedOn: number;
  budget: boolean;
  authority: boolean;
  need: boolean;
  timeline: boolean;
  signedOn: number | undefined;
}

export function opportunitiesOf(plan: AccountPlan): Opportunity[] {
  const random = randomFor(plan.seed, "opportunities", plan.index);
  const years = Math.max(0, (plan.lastDay - plan.firstDay) / 365);
  const days = Array.from({ length: random.times(plan.tier === "self_serve" ? 0 : 0.7 * years) }, () =>
    workingDay(random.whole(plan.firstDay + 60, Math.max(plan.firstDay + 60, plan.lastDay))),
  );
  return days
    .sort((a, b) => a - b)
    .filter((day) => day <= plan.lastDay && vigourOn(plan, day) > 0.6)
    .map((qualifiedOn) => {
      const [budget, authority, need, timeline] = [
        random.chance(0.8),
        random.chance(0.8),
        random.chance(0.95),
        random.chance(0.8),
      ];
      const signedOn = workingDay(qualifiedOn + random.whole(10, 60));
      const isSigned = budget && authority && need && timeline && random.chance(0.6) && signedOn <= plan.lastDay;
      return { qualifiedOn, budget, authority, need, timeline, signedOn: isSigned ? signedOn : undefined };
    });
}
