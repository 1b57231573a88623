/** What a synthetic customer signs: its tier, its yearly terms, whether and when it renews, and whether it leaves. */
import { type Window, workingDay, yearsAfter } from "./generate-saas-calendar.ts";
import { type Random, randomFor } from "./generate-saas-random.ts";

export type TierName = "enterprise" | "mid_market" | "smb" | "self_serve";

interface Tier {
  /** Yearly revenue in dollars. */
  revenue: readonly [number, number];
  dollarsPerSeat: number;
  /** The chance not to renew. */
  leaves: number;
  /** Days before expiry on which a renewal is signed. */
  signsBefore: readonly [number, number];
  autoRenews: number;
  knowsGoal: number;
  plan: string;
  /** Tickets, replies and attended meetings a week, at full vigour. */
  tickets: number;
  replies: number;
  meetings: number;
}

/** Shares of the base and figures of the handbook's touch models TM1 to TM4. */
export const tiers: Readonly<Record<TierName, Tier>> = {
  enterprise: {
    revenue: [100_000, 900_000],
    dollarsPerSeat: 900,
    leaves: 0.07,
    signsBefore: [10, 120],
    autoRenews: 0.1,
    knowsGoal: 0.95,
    plan: "enterprise",
    tickets: 0.3,
    replies: 0.32,
    meetings: 0.2,
  },
  mid_market: {
    revenue: [25_000, 99_500],
    dollarsPerSeat: 700,
    leaves: 0.12,
    signsBefore: [5, 75],
    autoRenews: 0.25,
    knowsGoal: 0.85,
    plan: "pro",
    tickets: 0.18,
    replies: 0.16,
    meetings: 0.08,
  },
  smb: {
    revenue: [5_000, 24_500],
    dollarsPerSeat: 500,
    leaves: 0.17,
    signsBefore: [0, 45],
    autoRenews: 0.6,
    knowsGoal: 0.5,
    plan: "pro",
    tickets: 0.1,
    replies: 0.06,
    meetings: 0.02,
  },
  self_serve: {
    revenue: [500, 4_900],
    dollarsPerSeat: 300,
    leaves: 0.25,
    signsBefore: [0, 3],
    autoRenews: 1,
    knowsGoal: 0.15,
    plan: "starter",
    tickets: 0.04,
    replies: 0.02,
    meetings: 0,
  },
};

/** Of every twenty accounts in a row three are enterprise, six mid-market, seven SMB and four self-serve. */
const blockOfTwenty: readonly TierName[] = [
  ...Array<TierName>(3).fill("enterprise"),
  ...Array<TierName>(6).fill("mid_market"),
  ...Array<TierName>(7).fill("smb"),
  ...Array<TierName>(4).fill("self_serve"),
];

export function tierOf(seed: number, index: number): TierName {
  const random = randomFor(seed, "tiers", Math.floor((index - 1) / 20));
  const shuffled = blockOfTwenty.map((tier) => ({ tier, rank: random.unit() })).sort((a, b) => a.rank - b.rank);
  return shuffled[(index - 1) % 20]!.tier;
}

/** What holds from the day it is signed. Money in dollars, storage in gigabytes, calls in 30 days. */
export interface Term {
  signedOn: number;
  renewal: number;
  /** Terms signed after the first. */
  renewals: number;
  revenue: number;
  seats: number;
  storageLimit: number;
  callLimit: number;
  /** The day notice to leave was given; for the last term of a customer who says so. */
  noticeGiven: number | undefined;
}

/** The terms signed up to the window's end, and the date on which the customer leaves, which may lie after it. */
export function termsOf(
  seed: number,
  index: number,
  tier: TierName,
  contractStart: number,
  window: Window,
): { terms: Term[]; churnedOn: number | undefined } {
  const random = randomFor(seed, "contract", index);
  const kind = tiers[tier];
  let revenue = toHundreds(kind.revenue[0] * (kind.revenue[1] / kind.revenue[0]) ** random.unit());
  const terms = [term(random, kind, contractStart, yearsAfter(contractStart, 1), 0, revenue)];
  for (let year = 1; yearsAfter(contractStart, year) <= window.to + 200; year++) {
    const expires = yearsAfter(contractStart, year);
    // Nobody left before the histories begin: a base has the customers it kept.
    if (expires > window.from + 20 && random.chance(kind.leaves)) {
      const notice = random.chance(0.5) ? workingDay(expires - random.whole(30, 75)) : undefined;
      terms.at(-1)!.noticeGiven = notice;
      return { terms, churnedOn: expires };
    }
    // Growth stays inside the tier, so that the shares of the base hold for the whole window.
    revenue = Math.min(kind.revenue[1], Math.max(kind.revenue[0], toHundreds(revenue * random.between(0.92, 1.3))));
    const signedOn = Math.min(workingDay(expires - random.whole(...kind.signsBefore)), expires);
    terms.push(term(random, kind, signedOn, yearsAfter(contractStart, year + 1), year, revenue));
  }
  return { terms, churnedOn: undefined };
}

function term(random: Random, kind: Tier, signedOn: number, renewal: number, renewals: number, revenue: number): Term {
  const seats = Math.max(2, Math.round((revenue / kind.dollarsPerSeat) * random.between(0.8, 1.25)));
  return {
    signedOn,
    renewal,
    renewals,
    revenue,
    seats,
    storageLimit: seats * 10,
    callLimit: seats * 200,
    noticeGiven: undefined,
  };
}

function toHundreds(dollars: number): number {
  return Math.round(dollars / 100) * 100;
}
