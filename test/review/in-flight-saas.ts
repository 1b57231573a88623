/** What is known of a customer of playbooks/saas when a day opens, and how its calendar counts: for the oracle of who is in flight. */
import type { AccountHistory, EpochDay } from "../../runtime/histories/types.ts";
import type { Cadence, Duration, Play, Schedule } from "../../schedule/types.ts";

function valueIn({ fields }: AccountHistory, field: string, day: EpochDay): unknown {
  return fields.get(field)?.findLast(({ from }) => from <= day)?.value;
}

export function dateIn(history: AccountHistory, field: string, day: EpochDay): EpochDay | undefined {
  const value = valueIn(history, field, day);
  return typeof value === "number" ? value : undefined;
}

export function isAlive(history: AccountHistory, day: EpochDay): boolean {
  const [begins, ends] = ["contract_start", "churned_on"].map((field) => dateIn(history, field, day));
  return begins !== undefined && begins <= day && (ends === undefined || day <= ends);
}

function segmentOf(history: AccountHistory, day: EpochDay): string {
  const arr = Number(valueIn(history, "arr", day));
  if (arr >= 10_000_000 || valueIn(history, "strategic", day) === true) return "enterprise";
  if (arr >= 2_500_000) return "mid_market";
  return arr >= 500_000 ? "smb" : "self_serve";
}

export function isInScope(
  history: AccountHistory,
  { scope }: Cadence | Play,
  _schedule: Schedule,
  day: EpochDay,
): boolean {
  const { segments, stage, where } = scope;
  if (segments && !segments.includes(segmentOf(history, day))) return false;
  const age = day - dateIn(history, "contract_start", day)!;
  const isOnboarding = age >= 0 && age <= 90;
  if (stage === "onboarding" && !isOnboarding) return false;
  if (!where) return true;
  const plan = valueIn(history, "plan", day);
  const first = day - age;
  switch (where.text) {
    case "time since contract_start > 90d":
      return age > 90;
    case "health is one of orange, red and (not during onboarding)": {
      const health = lastKnown(history, "health", first, day - 1);
      return health !== undefined && health < 60_000_000 && !isOnboarding;
    }
    case "plan is trial or core_usage over 7d = 0":
      return plan === "trial" || (day - 7 >= first && sum(history, "core_usage", day - 7, day - 1) === 0);
    case "auto_renews and plan is not trial":
      return valueIn(history, "auto_renews", day) === true && plan !== "trial";
    default:
      throw new Error(`nobody has told the oracle what this means: ${where.text}`);
  }
}

/** The days of `playbooks/saas/data` begin here. */
const firstDay = Math.round(Date.UTC(2025, 0, 1) / 86_400_000);

function lastKnown({ metrics }: AccountHistory, metric: string, from: EpochDay, to: EpochDay): number | undefined {
  const values = metrics.get(metric)!;
  for (let day = to; day >= Math.max(from, firstDay); day--) {
    const value = values[day - firstDay]!;
    if (!Number.isNaN(value)) return value;
  }
  return undefined;
}

function sum({ metrics }: AccountHistory, metric: string, from: EpochDay, to: EpochDay): number {
  const values = metrics.get(metric)!;
  let total = 0;
  for (let day = from; day <= to; day++) total += values[day - firstDay] || 0;
  return total;
}

// ---- days

export function durationOf(figure: unknown): Duration {
  return figure as Duration;
}

export function textOf(day: EpochDay): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** So many durations after a day, or before it: months are counted from it, and clamped to their end. */
export function plus(day: EpochDay, { unit, amount }: Duration, times: number): EpochDay {
  if (unit === "days") return day + amount * times;
  if (unit !== "months") throw new Error(`no steps of ${unit} in playbooks/saas`);
  const date = new Date(day * 86_400_000);
  const month = date.getUTCMonth() + amount * times;
  const lastOf = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate();
  return Date.UTC(date.getUTCFullYear(), month, Math.min(date.getUTCDate(), lastOf)) / 86_400_000;
}

export function workingDay({ policy: { holidays = [] } }: Schedule, day: EpochDay, step: 1 | -1): EpochDay {
  const isOff = (date: EpochDay) => [5, 6].includes((date + 3) % 7) || holidays.includes(textOf(date));
  let found = day;
  while (isOff(found)) found += step;
  return found;
}
