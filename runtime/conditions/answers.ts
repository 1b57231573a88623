/** Which touches, or events, others answer in time (docs/language.md section 5, "Shares of touches"). */
import type { EpochDay, EventRecord, Instant } from "../histories/types.ts";

/** What may be answered. */
export interface Asking {
  readonly day: EpochDay;
  readonly at: Instant;
}

/**
 * An event answers the latest of them before it that is not answered and still in time; both in order of instant. So
 * older ones than those given never take an answer from them.
 */
export function answered<One extends Asking>(
  asking: readonly One[],
  events: readonly EventRecord[],
  answerBy: (day: EpochDay) => EpochDay,
): ReadonlySet<One> {
  const found = new Set<One>();
  /** Asked before the event at hand, the latest last; none answered. */
  const open: One[] = [];
  let next = 0;
  for (const { at, day } of events) {
    while (next < asking.length && asking[next]!.at < at) open.push(asking[next++]!);
    const latest = open.at(-1);
    if (latest === undefined || day > answerBy(latest.day)) continue;
    found.add(latest);
    open.pop();
  }
  return found;
}
