/**
 * The share of touches that an event followed in time: `share of touches with reply within 5d over 90d`. Read from what
 * the simulation has delivered, against what the customer's history holds (docs/language.md section 5, "Shares of
 * touches").
 */

import type { Expression } from "../../schedule/types.ts";
import { addDuration } from "../calendar/days.ts";
import type { EpochDay, EventRecord } from "../histories/types.ts";
import type { Compiler, Read } from "./compiler.ts";
import { setPoint, setUnknown } from "./exact.ts";
import type { Delivered } from "./types.ts";
import { beginsBeforeRun, windowStart } from "./windows.ts";

type Node = Extract<Expression, { node: "touch_share" }>;

/** Of a ratio, in base units. */
const whole = 1_000_000;

/** Unknown when no touch of the window counts yet, or when the events of its days are not known. */
export function touchShareReader(compiler: Compiler, { touch, channel, event, within, over }: Node): Read {
  const place = compiler.shape.event(event);
  const start = windowStart(over);
  return (view, moment, run, out) => {
    const last = moment.windowDay;
    const first = start(last);
    if (beginsBeforeRun(first, run)) return setUnknown(out);
    const touches = view.course
      .deliveries(first, last)
      .filter((each) => (touch ?? each.touch) === each.touch && (channel ?? each.channel) === each.channel)
      .sort((a, b) => a.at - b.at);
    const earliest = touches[0]?.day;
    if (earliest === undefined || !view.eventsKnown(place, earliest, last)) return setUnknown(out);
    const occurrences = view.occurrences(place);
    const events = occurrences.records.slice(occurrences.before(earliest), occurrences.before(last + 1));
    const answerBy = (day: EpochDay) => addDuration(day, within);
    const answered = answeredTouches(touches, events, answerBy);
    const counted = touches.filter((each) => answered.has(each) || answerBy(each.day) <= last);
    if (counted.length === 0) setUnknown(out);
    else setPoint(out, answered.size * whole, counted.length);
  };
}

/** An event answers the latest touch before it that is not answered and still in time. Touches older than the window never take one from it. */
function answeredTouches(
  touches: readonly Delivered[],
  events: readonly EventRecord[],
  answerBy: (day: EpochDay) => EpochDay,
): ReadonlySet<Delivered> {
  const answered = new Set<Delivered>();
  /** Delivered before the event at hand, the latest last; none answered. */
  const open: Delivered[] = [];
  let next = 0;
  for (const { at, day } of events) {
    while (next < touches.length && touches[next]!.at < at) open.push(touches[next++]!);
    const latest = open.at(-1);
    if (latest === undefined || day > answerBy(latest.day)) continue;
    answered.add(latest);
    open.pop();
  }
  return answered;
}
