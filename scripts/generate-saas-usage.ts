/** Day by day, how a synthetic customer uses the product. */
import { type AccountPlan, termOn, vigourOn } from "./generate-saas-account.ts";
import { isYearEnd, weekdayOf } from "./generate-saas-calendar.ts";
import { randomFor } from "./generate-saas-random.ts";

/** One entry a day from the plan's first day to its last. */
export interface Usage {
  /** Sign-ins that day. */
  logins: number[];
  /** People who signed in on one of the last seven days. */
  activeUsers: number[];
  /** Uses of the key feature that day. */
  coreUsage: number[];
  /** Gigabytes stored at the day's end. */
  storage: number[];
  /** Calls of the programming interface that day, in tens. */
  apiCalls: number[];
}

/** Monday to Sunday, against an average working day. */
const weekdayShape = [1.06, 1.08, 1.04, 1, 0.82, 0.1, 0.06];
const yearEndShape = 0.4;

export function usageOf(plan: AccountPlan): Usage {
  const random = randomFor(plan.seed, "usage", plan.index);
  const usage: Usage = { logins: [], activeUsers: [], coreUsage: [], storage: [], apiCalls: [] };
  const loginsPerUser = random.between(0.7, 1.3);
  const coreShare = plan.neverAdopts ? 0 : random.between(0.25, 0.5);
  const callsPerSeat = random.between(2, 11);
  const filledBy = random.between(0.15, 0.5);
  const fillsAt = random.between(0, 0.0009);
  let mood = 0;
  let storage = 0;
  for (let day = plan.firstDay; day <= plan.lastDay; day++) {
    const { seats, storageLimit } = termOn(plan, day);
    // Weeks are alike and drift slowly: a good day follows a good day.
    mood = 0.92 * mood + 0.025 * random.bell();
    const vigour = Math.min(1, vigourOn(plan, day) * (1 + mood));
    const shape = weekdayShape[weekdayOf(day)]! * (isYearEnd(day) ? yearEndShape : 1);
    const activeUsers = vigour < 0.025 ? 0 : Math.min(seats, Math.round(seats * vigour * (isYearEnd(day) ? 0.8 : 1)));
    const expected = activeUsers * loginsPerUser * shape;
    const logins = random.times(expected);
    const age = day - plan.contractStart;
    storage = Math.max(
      storage,
      Math.round(storageLimit * Math.min(0.99, filledBy + fillsAt * Math.min(age, 900) * vigour)),
    );
    usage.logins.push(logins);
    usage.activeUsers.push(activeUsers);
    usage.coreUsage.push(random.times(expected * coreShare * Math.min(1, age / 20)));
    usage.storage.push(storage);
    usage.apiCalls.push(Math.round((seats * callsPerSeat * vigour * shape * (1 + 0.1 * random.bell())) / 10) * 10);
  }
  return usage;
}
