/** What our people really did for a synthetic customer, by the playbook's own names; and when those people were away. */
import { type AccountPlan, vigourOn } from "./generate-saas-account.ts";
import { dayOf, isWeekend, isYearEnd, type Window, workingDay } from "./generate-saas-calendar.ts";
import type { TierName } from "./generate-saas-contract.ts";
import { type Holder, managers, onboardingLeads } from "./generate-saas-people.ts";
import { randomFor } from "./generate-saas-random.ts";

/** A stretch in which somebody of ours did not work, both ends included. */
export interface Leave {
  person: string;
  from: number;
  to: number;
}

export interface Delivery {
  day: number;
  /** Local minutes after midnight. */
  minutes: number;
  touch: string;
  /** Who did it; nobody's name where a machine did. */
  owner: string | undefined;
  channel: string;
}

/** Who stands in while an owner is away (`cover csm ... by csm_manager`). */
export const cover = "Rosa Delgado";

interface Habit {
  touch: string;
  channels: readonly string[];
  /** Days from one to the next, more or less. */
  every: number;
  byMachine?: true;
}

/** What each tier gets when nothing special happens; the shares of it that are missed come below. */
const habits: Readonly<Record<TierName, readonly Habit[]>> = {
  enterprise: [
    { touch: "async_update", channels: ["slack", "email"], every: 9 },
    { touch: "check_in", channels: ["video", "phone"], every: 18 },
    { touch: "qbr", channels: ["video"], every: 91 },
    { touch: "executive_review", channels: ["video"], every: 365 },
  ],
  mid_market: [
    { touch: "async_update", channels: ["email", "slack"], every: 30 },
    { touch: "check_in", channels: ["video", "phone"], every: 42 },
    { touch: "business_review", channels: ["video"], every: 182 },
  ],
  smb: [
    { touch: "personal_mail", channels: ["email"], every: 60 },
    { touch: "feature_mail", channels: ["email", "in_app"], every: 35, byMachine: true },
  ],
  self_serve: [{ touch: "feature_mail", channels: ["email", "in_app"], every: 30, byMachine: true }],
};

/** Holidays in summer and spring, and a few days of illness, of everybody who owns accounts; by person, then by day. */
export function leavesOf(seed: number, window: Window): Leave[] {
  return [...managers, ...onboardingLeads].flatMap((person, index) => {
    const random = randomFor(seed, "leave", index);
    const leaves: Leave[] = [];
    const away = (earliest: number, latest: number, days: readonly [number, number]) => {
      const from = workingDay(random.whole(earliest, latest));
      leaves.push({ person, from, to: from + random.whole(...days) - 1 });
    };
    for (const year of [2025, 2026, 2027, 2028].filter((one) => dayOf(one, 1, 1) <= window.to)) {
      away(dayOf(year, 2, 1), dayOf(year, 2, 25), [1, 3]);
      away(dayOf(year, 3, 20), dayOf(year, 5, 10), [5, 10]);
      away(dayOf(year, 6, 20), dayOf(year, 8, 20), [12, 19]);
      away(dayOf(year, 10, 1), dayOf(year, 11, 20), [1, 4]);
    }
    const known = leaves.filter((leave) => leave.from <= window.to);
    return known.map((leave) => ({ ...leave, to: Math.min(leave.to, window.to) }));
  });
}

/**
 * Deliveries, oldest first. Nobody delivers while nobody owns the account; who is away delivers nothing, and of what
 * they miss a third is done by the cover, once they are away for more than two days.
 */
export function deliveriesOf(plan: AccountPlan, holders: readonly Holder[], leaves: readonly Leave[]): Delivery[] {
  const random = randomFor(plan.seed, "deliveries", plan.index);
  const owners = holders.filter((holder) => holder.role === "csm").sort((a, b) => a.from - b.from);
  const deliveries: Delivery[] = [];
  for (const { touch, channels, every, byMachine } of habits[plan.tier]) {
    const spread = Math.ceil(every / 4);
    for (let due = plan.firstDay + random.whole(1, every); due <= plan.lastDay; due += every) {
      const day = workingDay(due + random.whole(-spread, spread));
      const [channel, minutes] = [random.pick(channels), random.whole(9 * 60, 17 * 60)];
      const [missed, stoodIn] = [random.chance(isYearEnd(day) ? 0.7 : 0.1), random.chance(1 / 3)];
      if (day <= plan.firstDay || day > plan.lastDay || isWeekend(day) || missed) continue;
      // Customers who have gone quiet are hard to reach.
      if (byMachine !== true && random.chance(0.4 * (1 - vigourOn(plan, day)))) continue;
      const held = owners.findLast((owner) => owner.from <= day)?.person ?? "";
      const leave = leaves.find((one) => one.person === held && one.from <= day && day <= one.to);
      const covered = leave !== undefined && stoodIn && leave.to - leave.from >= 2;
      if (byMachine !== true && (held === "" || (leave !== undefined && !covered))) continue;
      const owner = byMachine === true ? undefined : covered ? cover : ownerOf(touch, held);
      deliveries.push({ day, minutes, touch, owner, channel });
    }
  }
  return deliveries.sort((a, b) => a.day - b.day || a.minutes - b.minutes || (a.touch < b.touch ? -1 : 1));
}

function ownerOf(touch: string, csm: string): string {
  return touch === "executive_review" ? "Tom Ackermann" : csm;
}
