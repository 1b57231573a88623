/** Consent, limits and quiet periods: what a customer may be contacted with today, counting what was delivered. */
import type { Consent, Duration, Level, Limit, Quiet, Touch } from "../../schedule/types.ts";
import { subtractDuration } from "../calendar/days.ts";
import type { EpochDay } from "../histories/types.ts";
import { plannedTouches } from "./owing.ts";
import type { AccountState, Demand } from "./state.ts";

/** The touch's channels that the customer has agreed to, in order of preference; a transactional touch needs no consent. */
export function consentedChannels(state: AccountState, demand: Demand, day: EpochDay): readonly string[] {
  const touch = demand.touch!;
  const { conditions, schedule } = state.program;
  const asked = schedule.policy.consents.filter((consent) => isAskedFor(consent, touch));
  return touch.channels.filter((channel) =>
    asked.every(
      (consent) => consent.channel !== channel || conditions.fieldOn(state.view, consent.field, day) === true,
    ),
  );
}

function isAskedFor({ kinds, purposes }: Consent, touch: Touch): boolean {
  if (touch.kind === "transactional") return false;
  if (!kinds && !purposes) return true;
  return kinds?.includes(touch.kind) === true || touch.purposes.some((purpose) => purposes?.includes(purpose));
}

/** The consent rule that forbids the touch's preferred channel. */
export function consentRule(state: AccountState, demand: Demand): string {
  const [preferred] = demand.touch!.channels;
  return state.program.schedule.policy.consents.find(({ channel }) => channel === preferred)!.path;
}

/** A channel that no limit or quiet period blocks today, or the rule that blocks the preferred one. */
export function openChannel(
  state: AccountState,
  demand: Demand,
  channels: readonly string[],
  day: EpochDay,
): { channel: string } | { blockedBy: string } {
  if (demand.touch!.kind === "transactional") return { channel: channels[0]! };
  let blockedBy: string | undefined;
  for (const channel of channels) {
    const rule = blockingRule(state, demand, channel, day);
    if (!rule) return { channel };
    blockedBy ??= rule;
  }
  return { blockedBy: blockedBy! };
}

function blockingRule(state: AccountState, demand: Demand, channel: string, day: EpochDay): string | undefined {
  const { limits, quiets } = state.program.schedule.policy;
  const binds = ({ except }: { except: readonly Level[] }) => !demand.level || !except.includes(demand.level);
  return (
    limits.find((limit) => binds(limit) && isReached(state, limit, channel, day))?.path ??
    quiets.find((quiet) => binds(quiet) && isQuiet(state, quiet, day))?.path
  );
}

function isReached(state: AccountState, limit: Limit, channel: string, day: EpochDay): boolean {
  if (limit.channel && limit.channel !== channel) return false;
  const span = spanOf(state, limit, day);
  if (!span) return false;
  const first = firstDayOf(state, span, day);
  let delivered = plannedTouches(state, limit.channel);
  for (let index = state.deliveries.length - 1; index >= 0 && state.deliveries[index]!.day >= first; index--) {
    if (!limit.channel || state.deliveries[index]!.channel === limit.channel) delivered++;
  }
  return delivered >= limit.most;
}

/** A limit that follows an absent preference does not bind. */
function spanOf(state: AccountState, { per }: Limit, day: EpochDay): Duration | undefined {
  if (!("field" in per)) return per;
  const value = state.program.conditions.fieldOn(state.view, per.field, day);
  return typeof value === "object" ? value : undefined;
}

/** The first day of a span that ends today. A customer's preference may count hours or working days. */
function firstDayOf({ program }: AccountState, { unit, amount }: Duration, day: EpochDay): EpochDay {
  switch (unit) {
    case "minutes":
      return day - Math.ceil(amount / minutesPerDay) + 1;
    case "business_days": {
      let first = day;
      for (let left = amount - Number(program.work.isWorkingDay(day)); left > 0 && first > program.grid.from; ) {
        first--;
        if (program.work.isWorkingDay(first)) left--;
      }
      return first;
    }
    default:
      return subtractDuration(day, { unit, amount }) + 1;
  }
}

const minutesPerDay = 1440;

function isQuiet(state: AccountState, quiet: Quiet, day: EpochDay): boolean {
  const last = state.deliveredDays.get(quiet.after)?.findLast((delivered) => delivered < day);
  return last !== undefined && last >= subtractDuration(day, quiet.over);
}
